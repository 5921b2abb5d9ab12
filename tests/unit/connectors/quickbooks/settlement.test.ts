import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../electron/engine/connectors/http/json.ts';
import {
  creditMemoForm,
  paymentForm,
  type QuickbooksPayment,
} from '../../../../electron/engine/connectors/quickbooks/quickbooks-forms.ts';
import type { QuickbooksBooks } from '../../../../electron/engine/connectors/quickbooks/quickbooks-rows.ts';
import {
  cashAllocations,
  creditAllocations,
  settledBy,
} from '../../../../electron/engine/connectors/quickbooks/quickbooks-settlement.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const USD = currencyCode('USD');
const BOOKS: QuickbooksBooks = {
  home: USD,
  multiCurrency: false,
  terms: new Map(),
  receivables: new Set(['84']),
};
const META = { Id: '1', MetaData: { LastUpdatedTime: '2026-10-05T09:00:00-07:00' } };

type Line = readonly [cents: number, id: string, type: string];

const dollars = (cents: number) => (cents / 100).toFixed(2);

/** A payment row as text, so that its numbers are read as numbers of JSON are. */
function payment(total: number, unapplied: number, lines: readonly Line[]): QuickbooksPayment {
  const line = ([cents, id, type]: Line) =>
    `{"Amount":${dollars(cents)},"LinkedTxn":[{"TxnId":"${id}","TxnType":"${type}"}]}`;
  const base = JSON.stringify({ ...META, TxnDate: '2026-10-05', CustomerRef: { value: '7' } }).slice(1, -1);
  const amounts = `"TotalAmt":${dollars(total)},"UnappliedAmt":${dollars(unapplied)}`;
  return paymentForm.parse(parseJson(`{${base},${amounts},"Line":[${lines.map(line).join(',')}]}`));
}

describe('what a payment settles', () => {
  test('cash pays the invoices that it names; what is left stands on the account', () => {
    const settled = settledBy(
      payment(10_000, 2_500, [
        [5_000, '11', 'Invoice'],
        [2_500, '12', 'Invoice'],
      ]),
      USD,
    );
    expect(settled).toEqual([
      { creditId: null, invoiceId: '11', minor: 5_000 },
      { creditId: null, invoiceId: '12', minor: 2_500 },
    ]);
  });

  test('a payment of 0 applies a credit memo to an invoice', () => {
    const row = payment(0, 0, [
      [4_000, '11', 'Invoice'],
      [4_000, '31', 'CreditMemo'],
    ]);
    expect(settledBy(row, USD)).toEqual([{ creditId: '31', invoiceId: '11', minor: 4_000 }]);
    expect(cashAllocations(row, BOOKS)).toEqual([]);
  });

  test('credits go before cash, both in the order of the lines', () => {
    const settled = settledBy(
      payment(6_000, 0, [
        [4_000, '11', 'Invoice'],
        [1_500, '31', 'CreditMemo'],
        [5_000, '12', 'Invoice'],
        [1_500, '32', 'CreditMemo'],
      ]),
      USD,
    );
    expect(settled).toEqual([
      { creditId: '31', invoiceId: '11', minor: 1_500 },
      { creditId: '32', invoiceId: '11', minor: 1_500 },
      { creditId: null, invoiceId: '11', minor: 1_000 },
      { creditId: null, invoiceId: '12', minor: 5_000 },
    ]);
  });

  test('lines for the same invoice are one settlement', () => {
    const settled = settledBy(
      payment(300, 0, [
        [100, '11', 'Invoice'],
        [200, '11', 'Invoice'],
      ]),
      USD,
    );
    expect(settled).toEqual([{ creditId: null, invoiceId: '11', minor: 300 }]);
  });

  test('a journal is a charge, or a credit where cash alone is too little; neither shows as an allocation', () => {
    const charge = payment(700, 0, [
      [500, '11', 'Invoice'],
      [200, '92', 'JournalEntry'],
    ]);
    const credit = payment(300, 0, [
      [500, '11', 'Invoice'],
      [200, '92', 'JournalEntry'],
    ]);
    expect(settledBy(charge, USD)).toEqual([{ creditId: null, invoiceId: '11', minor: 500 }]);
    expect(settledBy(credit, USD)).toEqual([{ creditId: null, invoiceId: '11', minor: 300 }]);
  });

  test('a charge of another kind, such as money paid back by check, takes its part and is none of ours', () => {
    const row = payment(700, 0, [
      [200, '71', 'Check'],
      [500, '11', 'Invoice'],
    ]);
    expect(settledBy(row, USD)).toEqual([{ creditId: null, invoiceId: '11', minor: 500 }]);
  });

  test('never more than each side has, and all of it where the lines add up', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 5 });
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 0, max: 1_000_000 }), (charges, credits, unapplied) => {
        const sum = (cents: readonly number[]) => cents.reduce((total, one) => total + one, 0);
        const cash = Math.max(0, sum(charges) - sum(credits));
        const lines: readonly Line[] = [
          ...charges.map((cents, index): Line => [cents, `1${index}`, 'Invoice']),
          ...credits.map((cents, index): Line => [cents, `3${index}`, 'CreditMemo']),
        ];
        const settled = settledBy(payment(cash + unapplied, unapplied, lines), USD);
        const of = (matches: (one: (typeof settled)[number]) => boolean) =>
          sum(settled.filter(matches).map(({ minor }) => minor));
        for (const [index, cents] of charges.entries()) {
          expect(of(({ invoiceId }) => invoiceId === `1${index}`)).toBe(cents);
        }
        for (const [index, cents] of credits.entries()) {
          expect(of(({ creditId }) => creditId === `3${index}`)).toBeLessThanOrEqual(cents);
        }
        expect(of(({ creditId }) => creditId === null)).toBe(cash);
      }),
    );
  });
});

describe('what a credit memo settled', () => {
  const memo = creditMemoForm.parse({
    ...META,
    Id: '31',
    TxnDate: '2026-10-01',
    CustomerRef: { value: '7' },
    TotalAmt: '40.00',
    RemainingCredit: '0',
    LinkedTxn: [
      { TxnId: '1', TxnType: 'Payment' },
      { TxnId: '2', TxnType: 'Payment' },
      { TxnId: '3', TxnType: 'Estimate' },
    ],
  });

  test('is told by the payments that it names, with the day of each; one that is not there is passed over', () => {
    const row = payment(0, 0, [
      [4_000, '11', 'Invoice'],
      [4_000, '31', 'CreditMemo'],
    ]);
    expect(creditAllocations(memo, BOOKS, new Map([['1', row]]))).toEqual([
      {
        entity: 'allocation',
        sourceId: '1:31:11',
        updatedAt: '2026-10-05T09:00:00-07:00',
        from: { entity: 'credit_note', sourceId: '31' },
        document: { entity: 'invoice', sourceId: '11' },
        amount: { minor: 4_000, currency: 'USD' },
        fromAmount: { minor: 4_000, currency: 'USD' },
        date: '2026-10-05',
      },
    ]);
  });
});
