import { z } from 'zod';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { RECORDS } from './records/index.ts';
import { RECORD_KINDS, type RecordKindName, type RecordValue } from './records/record-kind.ts';

const lineSchema = z.strictObject({
  kind: z.string(),
  key: z.string().min(1).max(400),
  /** As both sides agreed last; null: it was not there. */
  before: z.record(z.string(), z.unknown()).nullable(),
  /** As it is; null: it is gone. */
  after: z.record(z.string(), z.unknown()).nullable(),
});

/** A record as it was and as it is. A handoff carries `after` alone. */
export interface RecordChange {
  readonly kind: RecordKindName;
  readonly key: string;
  readonly accountId: AccountId | null;
  readonly before: RecordValue | null;
  readonly after: RecordValue | null;
}

/** A change as a line of a pack. */
export function recordLine({ kind, key, before, after }: RecordChange): unknown {
  return { kind, key, before, after };
}

export const recordLineSchema: z.ZodType<z.infer<typeof lineSchema>> = lineSchema;

/** Checks a line against what a record of its kind is. Errors: `bad_pack`, `newer_version` (a kind that is not known here). */
export function changeOf(line: z.infer<typeof lineSchema>): RecordChange {
  const kind = RECORD_KINDS.find((name) => name === line.kind);
  if (kind === undefined) {
    throw new EngineError(
      'newer_version',
      `The pack was made by a newer Duebook: it carries "${line.kind}", which this version does not know. Update, and open it again.`,
    );
  }
  const record = RECORDS[kind];
  const read = (value: RecordValue | null) => {
    if (value === null) return null;
    const parsed = record.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new EngineError(
      'bad_pack',
      `The pack cannot be used: a ${kind.replaceAll('_', ' ')} in it is not what it should be (${issue?.path.join('.')} ${issue?.message}). Nothing was changed.`,
    );
  };
  const [before, after] = [read(line.before), read(line.after)];
  const value = after ?? before;
  return { kind, key: line.key, before, after, accountId: value === null ? null : record.accountOf(value) };
}
