import type { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import type { OpenWorkspace } from '../../engine/services/workspace/open-workspace.ts';

/** A date that the user wrote; null stays null. Throws `validation`. */
export function dateValue(flag: string, text: string | null): PlainDate | null {
  if (text === null || isPlainDate(text)) return text;
  throw new EngineError('validation', `--${flag} "${text}" is no date. Write it as YYYY-MM-DD.`, {
    field: flag,
  });
}

/** `--as-of`, else today in the workspace's time zone. */
export function asOfValue(text: string | null, workspace: OpenWorkspace): PlainDate {
  return dateValue('as-of', text) ?? workspace.today();
}

/** One of the words that a flag takes. Throws `validation` that lists them. */
export function choiceValue<Choice extends string>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new EngineError(
    'validation',
    `--${flag} "${text}" is unknown. It is one of: ${choices.join(', ')}.`,
    {
      field: flag,
      choices,
    },
  );
}

/** A whole number from 1 on; null stays null. Throws `validation`. */
export function countValue(flag: string, text: string | null): number | null {
  if (text === null) return null;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1) return count;
  throw new EngineError('validation', `--${flag} "${text}" is no whole number from 1 on.`, { field: flag });
}

/** Checks a value against a schema of the contract; throws `validation` that names the field. */
export function schemaValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new EngineError('validation', `${what}${field === '' ? '' : ` (${field})`}: ${problemOf(issue)}`, {
    field,
  });
}

/** Zod words its limits for programmers; the rest of the contract words its own. */
function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'too_big' || issue.origin !== 'string') return issue?.message ?? 'not valid';
  return `longer than ${issue.maximum} characters. Shorten it.`;
}
