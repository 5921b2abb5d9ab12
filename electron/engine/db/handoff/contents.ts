import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { template } from '../schema/index.ts';
import { familiesOf } from '../summary/account-family.ts';
import { readHead } from '../touchpoint-log/append.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';
import { foreignLine } from '../touchpoint-log/foreign-lines.ts';
import { toJsonLines } from './json-lines.ts';
import { LEDGER_TABLES } from './ledger-tables.ts';
import {
  LOG_PATH,
  ledgerPath,
  RECORDS_PATH,
  RETRACTIONS_PATH,
  SETTINGS_PATH,
  TEMPLATES_PATH,
} from './pack-paths.ts';
import { recordLine } from './record-lines.ts';
import { RECORDS } from './records/index.ts';
import { RECORD_KINDS } from './records/record-kind.ts';
import { selectRows } from './row-access.ts';
import type { PackRow } from './row-schema.ts';

/** A part of a pack. */
export interface PackPart {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** All that a handoff of some accounts carries, as the database was at one moment. */
export interface HandoffContents {
  readonly parts: readonly PackPart[];
  readonly head: LogHead;
  readonly schemaVersion: number;
  /** Records by kind that are in force, entries of the log, invoices; what is over goes along uncounted. */
  readonly counts: Readonly<Record<string, number>>;
}

type LoggedEntry = Parameters<typeof foreignLine>[0];

/** Settings that belong to one person's place of work and not to the client's books. */
const OWN_SETTINGS = ['sender', 'stageSenders', 'idleLockMinutes'];

/** Reads all that goes into a handoff of these accounts, in one snapshot. */
export function handoffContents(
  db: Connection,
  { accounts }: { readonly accounts: readonly AccountId[] },
): HandoffContents {
  const ids = JSON.stringify(accounts);
  const counts: Record<string, number> = {};
  const parts: PackPart[] = [];
  const add = (path: string, name: string, values: readonly unknown[]) => {
    counts[name] = (counts[name] ?? 0) + values.length;
    parts.push({ path, bytes: toJsonLines(values) });
  };
  for (const { name, table, condition, order } of LEDGER_TABLES) {
    add(
      ledgerPath(name),
      name,
      db.prepare<unknown[], PackRow>(selectRows(table, condition, order)).all({ accounts: ids }),
    );
  }
  const lines: unknown[] = [];
  for (const kind of RECORD_KINDS) {
    const records = RECORDS[kind].read(db, accounts).filter(({ value }) => RECORDS[kind].travels(value));
    counts[kind] = records.filter(({ value }) => RECORDS[kind].stands(value)).length;
    lines.push(
      ...records.map(({ key, accountId, value }) =>
        recordLine({ kind, key, accountId, before: null, after: value }),
      ),
    );
  }
  parts.push({ path: RECORDS_PATH, bytes: toJsonLines(lines) });
  const entries = db.prepare<unknown[], LoggedEntry>(LOGGED).all({ accounts: ids });
  counts.entries = entries.length;
  parts.push({
    path: LOG_PATH,
    bytes: Buffer.from(entries.map((entry) => `${foreignLine(entry, true)}\n`).join(''), 'utf8'),
  });
  add(RETRACTIONS_PATH, 'retractions', db.prepare(RETRACTED).all({ accounts: ids }));
  add(
    TEMPLATES_PATH,
    'templates',
    db.prepare(selectRows(template, 'TRUE', 'stage, language, version')).all(),
  );
  parts.push({ path: SETTINGS_PATH, bytes: Buffer.from(JSON.stringify(settingsOf(db)), 'utf8') });
  return {
    parts,
    counts,
    head: readHead(db),
    schemaVersion: db.pragma('user_version', { simple: true }) as number,
  };
}

const LOGGED = `
  SELECT t.seq, t.id, t.at, t.actor, t.kind, t.account_id AS account, t.payload_hash AS payloadHash, t.prev, t.hash,
    p.salt, p.payload
  FROM touchpoint t JOIN touchpoint_payload p USING (seq)
  WHERE t.account_id IN ${familiesOf('@accounts')} ORDER BY t.seq`;

const RETRACTED = `
  SELECT (SELECT id FROM workspace) AS log, t.seq, retraction.at FROM retraction JOIN touchpoint t ON t.id = retraction.touchpoint_id
  WHERE t.account_id IN ${familiesOf('@accounts')} ORDER BY t.seq`;

function settingsOf(db: Connection): Readonly<Record<string, unknown>> {
  const rows = db
    .prepare<[], { key: string; json: string }>('SELECT key, json FROM setting ORDER BY key')
    .all();
  return Object.fromEntries(
    rows
      .filter(({ key }) => !OWN_SETTINGS.includes(key))
      .map(({ key, json }) => [key, JSON.parse(json) as unknown]),
  );
}
