import { describe, expect, it } from 'vitest';
import { changeWords } from '../../../../renderer/features/connections/change-words.ts';
import {
  bytesText,
  connectionState,
  onlyTooManyRights,
  schedulesWith,
} from '../../../../renderer/features/connections/connection-words.ts';
import { readCounts } from '../../../../renderer/features/connections/read-counts.ts';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { TODAY } from '../support/sample-ledger.ts';
import { RUN, sampleConnection, TEST, toldChange } from './sample-connections.ts';

const FORMAT = { locale: 'en-GB', today: TODAY };
const words = (change: Parameters<typeof toldChange>[0]) => changeWords(toldChange(change), FORMAT).text;

describe('the state of a connection', () => {
  const state = (changes: Parameters<typeof sampleConnection>[0]) =>
    connectionState(sampleConnection(changes)).text;

  it('tells first what a person has to do', () => {
    expect(state({})).toBe('up to date');
    expect(state({ freshAt: null })).toBe('not read yet');
    expect(state({ status: 'reconnect' })).toBe('sign in again');
    expect(state({ status: 'failing' })).toBe('not reached');
    expect(state({ missing: [{ entity: 'invoice', known: 9, there: 1 }] })).toBe('asks you');
    expect(state({ hasSecrets: false, status: 'failing' })).toBe('no password');
    expect(state({ running: 'job-1' as JobId, status: 'failing' })).toBe('reading');
  });
});

describe('what changed', () => {
  it('is told with what stays open', () => {
    const change = { number: 'INV-7', amount: minorUnits(5_000), open: minorUnits(2_500) };
    expect(words({ kind: 'part_paid', ...change })).toBe('INV-7 was part paid, €25.00 stays open');
    expect(words({ kind: 'reopened', ...change })).toBe('INV-7 is open again, with €25.00');
  });

  it('names a payment by its reference where it has one', () => {
    const amount = minorUnits(5_000);
    expect(words({ kind: 'payment_received', reference: 'BACS 17', amount })).toBe(
      'Payment received: BACS 17',
    );
    expect(words({ kind: 'payment_received', reference: null, amount })).toBe('Payment received');
  });

  it('says of contacts who came, went or became another', () => {
    expect(words({ kind: 'contact_changed', from: null, to: 'ap@n.example' })).toBe(
      'Contact ap@n.example is new',
    );
    expect(words({ kind: 'contact_changed', from: 'ap@n.example', to: null })).toBe(
      'Contact ap@n.example is gone',
    );
    expect(words({ kind: 'contact_changed', from: 'a@n.example', to: 'b@n.example' })).toBe(
      'Contact a@n.example is now b@n.example',
    );
  });

  it('says when a due date came or went', () => {
    expect(words({ kind: 'due_date_changed', number: 'INV-7', from: null, to: '2026-12-24' })).toMatch(
      /^INV-7 is due 24 Dec.* instead of without a date$/,
    );
  });
});

describe('a read without a list of changes', () => {
  it('is told by its counts, without currencies', () => {
    const run = { ...RUN, counts: { currency: 3, customer: 20, invoice: 1_204 } };
    expect(readCounts(run, 'en-GB')).toBe('20 customers and 1,204 invoices new or changed.');
  });

  it('of which there is one is not told as many', () => {
    const run = { ...RUN, counts: { customer: 1, credit_note: 2 } };
    expect(readCounts(run, 'en-GB')).toBe('1 customer and 2 credit notes new or changed.');
  });

  it('that brought nothing says so', () => {
    expect(readCounts({ ...RUN, counts: { currency: 3 } }, 'en-GB')).toBe(
      'Nothing changed since the read before.',
    );
  });
});

describe('a test', () => {
  it('that only finds too many rights is told from one that failed', () => {
    const step = (ok: boolean) => ({ step: 'read_only' as const, ok, text: '' });
    expect(onlyTooManyRights({ ...TEST, checks: [step(false)] })).toBe(true);
    expect(onlyTooManyRights({ ...TEST, ok: true, checks: [step(true)] })).toBe(false);
    expect(onlyTooManyRights(TEST)).toBe(false);
  });
});

describe('small words', () => {
  it('give bytes in thousands', () => {
    expect(bytesText(0, 'en-GB')).toBe('0 bytes');
    expect(bytesText(953_600, 'en-GB')).toBe('953.6 kB');
    expect(bytesText(5_300_000, 'en-GB')).toBe('5.3 MB');
  });

  it('offer a schedule that was set elsewhere beside the usual ones', () => {
    expect(schedulesWith(30).filter(({ minutes }) => minutes === 30)).toHaveLength(1);
    expect(schedulesWith(45).at(-1)).toEqual({ minutes: 45, text: 'Every 45 minutes' });
  });
});
