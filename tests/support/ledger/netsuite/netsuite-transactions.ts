import { exponentOf } from '../../../../shared/domain/currencies.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerDocument, LedgerId, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { statusOf } from '../truth.ts';
import type { SqlRow } from './netsuite-language.ts';
import { isDeposit, netsuiteId } from './netsuite-shape.ts';

/** A line of a journal on the receivables account; minor units, a credit is negative. */
export interface FakeJournalLine {
  readonly journal: number;
  readonly line: number;
  readonly customerId: LedgerId;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly open: number;
  readonly changedAt: number;
}

/** What a fake NetSuite has beside the ledger. */
export interface NetsuiteExtras {
  readonly spoiled: ReadonlySet<LedgerId>;
  /** Records that NetSuite does not stamp when something is applied to them. */
  readonly unstamped: ReadonlySet<LedgerId>;
  readonly journals: readonly FakeJournalLine[];
  /** Contacts that were there once, and when it was noticed that they are not any more. */
  readonly goneContacts: ReadonlyMap<LedgerId, number>;
}

export function currencyId(ledger: FakeLedger, code: CurrencyCode): string {
  return String(ledger.currencies.indexOf(code) + 1);
}

/** As a float: sums of these have traces behind the decimals. */
export function money(minor: number, currency: CurrencyCode): number {
  return minor / 10 ** exponentOf(currency);
}

const NO_AMOUNTS = {
  foreignamountunpaid: null,
  foreignamountpaid: null,
  foreignpaymentamountunused: null,
  foreignpaymentamountused: null,
};
const NO_TEXTS = { status: 'A', duedate: null, otherrefnum: null, memo: null, terms: null };

export function transactions(ledger: FakeLedger, extras: NetsuiteExtras): readonly SqlRow[] {
  const documents = [...ledger.documents.values()].filter(({ state }) => state !== 'deleted');
  const applications = [...ledger.allocations.values()].filter(
    ({ deleted, from }) => !deleted && isDeposit(ledger, from.id),
  );
  const journals = Map.groupBy(extras.journals, ({ journal }) => journal);
  return [
    ...documents.map((one) => documentRow(ledger, one, extras)),
    ...[...ledger.payments.values()].map((one) => paymentRow(ledger, one, extras)),
    ...applications.map((one) => ({
      ...NO_AMOUNTS,
      ...NO_TEXTS,
      id: netsuiteId(one.id),
      type: 'DepAppl',
      tranid: one.id,
      entity: netsuiteId(found(ledger.documents, one.invoiceId).customerId),
      posting: 'T',
      voided: 'F',
      trandate: { day: one.date },
      currency: currencyId(ledger, found(ledger.documents, one.invoiceId).currency),
      foreigntotal: money(one.amount, found(ledger.documents, one.invoiceId).currency),
      lastmodifieddate: { at: one.changedAt },
    })),
    ...[...journals.values()].flatMap(([one]) =>
      one === undefined
        ? []
        : {
            ...NO_AMOUNTS,
            ...NO_TEXTS,
            id: String(one.journal),
            type: 'Journal',
            tranid: `JE${one.journal}`,
            entity: null,
            posting: 'T',
            voided: 'F',
            trandate: { day: '2026-10-05' },
            currency: currencyId(ledger, one.currency),
            foreigntotal: 0,
            lastmodifieddate: { at: one.changedAt },
          },
    ),
  ];
}

function changed(id: LedgerId, at: number, { unstamped }: NetsuiteExtras) {
  return { at: unstamped.has(id) ? Date.parse('2026-01-05T00:00:00Z') : at };
}

/** What is open, or null where nothing is: NetSuite leaves it out then. */
function documentRow(ledger: FakeLedger, one: LedgerDocument, extras: NetsuiteExtras): SqlRow {
  const open = ledger.openOf(one);
  const left = open === 0 ? null : money(open, one.currency);
  const used = money(one.total - open, one.currency);
  const total = extras.spoiled.has(one.id) ? 'about a hundred' : money(one.total, one.currency);
  const invoice = one.kind === 'invoice';
  const status = statusOf(ledger, one);
  return {
    ...NO_AMOUNTS,
    id: netsuiteId(one.id),
    type: invoice ? 'CustInvc' : 'CustCred',
    tranid: one.number,
    entity: netsuiteId(one.customerId),
    status: status === 'draft' ? 'D' : status === 'paid' ? 'B' : 'A',
    posting: one.state === 'draft' ? 'F' : 'T',
    voided: one.state === 'void' ? 'T' : 'F',
    trandate: { day: one.issueDate },
    duedate: one.dueDate === null ? null : { day: one.dueDate },
    currency: currencyId(ledger, one.currency),
    foreigntotal: typeof total === 'number' && !invoice ? -total : total,
    ...(invoice
      ? { foreignamountunpaid: left, foreignamountpaid: used }
      : { foreignpaymentamountunused: left, foreignpaymentamountused: used }),
    otherrefnum: one.poNumber,
    memo: one.reference,
    terms: null,
    lastmodifieddate: changed(one.id, one.changedAt, extras),
  };
}

function paymentRow(ledger: FakeLedger, one: LedgerPayment, extras: NetsuiteExtras): SqlRow {
  const deposit = isDeposit(ledger, one.id);
  const open = ledger.openOf(one);
  const amount = money(one.amount, one.currency);
  return {
    ...NO_AMOUNTS,
    ...NO_TEXTS,
    id: netsuiteId(one.id),
    type: deposit ? 'CustDep' : 'CustPymt',
    tranid: one.id,
    entity: netsuiteId(one.customerId),
    posting: 'T',
    voided: one.state === 'void' ? 'T' : 'F',
    trandate: { day: one.date },
    currency: currencyId(ledger, one.currency),
    foreigntotal: deposit ? amount : -amount,
    foreignpaymentamountunused: open === 0 ? null : money(open, one.currency),
    foreignpaymentamountused: money(one.amount - open, one.currency),
    otherrefnum: one.reference,
    lastmodifieddate: changed(one.id, one.changedAt, extras),
  };
}

/** One line on the receivables account for each transaction; journals may have more. */
export function lines(ledger: FakeLedger, extras: NetsuiteExtras): readonly SqlRow[] {
  const heads = transactions(ledger, { ...extras, spoiled: new Set(), journals: [] });
  return [
    ...heads.map((head) => ({
      uniquekey: `${head.id}0`,
      transaction: head.id ?? null,
      id: '0',
      entity: head.entity ?? null,
      foreignamount: head.foreigntotal ?? null,
      foreignamountunpaid: head.foreignamountunpaid ?? null,
      foreignpaymentamountunused: head.foreignpaymentamountunused ?? null,
      memo: null,
    })),
    ...extras.journals.map((one) => ({
      uniquekey: `${one.journal}${one.line}`,
      transaction: String(one.journal),
      id: String(one.line),
      entity: netsuiteId(one.customerId),
      foreignamount: money(one.amount, one.currency),
      foreignamountunpaid: one.amount > 0 ? money(one.open, one.currency) : null,
      foreignpaymentamountunused: one.amount < 0 ? money(one.open, one.currency) : null,
      memo: null,
    })),
  ];
}
