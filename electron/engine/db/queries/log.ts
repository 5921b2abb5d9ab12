import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, TouchpointId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';
import { familyOf } from '../summary/account-family.ts';

export interface LogFilter {
  /** Instants: the day in the workspace's zone was turned into them by the service. `to` is exclusive. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly accountId: AccountId | null;
  readonly actor: string | null;
  readonly kinds: readonly TouchpointKind[];
}

export interface LogRow {
  readonly seq: number;
  readonly id: TouchpointId;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: TouchpointKind;
  readonly account: { readonly id: AccountId; readonly name: string; readonly number: string | null } | null;
  readonly summary: string;
  readonly text: string | null;
  /** Of a mail of the outbox: what it can be found by, and the SHA-256 of its bytes. Null for every other entry. */
  readonly messageId: string | null;
  readonly sha256: string | null;
  readonly hash: string;
}

/** A page of the log. `ascending` from `after`, or newest first below `before`. */
export interface LogPageInput {
  readonly filter: LogFilter;
  readonly limit: number;
  readonly order: 'newest' | 'oldest';
  /** The `seq` to go on from; null starts at the end of that order. */
  readonly after: number | null;
}

export function logPage(
  db: Connection,
  input: LogPageInput,
): { readonly entries: LogRow[]; readonly total: number; readonly actors: string[] } {
  const { where, parameters } = logCondition(input.filter);
  const [comparison, direction] = input.order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  const seek = input.after === null ? 'TRUE' : `t.seq ${comparison} @after`;
  const rows = db
    .prepare<
      unknown[],
      Omit<LogRow, 'account'> & { accountId: AccountId | null; name: string | null; number: string | null }
    >(
      `SELECT t.seq, t.id, t.at, t.actor, t.kind, t.hash, t.account_id AS accountId, a.name, a.number,
         p.payload ->> '$.summary' AS summary, NULLIF(p.payload ->> '$.text', '') AS text,
         CASE WHEN t.kind GLOB 'mail_*' THEN p.payload ->> '$.messageId' END AS messageId,
         CASE WHEN t.kind GLOB 'mail_*' THEN p.payload ->> '$.sha256' END AS sha256
       FROM touchpoint t JOIN touchpoint_payload p USING (seq) LEFT JOIN account a ON a.id = t.account_id
       WHERE ${where} AND ${seek} ORDER BY t.seq ${direction} LIMIT @limit`,
    )
    .all({ ...parameters, after: input.after, limit: input.limit });
  return {
    entries: rows.map(({ accountId, name, number, ...row }) => ({
      ...row,
      account: accountId === null ? null : { id: accountId, name: name ?? accountId, number },
    })),
    total: db.prepare(`SELECT COUNT(*) FROM touchpoint t WHERE ${where}`).pluck().get(parameters) as number,
    actors: db.prepare('SELECT DISTINCT actor FROM touchpoint ORDER BY actor').pluck().all() as string[],
  };
}

export interface LogChainRow {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly account: string | null;
  readonly payloadHash: string;
  readonly prev: string;
  readonly hash: string;
  readonly salt: string;
  readonly payload: string;
}

/** Entries with their hashes and whole payload, oldest first: what the JSONL export is made of. */
export function logChain(
  db: Connection,
  input: { readonly filter: LogFilter; readonly after: number; readonly limit: number },
): LogChainRow[] {
  const { where, parameters } = logCondition(input.filter);
  return db
    .prepare<unknown[], LogChainRow>(
      `SELECT t.seq, t.id, t.at, t.actor, t.kind, t.account_id AS account, t.payload_hash AS payloadHash, t.prev, t.hash,
         p.salt, p.payload
       FROM touchpoint t JOIN touchpoint_payload p USING (seq)
       WHERE ${where} AND t.seq > @after ORDER BY t.seq LIMIT @limit`,
    )
    .all({ ...parameters, after: input.after, limit: input.limit });
}

function logCondition(filter: LogFilter): {
  readonly where: string;
  readonly parameters: Record<string, unknown>;
} {
  const conditions = ['TRUE'];
  const parameters: Record<string, unknown> = {};
  const add = (condition: string, name: string, value: unknown) => {
    conditions.push(condition);
    parameters[name] = value;
  };
  if (filter.from !== null) add('t.at >= @from', 'from', filter.from);
  if (filter.to !== null) add('t.at < @to', 'to', filter.to);
  if (filter.accountId !== null)
    add(`t.account_id IN ${familyOf('@accountId')}`, 'accountId', filter.accountId);
  if (filter.actor !== null) add('t.actor = @actor', 'actor', filter.actor);
  if (filter.kinds.length > 0)
    add('t.kind IN (SELECT value FROM json_each(@kinds))', 'kinds', JSON.stringify(filter.kinds));
  return { where: conditions.join(' AND '), parameters };
}
