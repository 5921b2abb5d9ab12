import type {
  CallCounters,
  CallList,
  CallRow,
  CallSheet,
  CallView,
} from '../../../../shared/contract/calls.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

export const CALLED_AT = instant('2026-11-21T09:00:00.000Z');

/** A company in Berlin that may be called until 18:00, with one number. */
export function sampleCall(changes: Partial<CallView> = {}): CallView {
  return {
    accountId: 'acc-1' as AccountId,
    debtorType: 'company',
    place: { country: 'DE', countryName: 'Germany', region: null, timeZone: 'Europe/Berlin' },
    judgement: {
      ...{ decision: 'allow', reasons: [], localTime: 'Friday 10:00' },
      ...{ until: instant('2026-11-21T17:00:00.000Z'), nextAt: CALLED_AT, nextText: null },
    },
    untilText: '18:00',
    contacts: [
      {
        ...{ id: 'con-1' as ContactId, name: 'Mia Lund', role: 'Accounts payable' },
        ...{ phone: '+49 (0)30 555 0100', closed: null },
      },
    ],
    attemptsInWeek: 2,
    lastTalk: null,
    ...changes,
  };
}

/** The same where a call is not right now. */
export function unwelcome(decision: 'warn' | 'block', text: string): Partial<CallView> {
  return {
    judgement: {
      ...{ decision, reasons: [{ decision, rule: null, text }], localTime: 'Friday 22:10' },
      ...{ until: null, nextAt: instant('2026-11-23T07:00:00.000Z'), nextText: 'Monday 8:00' },
    },
    untilText: null,
  };
}

export function sampleSheet(changes: Partial<CallView> = {}): CallSheet {
  return {
    at: CALLED_AT,
    call: sampleCall(changes),
    rules: [],
    script: 'This is Mara Lindt for Halden Supply.',
    checklist: ['Speaking to the right person'],
  };
}

export function sampleRow(index: number, name: string, changes: Partial<CallRow> = {}): CallRow {
  return {
    ...sampleCall(),
    accountId: `acc-${index}` as AccountId,
    ...{ number: `C-${index}`, name, currency: currencyCode('EUR') },
    ...{ overdue: minorUnits(120_000), free: minorUnits(120_000), oldestDaysPastDue: 40, score: 50 },
    ...{ planned: null, reasons: ['A promise was broken on 12 Nov'] },
    ...changes,
  };
}

export const NO_CALLS: CallCounters = {
  ...{ attempts: 0, connected: 0, rightParty: 0 },
  ...{ ofAttempts: null, ofConnected: null },
};

export function sampleList(calls: readonly CallRow[], changes: Partial<CallList> = {}): CallList {
  return { at: CALLED_AT, calls: [...calls], today: NO_CALLS, week: NO_CALLS, ...changes };
}
