import type { Account, AccountDocument, TimelineEntry } from '../../../../shared/contract/accounts.ts';
import type { AgingFigures, WorklistItem } from '../../../../shared/contract/worklist.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId, DocumentId, TouchpointId } from '../../../../shared/domain/ids.ts';
import {
  type CurrencyCode,
  currencyCode,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';

export const TODAY: PlainDate = plainDate('2026-11-21');

type Row = readonly [
  name: string,
  currency: string,
  current: number,
  d30: number,
  d60: number,
  d90: number,
  d91: number,
  days: number,
];

/** Invented customers: amounts in minor units by bucket, and days past due of the oldest invoice. */
const ROWS: readonly Row[] = [
  ['Northwind Traders', 'EUR', 1_369_000, 800_000, 2_181_000, 1_840_000, 0, 62],
  ['Fjell Maskin AS', 'NOK', 4_210_000, 0, 9_800_000, 14_240_000, 15_100_000, 97],
  ['Contoso Ltd', 'GBP', 0, 420_040, 780_360, 0, 0, 31],
  ['Kestrel Logistics', 'EUR', 910_000, 1_265_500, 1_900_000, 0, 0, 44],
  ['Brandt & Söhne GmbH', 'EUR', 0, 1_100_000, 1_694_000, 0, 0, 38],
  ['Fabrikam Inc.', 'USD', 1_225_000, 987_050, 0, 0, 0, 14],
  ['Okonkwo Foods', 'GBP', 210_000, 0, 211_200, 630_000, 0, 71],
  ['Lumen Interiors', 'EUR', 0, 790_500, 0, 0, 0, 26],
  ['Sato Trading KK', 'JPY', 800_000, 1_204_000, 0, 0, 0, 19],
  ['Pelican Marine', 'EUR', 0, 100_000, 0, 212_000, 200_000, 88],
];

const WHY: readonly (readonly [string, string, number])[] = [
  ['next_action_due', 'next action due today: call', 15],
  ['habit_broken', 'usually pays 12 days late, now 97', 10],
  ['not_contacted', 'never contacted', 10],
  ['credit_covers', '€640.00 in credits covers 12 % of it', -4],
  ['share_of_book', '€27,940 is 9 % of your book', 4],
  ['not_contacted', 'last contact 3 weeks ago', 8],
  ['disputed', '£2,100 marked as disputed in the books', 5],
];

export function sampleItems(copies = 1): readonly WorklistItem[] {
  return Array.from({ length: copies }, (_, copy) =>
    ROWS.map((row, index) => itemOf(row, index, copy)),
  ).flat();
}

function itemOf(row: Row, index: number, copy: number): WorklistItem {
  const [name, code, ...rest] = row;
  const days = rest[5];
  const currency = currencyCode(code);
  const aging = agingOf(currency, rest);
  const overdue = minorUnits(aging.gross - aging.current);
  const [whyCode, whyText, whyPoints] = WHY[index % WHY.length] ?? ['not_contacted', 'never contacted', 10];
  const rank = copy * ROWS.length + index + 1;
  return {
    rank,
    accountId: `acc-${rank}` as AccountId,
    number: `C-${String(140 + rank).padStart(4, '0')}`,
    name: copy === 0 ? name : `${name} ${copy + 1}`,
    country: index % 3 === 0 ? 'Netherlands' : 'Germany',
    currency,
    aging,
    overdue,
    open: aging.gross,
    free: overdue,
    brokenLevel: 0,
    promiseDue: null,
    rests: false,
    owner: null,
    lane: days > 60 ? 'at_risk' : days > 30 ? 'regular' : 'quick_wins',
    proposal: {
      kind: 'mail',
      stage: days > 60 ? 'final' : days > 30 ? 'firm' : 'friendly',
      date: TODAY,
      reasons: [`${days} days late, nobody was in touch yet`],
    },
    hasStep: index % 3 === 0,
    overdueInvoices: 4,
    oldestDaysPastDue: days,
    score: 80 - index,
    reasons: [
      { code: 'overdue_amount', text: 'much overdue', points: 22 },
      { code: 'oldest_overdue', text: `${days} days late`, points: 13 },
      { code: whyCode, text: whyText, points: whyPoints },
    ],
    nextAction: index % 3 === 0 ? { kind: 'call', date: addDays(TODAY, index), note: null } : null,
    holds: [],
    stage: days > 60 ? 'final' : days > 30 ? 'firm' : 'friendly',
    lastTouch:
      index % 4 === 1 ? null : { at: '2026-11-19T15:02:00.000Z' as Instant, kind: 'mail', summary: 'Mail' },
    disputedInLedger: index === 6,
  };
}

function agingOf(currency: CurrencyCode, amounts: readonly number[]): AgingFigures {
  const [current, d1_30, d31_60, d61_90, d91_plus] = amounts.map((amount) => minorUnits(amount));
  const zero = minorUnits(0);
  const buckets = {
    current: current ?? zero,
    d1_30: d1_30 ?? zero,
    d31_60: d31_60 ?? zero,
    d61_90: d61_90 ?? zero,
    d91_plus: d91_plus ?? zero,
  };
  const gross = minorUnits(Object.values(buckets).reduce<number>((sum, amount) => sum + amount, 0));
  const credits = minorUnits(-64_000);
  return {
    currency,
    ...buckets,
    gross,
    credits,
    unapplied: zero,
    net: minorUnits(gross + credits),
    invoices: 6,
  };
}

/** Nothing stands against asking. */
export const NOTHING_STANDS: Account['standing'] = {
  promises: [],
  keptRates: [],
  disputes: [],
  holds: [],
  doNotContact: [],
  unansweredReply: null,
  undeliverable: [],
  owner: null,
  debtor: { debtorType: 'company', country: null, region: null, timeZone: null },
};

export function sampleAccount(item: WorklistItem): Account {
  const documents = documentsOf(item);
  return {
    id: item.accountId,
    number: item.number,
    name: item.name,
    aliases: item.rank === 1 ? ['Northwind Handel'] : [],
    country: item.country,
    terms: 'Net 30',
    balances: [
      {
        aging: item.aging,
        overdue: item.overdue,
        free: item.free,
        rests: item.rests,
        brokenLevel: item.brokenLevel,
        oldestDaysPastDue: item.oldestDaysPastDue,
        score: item.score,
        reasons: item.reasons,
        stage: item.stage,
        proposal: item.proposal,
      },
    ],
    contacts: [
      {
        id: `con-${item.rank}` as ContactId,
        name: 'Dana Whitfield',
        role: 'Accounts payable',
        email: 'ap@northwind.example',
        phone: '+31 10 555 0123',
        billing: true,
        source: 'ledger',
      },
    ],
    nextAction: item.nextAction,
    holds: item.holds,
    standing: NOTHING_STANDS,
    documents,
    documentCount: documents.length,
    figures: { at: '2026-11-21T08:12:00.000Z' as Instant, from: null, sources: 1 },
    asOf: TODAY,
  };
}

const DOCUMENTS: readonly (readonly [number: string, daysPastDue: number, open: number])[] = [
  ['INV-10421', 62, 1_840_000],
  ['INV-10477', 50, 1_206_000],
  ['INV-10502', 37, 975_000],
  ['INV-10533', 21, 800_000],
  ['INV-10590', -6, 1_369_000],
];

function documentsOf(item: WorklistItem): AccountDocument[] {
  const invoices = DOCUMENTS.map(([number, days, open], index) =>
    documentOf(item, number, days, minorUnits(open), index),
  );
  const credit = documentOf(item, 'CN-2207', 0, minorUnits(-64_000), 9);
  return [...invoices, { ...credit, kind: 'credit_note', daysPastDue: null, dueDate: null }];
}

function documentOf(
  item: WorklistItem,
  number: string,
  days: number,
  open: MinorUnits,
  index: number,
): AccountDocument {
  return {
    id: `doc-${item.rank}-${index}` as DocumentId,
    kind: 'invoice',
    number,
    issueDate: addDays(TODAY, -days - 30),
    dueDate: addDays(TODAY, -days),
    dueDerived: false,
    daysPastDue: days,
    currency: item.currency,
    total: index === 2 ? minorUnits(open + 50_000) : open,
    open,
    poNumber: null,
    reference: null,
    disputedInLedger: index === 3,
    parts: open < 0 ? null : partsWith(index === 3 ? { disputed: open } : { free: open }),
    promisedUntil: null,
  };
}

/** Parts of an invoice of which the others are zero. */
export function partsWith(
  parts: Partial<NonNullable<AccountDocument['parts']>>,
): NonNullable<AccountDocument['parts']> {
  const zero = minorUnits(0);
  return { claimed: zero, disputed: zero, held: zero, promised: zero, free: zero, ...parts };
}

export const SAMPLE_TIMELINE: readonly TimelineEntry[] = [
  entry(
    'log:9',
    '2026-11-19T15:02:00.000Z',
    'draft_saved_to_mailbox',
    'Draft saved to the mailbox: firm',
    '4 invoices, €48,210.00',
  ),
  entry(
    'log:8',
    '2026-11-12T10:20:00.000Z',
    'call',
    'Call: right person',
    '“Payment run is Fridays, INV-10477 is in this week’s.”',
  ),
  entry(
    'log:7',
    '2026-11-11T09:05:00.000Z',
    'note',
    'Note',
    'Wants one statement a month instead of single reminders.',
  ),
  {
    ...entry(
      'payment:3',
      '2026-10-30T09:00:00.000Z',
      'payment_received',
      'Payment received on INV-10398',
      null,
    ),
    money: { minor: minorUnits(731_500), currency: currencyCode('EUR') },
    touchpointId: null,
  },
];

function entry(key: string, at: string, kind: string, summary: string, text: string | null): TimelineEntry {
  return {
    key,
    at: at as Instant,
    kind,
    actor: 'Mara Lindt',
    summary,
    text,
    outcome: kind === 'call' ? 'right_party' : null,
    touchpointId: kind === 'note' || kind === 'call' ? (key as TouchpointId) : null,
    retracted: false,
    money: null,
  };
}
