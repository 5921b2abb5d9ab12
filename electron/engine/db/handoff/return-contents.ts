import type { AccountId, HandoffId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { readHead } from '../touchpoint-log/append.ts';
import type { LogHead } from '../touchpoint-log/entry-hash.ts';
import { foreignLine } from '../touchpoint-log/foreign-lines.ts';
import { changesSince } from './changes-since.ts';
import type { PackPart } from './contents.ts';
import { toJsonLines } from './json-lines.ts';
import { LOG_PATH, RECORDS_PATH, RETRACTIONS_PATH } from './pack-paths.ts';
import { recordLine } from './record-lines.ts';
import type { CarriedRetraction } from './retractions.ts';

/** What happened in a workspace that came from a handoff since it was accepted. */
export interface ReturnContents {
  readonly parts: readonly PackPart[];
  readonly head: LogHead;
  readonly fromSeq: number;
  readonly logId: WorkspaceId;
  readonly schemaVersion: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly accounts: readonly {
    readonly id: AccountId;
    readonly name: string;
    readonly number: string | null;
    readonly state: 'accepted' | 'declined';
  }[];
}

type LoggedEntry = Parameters<typeof foreignLine>[0];

/** Entries of these kinds go back although they are about no account. */
const ABOUT_THE_HANDOFF = /^handoff_|^merge_conflict_/;

/** Reads what a return carries, in one snapshot: always everything since the acceptance. Throws `conflict` elsewhere. */
export function returnContents(db: Connection): ReturnContents {
  const received = db
    .prepare<[], { id: HandoffId; ownSeq: number }>('SELECT id, own_seq AS ownSeq FROM received_handoff')
    .get();
  if (received === undefined) {
    throw new EngineError(
      'conflict',
      'This workspace did not come from a handoff: there is nobody to return it to.',
    );
  }
  const accounts = db
    .prepare<[], ReturnContents['accounts'][number]>(
      'SELECT account_id AS id, name, number, state FROM received_account ORDER BY account_id',
    )
    .all();
  const accepted = accounts.flatMap(({ id, state }) => (state === 'accepted' ? [id] : []));
  const changes = changesSince(db, received.id, accepted);
  const entries = db.prepare<[number], LoggedEntry>(LOGGED).all(received.ownSeq);
  const retractions = db.prepare<[number], CarriedRetraction>(RETRACTED).all(received.ownSeq);
  const log = entries.map(
    (entry) => `${foreignLine(entry, entry.account !== null || ABOUT_THE_HANDOFF.test(entry.kind))}\n`,
  );
  return {
    parts: [
      { path: RECORDS_PATH, bytes: toJsonLines(changes.map(recordLine)) },
      { path: LOG_PATH, bytes: Buffer.from(log.join(''), 'utf8') },
      { path: RETRACTIONS_PATH, bytes: toJsonLines(retractions) },
    ],
    head: readHead(db),
    fromSeq: received.ownSeq,
    logId: db.prepare<[], WorkspaceId>('SELECT id FROM workspace').pluck().get() as WorkspaceId,
    schemaVersion: db.pragma('user_version', { simple: true }) as number,
    counts: { changes: changes.length, entries: entries.length, accounts: accepted.length },
    accounts,
  };
}

const LOGGED = `
  SELECT t.seq, t.id, t.at, t.actor, t.kind, t.account_id AS account, t.payload_hash AS payloadHash, t.prev, t.hash,
    p.salt, p.payload
  FROM touchpoint t JOIN touchpoint_payload p USING (seq) WHERE t.seq >= ? ORDER BY t.seq`;

/** Of entries written here under their own number, of copies under that of the log they came from. */
const RETRACTED = `
  SELECT COALESCE(received_entry.log_id, (SELECT id FROM workspace)) AS log,
    COALESCE(received_entry.seq, t.seq) AS seq, retraction.at
  FROM retraction JOIN touchpoint t ON t.id = retraction.touchpoint_id
    LEFT JOIN received_entry ON received_entry.own_seq = t.seq
  WHERE received_entry.seq IS NOT NULL OR t.seq >= ? ORDER BY t.seq`;
