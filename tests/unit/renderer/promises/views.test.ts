import { describe, expect, it } from 'vitest';
import {
  askedFor,
  firstInvoices,
  openOn,
  replacedBy,
} from '../../../../renderer/features/promises/new-promise.ts';
import {
  isIn,
  type PromiseView,
  promisedIn,
  shownPromises,
} from '../../../../renderer/features/promises/promise-views.ts';
import { groundWords, keptWords, levelWords } from '../../../../renderer/features/promises/promise-words.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { partsWith, TODAY } from '../support/sample-ledger.ts';
import { northwindWith, samplePromise } from '../support/sample-standing.ts';

const EUR = currencyCode('EUR');

describe('the views of the promises', () => {
  const viewsOf = (part: Parameters<typeof samplePromise>[0]) =>
    (['open', 'due', 'week', 'broken'] as const).filter((view: PromiseView) =>
      isIn(view, samplePromise(part), TODAY),
    );

  it('have an open one due on its day, and while its days of grace last', () => {
    expect(viewsOf({ date: addDays(TODAY, 1) })).toEqual(['open', 'week']);
    expect(viewsOf({ date: TODAY })).toEqual(['open', 'due', 'week']);
    expect(viewsOf({ date: addDays(TODAY, -1) })).toEqual(['open', 'due', 'week']);
  });

  it('have a week of seven days from today', () => {
    expect(viewsOf({ date: addDays(TODAY, 6) })).toEqual(['open', 'week']);
    expect(viewsOf({ date: addDays(TODAY, 7) })).toEqual(['open']);
  });

  it('have one that was not kept until it is paid or a later one follows', () => {
    expect(viewsOf({ state: 'broken' })).toEqual(['broken']);
    expect(viewsOf({ state: 'partly_kept' })).toEqual(['broken']);
    expect(viewsOf({ state: 'broken', openMinor: minorUnits(0) })).toEqual([]);
    expect(viewsOf({ state: 'broken', followed: true })).toEqual([]);
    expect(viewsOf({ state: 'kept' })).toEqual([]);
  });

  it('are searched by account, invoice, person and note', () => {
    const found = (search: string) =>
      shownPromises([samplePromise({ note: 'Payment run' })], { view: 'all', search, today: TODAY }).length;
    expect([
      found('northwind'),
      found('10477'),
      found('dana'),
      found('payment run'),
      found('contoso'),
    ]).toEqual([1, 1, 1, 1, 0]);
  });

  it('sum what is promised by currency', () => {
    const dollars = samplePromise({ currency: currencyCode('USD'), amountMinor: minorUnits(5) });
    expect(promisedIn([samplePromise(), dollars, samplePromise()])).toEqual([
      { currency: 'EUR', minor: 8_042_000 },
      { currency: 'USD', minor: 5 },
    ]);
  });
});

describe('a new promise', () => {
  const account = northwindWith({});
  const ids = (...numbers: readonly number[]) => new Set(numbers.map((one) => `doc-1-${one}` as DocumentId));

  it('begins with what is ticked, as far as it is open on this account', () => {
    const ticked = { accountId: account.id, currency: EUR, documentIds: [...ids(4), 'gone' as DocumentId] };
    expect(firstInvoices(account, EUR, ticked)).toEqual(['doc-1-4']);
    expect(firstInvoices(account, EUR, { ...ticked, documentIds: [] })).toEqual([
      'doc-1-0',
      'doc-1-1',
      'doc-1-2',
    ]);
  });

  it('counts what is promised already as asked for, and what is disputed or held not', () => {
    const [first, second, third] = account.documents;
    if (!first || !second || !third) throw new Error('Too few invoices.');
    const parted = [
      { ...first, parts: partsWith({ promised: first.open }) },
      { ...second, parts: partsWith({ disputed: minorUnits(6_000), free: minorUnits(second.open - 6_000) }) },
      { ...third, parts: partsWith({ held: third.open }) },
    ];
    expect(askedFor(parted)).toBe(first.open + second.open - 6_000);
  });

  it('stands on its invoices, or on all of the account', () => {
    const invoices = account.documents.filter(({ kind }) => kind === 'invoice');
    expect(openOn(invoices, ids(0, 1))).toBe(3_046_000);
    expect(openOn(invoices, new Set())).toBe(6_190_000);
  });

  it('takes the place of open ones on a common invoice, or on the account both', () => {
    const onInvoices = samplePromise();
    const onAccount = samplePromise({ documentIds: [], numbers: [] });
    const over = samplePromise({ state: 'kept' });
    const all = northwindWith({ promises: [onInvoices, onAccount, over] });
    expect(replacedBy(all, EUR, ids(1, 4))).toEqual([onInvoices]);
    expect(replacedBy(all, EUR, new Set())).toEqual([onAccount]);
    expect(replacedBy(all, EUR, ids(4))).toEqual([]);
    expect(replacedBy(all, currencyCode('USD'), ids(1))).toEqual([]);
  });
});

describe('the words of promises', () => {
  it('count them from the second on', () => {
    expect([1, 2, 3, 4].map(levelWords)).toEqual([null, '2nd promise', '3rd promise', '4th promise']);
  });

  it('name a few invoices and count many', () => {
    expect(groundWords([])).toBe('on the account');
    expect(groundWords(['A', 'B'])).toBe('on A, B');
    expect(groundWords(['A', 'B', 'C', 'D'])).toBe('on 4 invoices');
  });

  it('tell the kept rate by number and by amount, as in the worked example', () => {
    const rate = {
      currency: EUR,
      from: TODAY,
      to: TODAY,
      promises: 5,
      kept: 3,
      byCount: 0.6,
      byValue: 2 / 3,
      byCash: 0.747,
    };
    expect(keptWords(rate, 'en-GB')).toBe('Kept 3 of 5 promises (60%), 66.7% of the amounts, in 12 months');
  });
});
