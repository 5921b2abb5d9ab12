import type { z } from 'zod';

/** Messages by the path of their field, e.g. `paymentInstructions` or `0`. The empty path is about the whole section. */
export type FieldErrors = Readonly<Record<string, string>>;

/** True when what is in the form differs from what is saved. */
export function isDirty<Value>(draft: Value | null, saved: Value): boolean {
  return draft !== null && canonical(draft) !== canonical(saved);
}

/** What the schema has against a value, by field and in plain words. */
export function fieldErrors(schema: z.ZodType, value: unknown): FieldErrors {
  const result = schema.safeParse(value);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[issue.path.join('.')] ??= issueText(issue);
  return errors;
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
  }
  if (issue.code === 'too_small') return `At least ${issue.minimum}.`;
  if (issue.code === 'invalid_type') return 'A whole number is needed.';
  return issue.message;
}

/** Text with the keys in one order, so that two objects of the same content are the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
