import { dateInZone, type Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { signInSecretName } from '../queries/secret-names.ts';
import { readWorkspace, type WorkspaceRow } from '../queries/workspace.ts';
import { readHead } from '../touchpoint-log/append.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';

/** What a certificate says of a workspace, and what has to be known before it is gone. */
export interface EraseFacts {
  readonly workspace: WorkspaceRow;
  readonly schemaVersion: number;
  readonly head: LogHead;
  /** Rows by what they are. */
  readonly counts: Readonly<Record<string, number>>;
  /** Names under which passwords and tokens are kept, also of what was removed. */
  readonly secretNames: readonly string[];
  /** Messages that wait to be sent, and those of which nobody knows. */
  readonly queued: number;
  readonly unknown: number;
  /** Handoffs that run on the day. */
  readonly handoffs: number;
  /** How often something left as a file, as far as the log tells. */
  readonly exports: number;
  readonly packs: number;
}

const COUNTED = {
  accounts: 'account',
  contacts: 'contact',
  documents: 'document',
  payments: 'payment',
  allocations: 'allocation',
  promises: 'promise',
  disputes: 'dispute',
  drafts: 'draft',
  messages: 'outbox_message',
  invoiceFiles: 'file_content',
  entries: 'touchpoint',
} as const;

const SECRET_TABLES = ['mailbox', 'connection', 'webhook'] as const;

/** Reads them of a workspace of any version: what an older one does not have counts as none. */
export function readEraseFacts(db: Connection, now: Instant): EraseFacts {
  const tables = new Set(
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
  );
  const count = (table: string, condition = 'TRUE', ...values: readonly string[]): number =>
    tables.has(table)
      ? (db
          .prepare(`SELECT COUNT(*) FROM "${table}" WHERE ${condition}`)
          .pluck()
          .get(...values) as number)
      : 0;
  const workspace = readWorkspace(db);
  const today = dateInZone(now, workspace.timeZone);
  const secretNames = SECRET_TABLES.filter((table) => tables.has(table)).flatMap(
    (table) => db.prepare(`SELECT secret_name FROM ${table} ORDER BY rowid`).pluck().all() as string[],
  );
  const signIns = tables.has('connection')
    ? db.prepare<[], ConnectionId>('SELECT id FROM connection').pluck().all().map(signInSecretName)
    : [];
  return {
    workspace,
    schemaVersion: Number(db.pragma('user_version', { simple: true })),
    head: readHead(db),
    counts: Object.fromEntries(Object.entries(COUNTED).map(([name, table]) => [name, count(table)])),
    secretNames: [...new Set([...secretNames, ...signIns])],
    queued: count('outbox_message', "state IN ('approved', 'queued', 'checking', 'dispatching')"),
    unknown: count('outbox_message', "state = 'unknown'"),
    handoffs: count('given_handoff', 'closed_at IS NULL AND ends_on >= ?', today),
    exports: count('touchpoint', "kind IN ('workspace_exported', 'crm_exported', 'cash_matches_exported')"),
    packs: count('touchpoint', "kind IN ('handoff_given', 'handoff_returned')"),
  };
}
