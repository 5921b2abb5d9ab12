import type { SourcePayment } from '../../../../shared/domain/connections/source-records.ts';
import { currencyCode, ZERO } from '../../../../shared/domain/money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import { customerOf, openOf, TRANSACTION_ROWS } from './netsuite-documents.ts';
import { idIn, type NetsuiteLink, type NetsuiteTransaction, transactionForm } from './netsuite-forms.ts';
import { rowsAbout } from './netsuite-query.ts';
import { type Content, dateIn, gone, type Reading, sizeOf } from './netsuite-rows.ts';
import { allocationsOf, othersOf, readLinks } from './netsuite-settlement.ts';

const KINDS: Readonly<Record<string, SourcePayment['kind']>> = {
  CustPymt: 'payment',
  CustDep: 'deposit',
  CustRfnd: 'refund',
};

/** Applies a deposit to invoices; a transaction of its own, and no money. */
const APPLICATION = 'DepAppl';

/** Payments, deposits and refunds; the applications of deposits tell that a deposit changed. */
export const PAYMENT_TYPES = [...Object.keys(KINDS), APPLICATION];

/** Rows of payments, deposits and refunds, with what they settled. */
export async function readPayments(reading: Reading, given: readonly unknown[]): Promise<Content> {
  const rows = await withDeposits(reading, given);
  const heads = headsIn(rows).filter(({ type }) => type !== APPLICATION);
  const links = await readLinks(
    reading,
    heads.map(({ id }) => id),
  );
  const applied = await applicationsOf(reading, heads, links);
  const { records: read, bad } = readRecords('payment', rows, idIn, (one) => {
    const row = transactionForm.parse(one);
    if (row.type === APPLICATION) return null;
    const owner = { entity: 'payment', sourceId: row.id } as const;
    const payment = readPayment(row);
    const allocations = [
      ...allocationsOf(owner, row, links),
      ...applied
        .filter(({ depositId }) => depositId === row.id)
        .flatMap(({ application, further }) => allocationsOf(owner, application, further)),
    ];
    return { ...payment, owner, allocations };
  });
  return {
    records: read.flatMap(({ record, allocations }) => (record === null ? [] : [record, ...allocations])),
    tombstones: read.flatMap(({ tombstone }) => tombstone ?? []),
    replaces: read.map(({ owner }) => ({ entity: 'allocation', owner })),
    bad,
    customers: read.map(({ customerId }) => customerId),
  };
}

type Head = Pick<NetsuiteTransaction, 'id' | 'type'>;

function headsIn(rows: readonly unknown[]): readonly Head[] {
  return rows.flatMap((row) => transactionForm.pick({ id: true, type: true }).safeParse(row).data ?? []);
}

/** Deposits are not stamped when they are applied: they come along with their applications. */
async function withDeposits(reading: Reading, rows: readonly unknown[]): Promise<readonly unknown[]> {
  const heads = headsIn(rows);
  const applications = heads.filter(({ type }) => type === APPLICATION).map(({ id }) => id);
  const there = new Set(heads.map(({ id }) => id));
  const links = await readLinks(reading, applications);
  const deposits = applications
    .flatMap((id) => othersOf(id, links))
    .filter(({ type, id }) => type === 'CustDep' && !there.has(id))
    .map(({ id }) => id);
  return [...rows, ...(await transactions(reading, [...new Set(deposits)]))];
}

interface Application {
  readonly depositId: string;
  readonly application: NetsuiteTransaction;
  readonly further: readonly NetsuiteLink[];
}

async function applicationsOf(
  reading: Reading,
  heads: readonly Head[],
  links: readonly NetsuiteLink[],
): Promise<readonly Application[]> {
  const depositOf = new Map(
    heads
      .filter(({ type }) => type === 'CustDep')
      .flatMap(({ id: depositId }) =>
        othersOf(depositId, links)
          .filter(({ type }) => type === APPLICATION)
          .map(({ id }) => [id, depositId] as const),
      ),
  );
  const ids = [...depositOf.keys()];
  const rows = await transactions(reading, ids);
  const further = await readLinks(reading, ids);
  return rows.flatMap((row) => {
    const application = transactionForm.safeParse(row).data;
    const depositId = depositOf.get(application?.id ?? '');
    if (application === undefined || depositId === undefined || application.voided === 'T') return [];
    return [{ depositId, application, further }];
  });
}

function transactions({ client, signal }: Reading, ids: readonly string[]): Promise<readonly unknown[]> {
  return rowsAbout(client, TRANSACTION_ROWS, 'transaction.id', ids, signal);
}

function readPayment(row: NetsuiteTransaction) {
  const customerId = customerOf(row);
  const kind = KINDS[row.type];
  if (kind === undefined) throw new RecordProblem(`The type ${row.type} is not known.`);
  if (row.voided === 'T') return { record: null, tombstone: gone('payment', row.id, 'voided'), customerId };
  const currency = currencyCode(row.currency);
  const amount = sizeOf(row.total, currency);
  const record: SourcePayment = {
    entity: 'payment',
    sourceId: row.id,
    updatedAt: row.changed ?? null,
    kind,
    customerId,
    date: dateIn(row.trandate),
    currency,
    amount,
    unapplied: kind === 'refund' ? ZERO : openOf(row.unused, row.used, amount, currency),
    method: null,
    reference: row.otherrefnum || row.memo || null,
    void: false,
  };
  return { record, tombstone: null, customerId };
}
