import { describe, expect, it } from 'vitest';
import { type Due, duesOf } from '../../../../electron/engine/services/handoff/brief/due.ts';
import { neversOf } from '../../../../electron/engine/services/handoff/brief/never.ts';
import { totalsOf } from '../../../../electron/engine/services/handoff/brief/totals.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import {
  accountBrief,
  balanceOf,
  dispute,
  hold,
  invoice,
  promise,
  sampleBrief,
} from '../../../support/handoff/sample-brief.ts';

const FROM = '2026-11-23';
const TO = '2026-12-04';
const said = (dues: readonly Due[]) => dues.map(({ text }) => text);
const TODAY = plainDate('2026-11-22');

function planned(name: string, date: string) {
  return accountBrief(name, { nextAction: { kind: 'call', date: plainDate(date), note: name } });
}

describe('what falls due in a window', () => {
  it('counts the first and the last day, what was due before them, and nothing after', () => {
    const accounts = ['2026-11-22', FROM, TO, '2026-12-05'].map((date) => planned(`on ${date}`, date));
    const { before, days, undated } = duesOf(sampleBrief(accounts));
    expect(before.map(({ date }) => date)).toEqual(['2026-11-22']);
    expect(days.map(({ date }) => date)).toEqual([FROM, TO]);
    expect(undated).toEqual([]);
  });

  it('has promises first within a day, then steps, then disputes', () => {
    const day = plainDate('2026-11-25');
    const account = accountBrief('Acme', {
      disputes: [dispute('INV-1', { nextDate: day })],
      nextAction: { kind: 'send_copy', date: day, note: null },
      promises: [promise('2026-11-20', '2026-11-25', { level: 2, numbers: ['INV-9'] })],
    });
    const [only] = duesOf(sampleBrief([account])).days;
    expect(said(only?.dues ?? [])).toEqual([
      'Promised on INV-9 (second promise)',
      'Send copy',
      'Dispute on INV-1: Ask Sales for the quote',
    ]);
  });

  it('leaves out promises that are decided, and tells when a hold or a rest ends', () => {
    const account = accountBrief('Acme', {
      promises: [promise('2026-11-01', '2026-11-24', { state: 'kept' })],
      holds: [hold('id-Acme' as AccountId)],
      snooze: { until: plainDate('2026-11-30'), reason: 'On leave' },
    });
    const { days } = duesOf(sampleBrief([account]));
    expect(days.map(({ date, dues }) => [date, ...said(dues)])).toEqual([
      ['2026-11-30', 'Comes back: On leave'],
      ['2026-12-01', 'Hold on the account ends'],
    ]);
  });
});

describe('what must not be done with an account', () => {
  it('is nothing where nothing stands against asking', () => {
    expect(neversOf(accountBrief('Acme', { documents: [invoice('INV-1', 100)] }), TODAY)).toEqual([]);
  });

  it('names an invoice that only the books call disputed, and one with a dispute of its own once', () => {
    const zero = minorUnits(0);
    const parts = { claimed: zero, disputed: minorUnits(100), held: zero, promised: zero, free: zero };
    const marked = ['INV-1', 'INV-2'].map((number) =>
      invoice(number, 100, { parts, disputedInLedger: true }),
    );
    const account = accountBrief('Acme', {
      documents: marked,
      disputes: [
        dispute('INV-1', {
          documentId: 'id-INV-1' as DocumentId,
          amountMinor: null,
          openMinor: minorUnits(100),
        }),
      ],
    });
    expect(neversOf(account, TODAY).map(({ text }) => text)).toEqual([
      'Do not ask for €1.00 of INV-1: it is disputed.',
      'Do not ask for €1.00 of INV-2: it is disputed.',
    ]);
  });

  it('names the way that is closed and whom it is closed for', () => {
    const wish = (channel: 'mail' | 'call' | 'all', name: string | null) => ({
      id: channel as never,
      accountId: 'a' as AccountId,
      contactId: name === null ? null : ('c' as never),
      email: null,
      phone: null,
      channel,
      reason: '',
      setOn: '2026-11-20' as PlainDate,
      setBy: 'Anna Berg',
      name,
    });
    const account = accountBrief('Acme', {
      doNotContact: [wish('mail', 'Mia'), wish('call', null), wish('all', 'Tom')],
    });
    expect(neversOf(account, TODAY).map(({ text }) => text)).toEqual([
      'Do not write to Mia.',
      'Do not call anybody here.',
      'Do not contact Tom.',
    ]);
  });
});

describe('the totals of a brief', () => {
  it('never add one currency to another', () => {
    const euro = balanceOf([invoice('A', 1_000)]);
    const usd = currencyCode('USD');
    const dollar = { ...euro, aging: { ...euro.aging, currency: usd } };
    const accounts = [
      accountBrief('One', { balances: [euro, dollar] }),
      accountBrief('Two', { balances: [euro] }),
    ];
    expect(
      totalsOf(accounts).map((one) => [one.currency, one.accounts, one.aging.gross, one.overdue]),
    ).toEqual([
      ['EUR', 2, 2_000, 2_000],
      ['USD', 1, 1_000, 1_000],
    ]);
  });
});
