import type {
  BadRecord,
  Capabilities,
  Connector,
  Cursor,
  Page,
  Replacement,
  Tombstone,
} from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import type { SyncEntity } from '../../../shared/domain/connections/connector-kinds.ts';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import { FakeLedger } from './fake-ledger.ts';
import type { LedgerId } from './ledger-model.ts';
import { type DialectShape, truth } from './truth.ts';

/** The fake ledger as it is, without a vendor's words. */
export const CORE_SHAPE: DialectShape = {
  kind: 'tryton',
  idOf: (_entity, id) => id,
  paymentsSpanInvoices: true,
  instalments: true,
  merges: true,
  drafts: true,
  view: (record) => record,
};

/** What a test can do to a read while it goes on. */
export interface CoreOptions {
  readonly pageSize?: number;
  readonly capabilities?: Partial<Capabilities>;
  /** Called before each page, counted from 1 over all entities: a test throws, aborts or changes the ledger here. */
  readonly beforePage?: (page: number) => void;
  /** Records, by id, that cannot be read. */
  readonly spoiled?: ReadonlySet<string>;
  /** Leaves deletions out, as a system does that says nothing of them. */
  readonly silentDeletions?: boolean;
  /** A cursor is refused from now on, as when it is too old. */
  readonly refuseCursors?: () => boolean;
  /** Another set of records than the ledger's own, for what a ledger would not do. */
  readonly records?: () => readonly AnySourceRecord[];
}

interface Position {
  /** Everything that changed at this time or later is read. */
  readonly since: number;
  /** The ledger's time when this read began: the next one begins there. */
  readonly began: number;
  /** The last row of the page before. */
  readonly at: readonly [time: number, id: string] | null;
}

interface Row {
  readonly id: LedgerId;
  readonly time: number;
  readonly entity: SyncEntity;
}

/** A connector that reads the fake ledger in this process: pages by time of change and id, with an overlap of one time. */
export function coreConnector(ledger: FakeLedger, options: CoreOptions = {}): Connector {
  const { pageSize = 3 } = options;
  let pages = 0;
  const read = async function* (
    entity: SyncEntity,
    from: Position,
    signal: AbortSignal,
  ): AsyncGenerator<Page> {
    let position = from;
    for (;;) {
      pages += 1;
      options.beforePage?.(pages);
      signal.throwIfAborted();
      const { since, began, at } = position;
      const rows = changed(ledger, entity).filter(
        (row) => row.time >= since && (at === null || isAfter(row, at)),
      );
      const here = rows.slice(0, pageSize);
      const last = here.at(-1);
      const done = rows.length <= pageSize;
      position =
        done || last === undefined
          ? { since: began, began, at: null }
          : { since, began, at: [last.time, last.id] };
      yield { ...pageOf(ledger, here, options), entity, next: JSON.stringify(position), expected: null };
      if (done) return;
    }
  };
  return {
    kind: 'tryton',
    capabilities: {
      delta: {
        customer: 'time',
        invoice: 'time',
        credit_note: 'time',
        payment: 'time',
        allocation: 'time',
      },
      longestLookback: null,
      deletions: 'feed',
      documents: false,
      instalments: true,
      unappliedCash: 'object',
      writeBack: [],
      ...options.capabilities,
    },
    test: async () => ({ ok: true, checks: [], company: null }),
    full: (entity, from, signal) => read(entity, from === null ? start(ledger) : positionOf(from), signal),
    incremental(entity, from, signal) {
      if (options.refuseCursors?.() === true) throw connectorFailure('cursor_too_old', 'It is too old.');
      const position = positionOf(from);
      return read(entity, position.at === null ? { ...position, began: ledger.now } : position, signal);
    },
    async *sweep(entity) {
      yield truth(ledger, CORE_SHAPE)
        .filter((record) => record.entity === entity)
        .map(({ sourceId }) => sourceId);
    },
    async *reread(entity, sourceIds, signal) {
      for (let start = 0; start < sourceIds.length; start += pageSize) {
        signal.throwIfAborted();
        const rows = sourceIds.slice(start, start + pageSize).map((id) => ({ id, entity, time: 0 }));
        yield pageOf(ledger, rows, options);
      }
    },
  };
}

/** A connector that delivers these records in this order, whatever they are, on the pages of one entity. */
export function scriptedConnector(
  records: readonly AnySourceRecord[],
  { pageSize = 2, gone = [] }: { readonly pageSize?: number; readonly gone?: readonly Tombstone[] } = {},
): Connector {
  return {
    ...coreConnector(new FakeLedger(), { capabilities: { delta: { customer: 'time' } } }),
    async *full(entity) {
      for (let start = 0; start === 0 || start < records.length; start += pageSize) {
        const here = records.slice(start, start + pageSize);
        const last = start + pageSize >= records.length;
        yield {
          entity,
          records: here,
          tombstones: last ? gone : [],
          bad: [],
          next: String(start),
          expected: null,
        };
      }
    },
    incremental(entity, _cursor, signal) {
      return this.full(entity, null, signal);
    },
  };
}

function start(ledger: FakeLedger): Position {
  return { since: 0, began: ledger.now, at: null };
}

function positionOf(cursor: Cursor): Position {
  return JSON.parse(cursor) as Position;
}

function isAfter({ time, id }: Row, [lastTime, lastId]: readonly [number, string]): boolean {
  return time > lastTime || (time === lastTime && id > lastId);
}

/** All rows of an entity that there ever were, in the order of their last change. */
function changed(ledger: FakeLedger, entity: SyncEntity): readonly Row[] {
  const rows = rowsOf(ledger, entity).map(({ id, changedAt }) => ({ id, time: changedAt, entity }));
  return rows.sort((one, two) => one.time - two.time || (one.id < two.id ? -1 : 1));
}

function rowsOf(
  ledger: FakeLedger,
  entity: SyncEntity,
): readonly { readonly id: string; readonly changedAt: number }[] {
  switch (entity) {
    case 'customer':
      return [...ledger.customers.values()].map(({ id, changedAt }) => ({
        id,
        changedAt: Math.max(changedAt, ...itemsOf(ledger, id).map((item) => item.changedAt)),
      }));
    case 'contact':
      return [...ledger.contacts.values()];
    case 'invoice':
    case 'credit_note':
      return [...ledger.documents.values()].filter(({ kind }) => kind === entity);
    case 'payment':
      return [...ledger.payments.values()];
    case 'allocation':
      return [...ledger.allocations.values()];
    case 'currency':
      return [];
  }
}

/** A customer's balance changes with its documents and payments. */
function itemsOf(ledger: FakeLedger, customerId: LedgerId): readonly { readonly changedAt: number }[] {
  return [...ledger.documents.values(), ...ledger.payments.values()].filter(
    (item) => item.customerId === customerId,
  );
}

function pageOf(
  ledger: FakeLedger,
  rows: readonly Row[],
  options: CoreOptions,
): Pick<Page, 'records' | 'tombstones' | 'replaces' | 'bad'> {
  const all = (options.records ?? (() => truth(ledger, CORE_SHAPE)))();
  const records: AnySourceRecord[] = [];
  const tombstones: Tombstone[] = [];
  const replaces: Replacement[] = [];
  const bad: BadRecord[] = [];
  for (const { id, entity } of rows) {
    const record = all.find((one) => one.entity === entity && one.sourceId === id);
    if (options.spoiled?.has(id) === true) {
      bad.push({ entity, sourceId: id, problem: 'Its amount "12,3,4" is no number.' });
    } else if (record !== undefined) {
      records.push(record);
    } else if (options.silentDeletions !== true) {
      const mergedInto = entity === 'customer' ? (ledger.customers.get(id)?.mergedInto ?? null) : null;
      tombstones.push({
        entity,
        sourceId: id,
        reason: mergedInto === null ? 'deleted' : 'merged',
        mergedInto,
      });
    }
    if (entity === 'customer' && record !== undefined) {
      records.push(...all.filter((one) => one.entity === 'contact' && one.customerId === id));
      replaces.push({ entity: 'contact', owner: { entity, sourceId: id } });
    }
  }
  return { records, tombstones, replaces, bad };
}
