import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import type { ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { CommandContext } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { allocationWriter } from './allocations.ts';
import { type Applied, type Books, openBooks } from './books.ts';
import { contactWriter } from './contacts.ts';
import { customerWriter } from './customers.ts';
import { documentWriter } from './documents.ts';
import { paymentWriter } from './payments.ts';
import { keepProblems } from './problems.ts';
import { type Replaced, replacementWriter } from './replacements.ts';
import { addCost, type RunCost } from './run-cost.ts';
import { type Gone, tombstoneWriter } from './tombstones.ts';
import { openWaitingRoom } from './waiting-room.ts';

/** A page as the sync service hands it over: what is in it is committed together with its cursor. */
export interface SyncPage {
  readonly connectionId: ConnectionId;
  readonly runId: SyncRunId;
  readonly entity: SyncEntity;
  readonly records: readonly AnySourceRecord[];
  readonly gone: readonly Gone[];
  readonly replaces: readonly Replaced[];
  readonly bad: readonly {
    readonly entity: SyncEntity;
    readonly sourceId: string | null;
    readonly problem: string;
  }[];
  readonly cursor: string;
  readonly phase: 'full' | 'changes';
  /** The last page of a full read. */
  readonly complete: boolean;
  /** The ids of all records were asked for, and those that are gone stand here; a whole read leaves that to be done. */
  readonly swept?: boolean;
  /** All open items of the entity were asked for once more with this page. */
  readonly reread?: boolean;
  /** The connection was never read whole: what it brings is not told row by row. */
  readonly first: boolean;
  /** What reading the page cost. */
  readonly cost: RunCost;
}

/** How many rows of the page are new or changed, and how many wait for another record. */
export interface AppliedPage {
  readonly changed: number;
  readonly waiting: number;
}

/** Writes the page and its cursor. The same page again changes nothing. */
export function applySyncPage(db: Connection, page: SyncPage, context: CommandContext): AppliedPage {
  const books = openBooks(db, {
    connectionId: page.connectionId,
    runId: page.runId,
    today: context.today,
    newId: context.newId,
    first: page.first,
  });
  const write = recordWriter(books);
  const counts = new Map<SyncEntity, number>();
  let waiting = 0;
  const count = (entity: SyncEntity, applied: Applied): void => {
    if (applied === 'waiting') waiting += 1;
    if (applied === 'added' || applied === 'changed') counts.set(entity, (counts.get(entity) ?? 0) + 1);
  };
  const waitingRoom = openWaitingRoom(books);
  const writeWaiting = (arrivedKey: string): void => {
    const arrived = [arrivedKey];
    for (let key = arrived.pop(); key !== undefined; key = arrived.pop()) {
      for (const waited of waitingRoom.take(key)) {
        count(waited.entity, write(waited));
        arrived.push(`${waited.entity}:${waited.sourceId}`);
      }
    }
  };
  for (const record of page.records) {
    const applied = write(record);
    count(record.entity, applied);
    // What was read now is newer than what waited of it.
    if (applied !== 'waiting') waitingRoom.forget(record);
    writeWaiting(`${record.entity}:${record.sourceId}`);
  }
  const bury = tombstoneWriter(books);
  const takeAway = (gone: Gone): void => {
    if (bury(gone)) count(gone.entity, 'changed');
    if (gone.mergedInto !== null) writeWaiting(`customer:${gone.sourceId}`);
  };
  for (const gone of page.gone) takeAway(gone);
  for (const { entity, sourceId } of page.records)
    if (entity === 'customer') for (const merged of waitingRoom.mergedInto(sourceId)) takeAway(merged);
  const replace = replacementWriter(books, page.records, bury);
  for (const replaced of page.replaces)
    for (let left = replace(replaced); left > 0; left -= 1) count(replaced.entity, 'changed');
  keepProblems(books, page, context);
  keepTouchedAccounts(books);
  keepCursor(db, page, context);
  addCounts(db, page, counts, context);
  return { changed: [...counts.values()].reduce((sum, number) => sum + number, 0), waiting };
}

function recordWriter(books: Books): (record: AnySourceRecord) => Applied {
  const customer = customerWriter(books);
  const contact = contactWriter(books);
  const document = documentWriter(books);
  const payment = paymentWriter(books);
  const allocation = allocationWriter(books);
  return (record) => {
    switch (record.entity) {
      case 'customer':
        return customer(record);
      case 'contact':
        return contact(record);
      case 'invoice':
      case 'credit_note':
        return document(record);
      case 'payment':
        return payment(record);
      case 'allocation':
        return allocation(record);
      // Currencies are ISO's; what a ledger says of them is checked by the connector.
      case 'currency':
        return 'same';
    }
  };
}

/** Search words and figures are worked out when the run ends: they need every page. */
function keepTouchedAccounts({ db, connectionId, touchedAccounts }: Books): void {
  const keep = db.prepare(
    'INSERT OR IGNORE INTO sync_touched_account (connection_id, account_id) VALUES (?, ?)',
  );
  for (const account of touchedAccounts) keep.run(connectionId, account);
}

function keepCursor(db: Connection, page: SyncPage, { now }: CommandContext): void {
  db.prepare(
    `INSERT INTO sync_cursor (connection_id, entity, phase, cursor, full_at, swept_at, reread_at, read_at)
     VALUES (@connection, @entity, @phase, @cursor, @fullAt, @sweptAt, @rereadAt, @now)
     ON CONFLICT (connection_id, entity) DO UPDATE SET phase = @phase, cursor = @cursor,
       full_at = COALESCE(@fullAt, full_at), swept_at = IIF(@complete, @sweptAt, COALESCE(@sweptAt, swept_at)),
       reread_at = COALESCE(@rereadAt, reread_at), read_at = @now`,
  ).run({
    connection: page.connectionId,
    entity: page.entity,
    phase: page.complete ? 'changes' : page.phase,
    cursor: page.cursor,
    complete: page.complete ? 1 : 0,
    fullAt: page.complete ? now : null,
    sweptAt: page.swept === true ? now : null,
    rereadAt: page.reread === true ? now : null,
    now,
  });
}

function addCounts(
  db: Connection,
  { runId, connectionId, cost }: SyncPage,
  added: ReadonlyMap<SyncEntity, number>,
  { now }: CommandContext,
): void {
  const json = db
    .prepare<[string], string>('SELECT counts_json FROM sync_run WHERE id = ?')
    .pluck()
    .get(runId);
  const counts = JSON.parse(json ?? '{}') as Record<string, number>;
  for (const [entity, number] of added) counts[entity] = (counts[entity] ?? 0) + number;
  db.prepare('UPDATE sync_run SET counts_json = ? WHERE id = ?').run(JSON.stringify(counts), runId);
  addCost(db, { runId, connectionId }, cost, now);
}
