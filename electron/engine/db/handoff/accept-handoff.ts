import { z } from 'zod';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { countOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId, HandoffId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { CommandContext, WriteCommand } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { template } from '../schema/index.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import { readHead } from '../touchpoint-log/append.ts';
import { appendCopies } from '../touchpoint-log/append-copies.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';
import { parseForeignLine } from '../touchpoint-log/foreign-lines.ts';
import { agree } from './agreed-records.ts';
import type { PackPart } from './contents.ts';
import { fromJsonLines, linesOf, readJson } from './json-lines.ts';
import { LEDGER_TABLES, type TakenIds } from './ledger-tables.ts';
import {
  LOG_PATH,
  ledgerPath,
  RECORDS_PATH,
  RETRACTIONS_PATH,
  SETTINGS_PATH,
  TEMPLATES_PATH,
} from './pack-paths.ts';
import { changeOf, recordLineSchema } from './record-lines.ts';
import { RECORDS } from './records/index.ts';
import { RECORD_KINDS } from './records/record-kind.ts';
import { retractionSchema, takeBack } from './retractions.ts';
import { rowWriter } from './row-access.ts';
import { rowSchema } from './row-schema.ts';

export interface OfferedAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly number: string | null;
  readonly state: 'accepted' | 'declined';
  /** What the specialist wrote about it. */
  readonly words: string;
}

/** A handoff whose pack was opened and checked. */
export interface AcceptedHandoff {
  readonly id: HandoffId;
  readonly senderJson: string;
  readonly senderName: string;
  readonly recipientJson: string | null;
  readonly workspaceId: WorkspaceId;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly originHead: LogHead;
  readonly words: string;
  readonly manifestJson: string;
  readonly signature: string;
  readonly accounts: readonly OfferedAccount[];
  readonly parts: readonly PackPart[];
}

/**
 * Fills a new workspace with what a pack carries of the accounts that are accepted: books, records, log, wording,
 * settings. Errors: `bad_pack`, `newer_version`, `conflict` (the workspace has accounts already).
 */
export const acceptHandoff: WriteCommand<AcceptedHandoff, { readonly entries: number }> = (
  db,
  handoff,
  context,
) => {
  if (db.prepare('SELECT 1 FROM account LIMIT 1').get() !== undefined) {
    throw new EngineError('conflict', 'A handoff is accepted into a workspace of its own.');
  }
  const accepted = handoff.accounts.filter(({ state }) => state === 'accepted');
  const part = partsOf(handoff.parts);
  const taken = takeBooks(db, part, accepted);
  takeRecords(db, part, taken.accounts, context.now);
  takeWording(db, part);
  takeSettings(db, part, context.actor);
  const ownLog = db.prepare<[], string>('SELECT id FROM workspace').pluck().get() ?? '';
  const entries = linesOf(part(LOG_PATH))
    .map(parseForeignLine)
    .filter(({ account }) => account !== null && taken.accounts.has(account));
  const copies = appendCopies(db, handoff.workspaceId, entries);
  takeBack(db, ownLog, fromJsonLines(RETRACTIONS_PATH, part(RETRACTIONS_PATH), retractionSchema));
  keepHandoff(db, handoff, { acceptedAt: context.now, acceptedBy: context.actor });
  own(db, accepted, context);
  agreeOnAll(db, handoff.id, [...taken.accounts] as AccountId[]);
  refreshSearch(db, [...taken.accounts] as AccountId[]);
  const declined = handoff.accounts.length - accepted.length;
  const payload = {
    summary: `Handoff from ${handoff.senderName} accepted: ${countOf(accepted.length, 'account', 'accounts')} until ${handoff.endsOn}${declined === 0 ? '' : `, ${declined} declined`}`,
    handoff: handoff.id,
    log: handoff.workspaceId,
    head: handoff.originHead,
    accepted: accepted.map(({ id }) => id),
    declined: handoff.accounts.flatMap(({ id, state }) => (state === 'declined' ? [id] : [])),
    copies: copies.receipts.length,
  };
  return {
    output: { entries: copies.receipts.length },
    entries: [{ kind: 'handoff_accepted', account: null, payload }],
    afterLog: () => refreshSummaries(db, { today: context.today }),
  };
};

function partsOf(parts: readonly PackPart[]): (path: string) => Uint8Array {
  const byPath = new Map(parts.map(({ path, bytes }) => [path, bytes]));
  return (path) => {
    const bytes = byPath.get(path);
    if (bytes !== undefined) return bytes;
    throw new EngineError('bad_pack', `The pack cannot be used: its part ${path} is missing.`);
  };
}

function takeBooks(
  db: Connection,
  part: (path: string) => Uint8Array,
  accepted: readonly OfferedAccount[],
): TakenIds {
  const taken: TakenIds = {
    accounts: new Set(accepted.map(({ id }) => id)),
    documents: new Set(),
    payments: new Set(),
    matches: new Set(),
  };
  for (const { name, table, belongs } of LEDGER_TABLES) {
    const path = ledgerPath(name);
    const write = rowWriter(db, table);
    for (const row of fromJsonLines(path, part(path), rowSchema(table))) {
      if (belongs(row, taken)) write(row);
    }
  }
  return taken;
}

function takeRecords(
  db: Connection,
  part: (path: string) => Uint8Array,
  accounts: ReadonlySet<string>,
  now: string,
): void {
  for (const line of fromJsonLines(RECORDS_PATH, part(RECORDS_PATH), recordLineSchema)) {
    const { kind, key, accountId, after } = changeOf(line);
    if (after === null || (accountId !== null && !accounts.has(accountId))) continue;
    RECORDS[kind].put(db, key, after, now);
  }
}

/** The wording in use there, in place of what a new workspace starts with. */
function takeWording(db: Connection, part: (path: string) => Uint8Array): void {
  const rows = fromJsonLines(TEMPLATES_PATH, part(TEMPLATES_PATH), rowSchema(template));
  db.prepare('DELETE FROM template').run();
  const write = rowWriter(db, template);
  for (const row of rows) write(row);
}

/** The settings in use there; letters are signed by whoever accepts. */
function takeSettings(db: Connection, part: (path: string) => Uint8Array, signedBy: string): void {
  const text = Buffer.from(part(SETTINGS_PATH)).toString('utf8');
  const settings = readJson(SETTINGS_PATH, text, z.record(z.string().max(100), z.unknown()));
  const write = db.prepare('INSERT OR REPLACE INTO setting (key, json) VALUES (?, ?)');
  for (const [key, value] of Object.entries(settings)) write.run(key, JSON.stringify(value));
  write.run('sender', JSON.stringify({ name: signedBy, title: '', email: '', phone: '' }));
}

function keepHandoff(
  db: Connection,
  handoff: AcceptedHandoff,
  accepted: { readonly acceptedAt: string; readonly acceptedBy: string },
): void {
  db.prepare(
    `INSERT INTO received_handoff (id, sender_json, recipient_json, workspace_id, starts_on, ends_on, origin_head_seq,
       origin_head_hash, own_seq, words, manifest_json, signature, accepted_at, accepted_by)
     VALUES (@id, @senderJson, @recipientJson, @workspaceId, @startsOn, @endsOn, @headSeq, @headHash, @ownSeq, @words,
       @manifestJson, @signature, @acceptedAt, @acceptedBy)`,
  ).run({
    id: handoff.id,
    senderJson: handoff.senderJson,
    recipientJson: handoff.recipientJson,
    workspaceId: handoff.workspaceId,
    startsOn: handoff.startsOn,
    endsOn: handoff.endsOn,
    words: handoff.words,
    manifestJson: handoff.manifestJson,
    signature: handoff.signature,
    headSeq: handoff.originHead.seq,
    headHash: handoff.originHead.hash,
    // The entry about the acceptance is the next one.
    ownSeq: readHead(db).seq + 1,
    ...accepted,
  });
  const insert = db.prepare(
    'INSERT INTO received_account (account_id, name, number, state, words) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { id, name, number, state, words } of handoff.accounts)
    insert.run(id, name, number, state, words);
}

/** Whoever accepts an account works it. */
function own(db: Connection, accounts: readonly OfferedAccount[], { now, actor }: CommandContext): void {
  const insert = db.prepare(
    'INSERT INTO account_owner (account_id, owner, set_at, set_by) VALUES (?, ?, ?, ?)',
  );
  for (const { id } of accounts) insert.run(id, actor, now, actor);
}

/** What is here now is what both sides know: a return carries what differs from it. */
function agreeOnAll(db: Connection, handoffId: HandoffId, accounts: readonly AccountId[]): void {
  for (const kind of RECORD_KINDS) {
    for (const { key, accountId, value } of RECORDS[kind].read(db, accounts)) {
      agree(db, handoffId, { kind, key, accountId, value });
    }
  }
}
