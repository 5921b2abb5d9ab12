import { countOf } from '../../../../shared/domain/format/words.ts';
import type { AccountId, HandoffId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { CommandContext, NewLogEntry, WriteCommand } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import { appendCopies } from '../touchpoint-log/append-copies.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';
import { type ForeignEntry, parseForeignLine } from '../touchpoint-log/foreign-lines.ts';
import type { PackPart } from './contents.ts';
import { closing, type GivenRow, givenAccounts, requireGiven } from './give-handoff.ts';
import { fromJsonLines, linesOf } from './json-lines.ts';
import { mergeRecords } from './merge-records.ts';
import { LOG_PATH, RECORDS_PATH, RETRACTIONS_PATH } from './pack-paths.ts';
import { changeOf, recordLineSchema } from './record-lines.ts';
import { retractionSchema, takeBack } from './retractions.ts';

/** A return whose pack was opened and checked. */
export interface HandoffReturn {
  readonly handoff: HandoffId;
  readonly logId: WorkspaceId;
  readonly fromSeq: number;
  readonly head: LogHead;
  /** Public card of who signed it. */
  readonly sender: { readonly id: string; readonly name: string };
  /** The work is ours again, before the window's last day. */
  readonly final: boolean;
  readonly accounts: readonly { readonly id: AccountId; readonly state: 'accepted' | 'declined' }[];
  readonly parts: readonly PackPart[];
}

export interface MergeOutcome {
  /** Everything in it was here already. */
  readonly known: boolean;
  readonly entries: number;
  readonly taken: number;
  readonly conflicts: number;
}

/**
 * Takes over what happened at the other side: entries become copies in our log, records that only they changed are taken,
 * those that both changed become conflicts for a person, and ours stay until then. The same return again, or an older one
 * after a newer one, changes nothing. Errors: `bad_pack`, `newer_version`, `not_found` (given from another workspace),
 * `conflict` (their log has two histories, or a hole).
 */
export const mergeReturn: WriteCommand<HandoffReturn, MergeOutcome> = (db, returned, context) => {
  const given = requireGiven(db, returned.handoff);
  requireLogOf(given, returned);
  const entries = linesOf(part(returned, LOG_PATH)).map(parseForeignLine);
  requireWhole(entries, returned);
  const accounts = givenAccounts(db, returned.handoff);
  requireOurAccounts(entries, accounts);
  const copies = appendCopies(db, returned.logId, entries);
  if (returned.head.seq <= given.returnedSeq) {
    return { output: { known: true, entries: 0, taken: 0, conflicts: 0 }, unchanged: true };
  }
  const changes = fromJsonLines(RECORDS_PATH, part(returned, RECORDS_PATH), recordLineSchema).map(changeOf);
  requireOurRecords(changes, accounts);
  const { taken, conflicts } = mergeRecords(
    db,
    { handoff: returned.handoff, accounts, givenAt: given.givenAt },
    changes,
    context,
  );
  const own = db.prepare<[], string>('SELECT id FROM workspace').pluck().get() ?? '';
  takeBack(db, own, fromJsonLines(RETRACTIONS_PATH, part(returned, RETRACTIONS_PATH), retractionSchema));
  keepReturn(db, returned, context);
  const merged = mergedEntry(returned, { copies: copies.receipts, taken, conflicts });
  const end =
    returned.final && given.closedAt === null
      ? closing(
          db,
          { id: given.id, why: `returned by ${returned.sender.name}`, to: given.recipientName },
          context,
        )
      : null;
  return {
    output: { known: false, entries: copies.receipts.length, taken, conflicts },
    copied: copies,
    entries: [merged, ...(end?.entries ?? [])],
    afterLog: () => {
      refreshSearch(db, accounts);
      refreshSummaries(db, { today: context.today, accounts });
    },
  };
};

function part({ parts }: HandoffReturn, path: string): Uint8Array {
  const found = parts.find((one) => one.path === path);
  if (found !== undefined) return found.bytes;
  throw new EngineError('bad_pack', `The pack cannot be used: its part ${path} is missing.`);
}

function requireLogOf(given: GivenRow, { logId }: HandoffReturn): void {
  if (given.logId === null || given.logId === logId) return;
  throw new EngineError(
    'conflict',
    `The handoff to ${given.recipientName} was accepted twice: this return comes from another workspace than the one ` +
      'that was merged before. Nothing was merged. Ask which of the two was worked in.',
    { fork: 0, log: logId },
  );
}

/** From the acceptance to the head without a hole, each entry following from the one before it. */
function requireWhole(entries: readonly ForeignEntry[], { fromSeq, head }: HandoffReturn): void {
  const broken = entries.findIndex((entry, index) => {
    const before = entries[index - 1];
    return entry.seq !== fromSeq + index || (before !== undefined && entry.prev !== before.hash);
  });
  const last = entries.at(-1);
  const [first] = entries;
  const whole = broken === -1 && last?.seq === head.seq && last.hash === head.hash;
  if (whole && first?.kind === 'handoff_accepted') return;
  const at = broken === -1 ? (last?.seq ?? fromSeq) : fromSeq + broken;
  throw new EngineError(
    'conflict',
    `The log of the return has a hole at entry ${at}. Nothing was merged. Ask for the return to be made again.`,
    { gap: at },
  );
}

function requireOurAccounts(entries: readonly ForeignEntry[], accounts: readonly AccountId[]): void {
  const ours = new Set<string>(accounts);
  const foreign = entries.find(({ account }) => account !== null && !ours.has(account));
  if (foreign === undefined) return;
  throw new EngineError(
    'bad_pack',
    `The pack cannot be used: entry ${foreign.seq} of its log is about an account that was not handed over.`,
  );
}

function requireOurRecords(
  changes: readonly { readonly accountId: AccountId | null; readonly kind: string }[],
  accounts: readonly AccountId[],
): void {
  const ours = new Set<string>(accounts);
  const foreign = changes.find(({ accountId }) => accountId !== null && !ours.has(accountId));
  if (foreign === undefined) return;
  throw new EngineError(
    'bad_pack',
    `The pack cannot be used: a ${foreign.kind.replaceAll('_', ' ')} in it is about an account that was not handed over.`,
  );
}

function keepReturn(
  db: Connection,
  { handoff, logId, head, accounts }: HandoffReturn,
  { now }: CommandContext,
): void {
  db.prepare('UPDATE given_handoff SET log_id = ?, returned_seq = ?, returned_at = ? WHERE id = ?').run(
    logId,
    head.seq,
    now,
    handoff,
  );
  const answer = db.prepare('UPDATE given_account SET state = ? WHERE handoff_id = ? AND account_id = ?');
  for (const { id, state } of accounts) answer.run(state, handoff, id);
}

function mergedEntry(
  returned: HandoffReturn,
  found: {
    readonly copies: readonly { readonly seq: number }[];
    readonly taken: number;
    readonly conflicts: number;
  },
): NewLogEntry {
  const { copies, taken, conflicts } = found;
  const open = conflicts === 0 ? '' : `, ${countOf(conflicts, 'conflict', 'conflicts')} to decide`;
  return {
    kind: 'handoff_merged',
    account: null,
    payload: {
      summary: `Return of ${returned.sender.name} merged: ${countOf(copies.length, 'entry', 'entries')}, ${countOf(taken, 'change', 'changes')}${open}`,
      handoff: returned.handoff,
      log: returned.logId,
      head: returned.head,
      person: returned.sender.id,
      final: returned.final,
      copies:
        copies.length === 0 ? null : { first: copies[0]?.seq ?? null, last: copies.at(-1)?.seq ?? null },
      taken,
      conflicts,
    },
  };
}
