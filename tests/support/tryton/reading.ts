import type { Connector, Cursor, Page, Writing } from '../../../electron/engine/connectors/connector.ts';
import { createRateLimiter } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import type { Timing } from '../../../electron/engine/connectors/http/timing.ts';
import type { AnySourceRecord, SourceDocument } from '../../../electron/engine/connectors/source-records.ts';
import { createTrytonConnector } from '../../../electron/engine/connectors/tryton/tryton-connector.ts';
import type { SyncEntity } from '../../../shared/domain/connections/connector-kinds.ts';
import { formatDecimal } from '../../../shared/domain/money.ts';
import { TRYTON_DATABASE, TRYTON_PASSWORD } from './seeded-books.ts';

/** Waiting takes no time; what was waited for is counted. */
export function impatient(): Timing & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => Date.now(),
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
}

export interface ConnectionOptions {
  readonly address: string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  readonly pageSize?: number;
  readonly timing?: Timing;
  readonly onCall?: () => void;
  readonly writes?: readonly Writing[];
}

export function connectTryton(options: ConnectionOptions): Connector {
  const { address, database = TRYTON_DATABASE, user = 'ar_sync', password = TRYTON_PASSWORD } = options;
  const timing = options.timing ?? impatient();
  return createTrytonConnector(
    { address, database, user, password },
    {
      timing,
      limiter: createRateLimiter({ concurrent: 2 }, timing),
      onCost: ({ calls }) => {
        for (let call = 0; call < calls; call += 1) options.onCall?.();
      },
      ...(options.writes === undefined ? {} : { writes: options.writes }),
      ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    },
  );
}

export const NO_SIGNAL = new AbortController().signal;

/** All that a read brings, and where it ends. */
export interface WholeRead {
  readonly records: readonly AnySourceRecord[];
  readonly pages: readonly Page[];
  readonly cursor: Cursor;
}

export async function collect(pages: AsyncIterable<Page>): Promise<WholeRead> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return { records: all.flatMap(({ records }) => records), pages: all, cursor: all.at(-1)?.next ?? '' };
}

export const readFull = (connector: Connector, entity: SyncEntity) =>
  collect(connector.full(entity, null, NO_SIGNAL));
export const readChanges = (connector: Connector, entity: SyncEntity, cursor: Cursor) =>
  collect(connector.incremental(entity, cursor, NO_SIGNAL));

type RecordOf<E extends SyncEntity> = E extends 'invoice' | 'credit_note'
  ? SourceDocument
  : Extract<AnySourceRecord, { readonly entity: E }>;

/** The records of one entity. */
export function recordsOf<E extends SyncEntity>({ records }: WholeRead, entity: E): readonly RecordOf<E>[] {
  return records.filter((record) => record.entity === entity) as unknown as readonly RecordOf<E>[];
}

/** Sums of open amounts as decimal texts, by currency. */
export function openByCurrency(documents: readonly SourceDocument[]): Readonly<Record<string, string>> {
  return sums(documents.map(({ currency, open }) => [currency, open]));
}

/** Adds amounts up by currency, without the currencies in which they are nothing. */
export function sums(
  amounts: readonly (readonly [SourceDocument['currency'], number])[],
): Readonly<Record<string, string>> {
  const totals = new Map<SourceDocument['currency'], number>();
  for (const [currency, amount] of amounts) totals.set(currency, (totals.get(currency) ?? 0) + amount);
  return Object.fromEntries(
    [...totals]
      .filter(([, amount]) => amount !== 0)
      .map(([currency, amount]) => [currency, formatDecimal(amount as SourceDocument['open'], currency)])
      .toSorted(),
  );
}
