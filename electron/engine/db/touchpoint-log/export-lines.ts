import { z } from 'zod';
import type { ChainEntry } from './chain-check.ts';
import type { LogHead } from './entry-hash.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  seq: z.int().min(1),
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  kind: z.string(),
  account: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  payloadHash: hash,
  prev: hash,
  hash,
});

/** What an export was narrowed to; all given conditions hold. Dates as `YYYY-MM-DD`. */
const filterSchema = z.strictObject({
  from: z.string().optional(),
  to: z.string().optional(),
  account: z.string().optional(),
  actor: z.string().optional(),
  kinds: z.array(z.string()).optional(),
});

const lastLineSchema = z.strictObject({
  head: z.strictObject({ seq: z.int().min(0), hash }),
  filter: filterSchema.optional(),
  entries: z.int().min(0).optional(),
});

export type ExportFilter = Readonly<z.infer<typeof filterSchema>>;
export type ExportLastLine = Readonly<z.infer<typeof lastLineSchema>>;

/** A line of an export: an entry, the closing line, or what cannot be read and why. */
export type ExportLine =
  | { readonly kind: 'entry'; readonly entry: ChainEntry }
  | { readonly kind: 'last'; readonly last: ExportLastLine }
  | { readonly kind: 'bad'; readonly reason: string };

/** One entry as a line of a JSONL export (without the line break): its whole payload, and all that proves it. */
export function exportLine(entry: ChainEntry): string {
  const { seq, id, at, actor, kind, account, payload, salt, payloadHash, prev, hash: own } = entry;
  return JSON.stringify({ seq, id, at, actor, kind, account, payload, salt, payloadHash, prev, hash: own });
}

/**
 * The last line of a JSONL export: the head of the whole log when it was written, which is what makes a file that
 * was cut off visible. A filtered export also says what it was filtered by and how many entries it has.
 */
export function exportLastLine(head: LogHead, filtered?: { filter: ExportFilter; entries: number }): string {
  return JSON.stringify({ head: { seq: head.seq, hash: head.hash }, ...filtered });
}

/** Reads one line strictly: unknown, missing or doubled names are not accepted, since readers differ on them. */
export function parseExportLine(line: string): ExportLine {
  if (line.trim() === '') {
    return { kind: 'bad', reason: 'the line is empty: the file ends without the line that holds its head' };
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad', reason: 'the line is no JSON: it is cut off or was changed' };
  }
  if (countNames(line) !== countKeys(value))
    return { kind: 'bad', reason: 'a name stands twice in the line' };
  const last = lastLineSchema.safeParse(value);
  if (last.success) return { kind: 'last', last: last.data };
  const entry = entrySchema.safeParse(value);
  if (entry.success) return { kind: 'entry', entry: entry.data };
  const field = entry.error.issues[0]?.path.join('.') || 'its names';
  return { kind: 'bad', reason: `the line is no log entry (${field})` };
}

/** Strings that a colon follows: in valid JSON exactly the names of members. */
function countNames(json: string): number {
  return [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter((match) => match[1] !== undefined).length;
}

function countKeys(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const members = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((total, member) => total + countKeys(member), own);
}
