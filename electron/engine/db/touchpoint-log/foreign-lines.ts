import { z } from 'zod';
import { TOUCHPOINT_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { canonicalOrNull, faultInEntry } from './chain-check.ts';
import { entryHashOf, entryIdOf } from './entry-hash.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  seq: z.int().min(1),
  id: z.string(),
  at: z.string(),
  actor: z.string().max(400),
  kind: z.string(),
  account: z.string().nullable(),
  payloadHash: hash,
  prev: hash,
  hash,
  /** Absent where the content stays with its owner. */
  content: z
    .strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), payload: z.record(z.string(), z.unknown()) })
    .optional(),
});

/** An entry of another workspace's log, whose hashes hold. `payload` is its canonical text; null: it stayed there. */
export interface ForeignEntry {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly account: string | null;
  readonly payloadHash: string;
  readonly prev: string;
  readonly hash: string;
  readonly content: { readonly salt: string; readonly payload: string } | null;
}

/** An entry as a line of a pack. Without content it proves that nothing is missing, and tells nothing. */
export function foreignLine(
  entry: Omit<ForeignEntry, 'content'> & { readonly salt: string; readonly payload: string },
  withContent: boolean,
): string {
  const { seq, id, at, actor, kind, account, payloadHash, prev, hash: own, salt, payload } = entry;
  const head = JSON.stringify({ seq, id, at, actor, kind, account, payloadHash, prev, hash: own });
  return withContent ? `${head.slice(0, -1)},"content":{"salt":"${salt}","payload":${payload}}}` : head;
}

/**
 * Reads a line of a pack strictly and recomputes its hashes. Errors: `bad_pack` (no entry, or changed), `newer_version`
 * (of a kind that this version does not know).
 */
export function parseForeignLine(line: string): ForeignEntry {
  const parsed = entrySchema.safeParse(jsonOf(line));
  if (!parsed.success) throw bad('a line of its log is no log entry');
  const { content, ...head } = parsed.data;
  if (!(TOUCHPOINT_KINDS as readonly string[]).includes(head.kind)) {
    throw new EngineError(
      'newer_version',
      'The pack was made by a newer Duebook: its log has entries that this version does not know. Update, and open it again.',
    );
  }
  if (content === undefined) {
    if (entryHashOf(head) !== head.hash || entryIdOf(head.hash) !== head.id) {
      throw bad(`entry ${head.seq} of its log was changed`);
    }
    return { ...head, content: null };
  }
  const payload = canonicalOrNull(content.payload);
  const fault =
    payload === null
      ? 'its content is nothing that a log holds'
      : faultInEntry({ ...head, payload: content.payload, salt: content.salt }, payload);
  if (payload === null || fault !== null) throw bad(`entry ${head.seq} of its log does not hold: ${fault}`);
  return { ...head, content: { salt: content.salt, payload } };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function bad(what: string): EngineError {
  return new EngineError('bad_pack', `The pack cannot be used: ${what}. Ask for it to be made again.`);
}
