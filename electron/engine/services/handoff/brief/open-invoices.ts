import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import { formatDate } from '../../../../../shared/domain/format/dates.ts';
import { countOf } from '../../../../../shared/domain/format/words.ts';
import {
  addMinor,
  type CurrencyCode,
  type MinorUnits,
  minorUnits,
} from '../../../../../shared/domain/money.ts';
import type { AccountBrief } from './brief.ts';
import { line } from './safe-words.ts';
import type { Block, Cell, Column } from './sheet.ts';
import { dayOf, lateness, moneyOf } from './words.ts';

type OpenItem = AccountBrief['documents'][number];

/** So many invoices of a currency are listed; the rest is one line with its sum. */
const LISTED = 20;

const INVOICE_COLUMNS: readonly Column[] = [
  { label: 'Invoice', align: 'start', width: 'content' },
  { label: 'Due', align: 'start', width: 'content' },
  { label: 'Late', align: 'end', width: 'content' },
  { label: 'Held back and why', align: 'start', width: 'fill' },
  { label: 'Open', align: 'end', width: 'content' },
];

const CREDIT_COLUMNS: readonly Column[] = [
  { label: 'Credit or payment', align: 'start', width: 'fill' },
  { label: 'Date', align: 'start', width: 'content' },
  { label: 'Amount', align: 'end', width: 'content' },
];

/** The open invoices of an account by currency, the oldest due first, and what is owed to the customer. */
export function openInvoiceBlocks(account: AccountBrief, asOf: PlainDate): readonly Block[] {
  return account.balances.flatMap(({ aging }) => [
    ...invoiceTable(account, aging, asOf),
    ...creditTable(account, aging, asOf),
  ]);
}

type Aging = AccountBrief['balances'][number]['aging'];

function invoiceTable(account: AccountBrief, aging: Aging, asOf: PlainDate): readonly Block[] {
  if (aging.invoices === 0) return [];
  const { currency } = aging;
  const own = account.documents.filter((one) => one.kind === 'invoice' && one.currency === currency);
  const listed = own.slice(0, own.length > LISTED + 1 ? LISTED : LISTED + 1);
  const rest = minorUnits(aging.gross - sum(listed));
  const left = aging.invoices - listed.length;
  return [
    {
      kind: 'table',
      caption: `Open invoices in ${currency}`,
      columns: INVOICE_COLUMNS,
      rows: listed.map((item) => invoiceRow(item, asOf)),
      foot: [
        { text: countOf(aging.invoices, 'invoice', 'invoices') },
        { text: '' },
        { text: '' },
        { text: '' },
        { text: moneyOf({ minor: aging.gross, currency }) },
      ],
      ...(left > 0
        ? {
            more: `and ${countOf(left, 'more invoice', 'more invoices')}, ${moneyOf({ minor: rest, currency })} together`,
          }
        : {}),
    },
  ];
}

function invoiceRow(item: OpenItem, asOf: PlainDate): readonly Cell[] {
  const late = item.daysPastDue !== null && item.daysPastDue > 0;
  const partlyPaid =
    item.open === item.total ? {} : { note: `of ${moneyOf({ minor: item.total, currency: item.currency })}` };
  return [
    { text: line(item.number), ...(item.poNumber === null ? {} : { note: line(item.poNumber) }) },
    dueCell(item, asOf),
    { text: lateness(item.daysPastDue), ...(late ? { tone: 'red' as const } : {}) },
    { text: heldBack(item, asOf), tone: 'second' },
    { text: moneyOf({ minor: item.open, currency: item.currency }), ...partlyPaid },
  ];
}

function dueCell({ dueDate, instalments }: OpenItem, asOf: PlainDate): Cell {
  const open = (instalments ?? []).filter((part) => part.open > 0).length;
  return {
    text: dueDate === null ? 'no due date' : formatDate(dueDate, asOf),
    ...(open > 1 ? { note: `first of ${open} instalments` } : {}),
  };
}

/** What of an invoice is not to be asked for now: the parts of the hold-fire rules, in their order. */
function heldBack(
  { parts, currency, open, promisedUntil, disputedInLedger }: OpenItem,
  asOf: PlainDate,
): string {
  if (parts === null) return '';
  const until = promisedUntil === null ? '' : ` until ${dayOf(promisedUntil, asOf)}`;
  const said: readonly (readonly [MinorUnits, string])[] = [
    [parts.claimed, 'paid, not in the books yet'],
    [parts.disputed, disputedInLedger ? 'disputed, marked in the books' : 'disputed'],
    [parts.held, 'on hold'],
    [parts.promised, `promised${until}`],
  ];
  return said
    .filter(([minor]) => minor > 0)
    .map(([minor, why]) => (minor === open ? `all ${why}` : `${moneyOf({ minor, currency })} ${why}`))
    .join('; ');
}

function creditTable(account: AccountBrief, aging: Aging, asOf: PlainDate): readonly Block[] {
  const owed = addMinor(aging.credits, aging.unapplied);
  if (owed === 0) return [];
  const own = account.documents.filter((one) => one.kind !== 'invoice' && one.currency === aging.currency);
  const listed = own.slice(0, LISTED);
  const rest = minorUnits(owed - sum(listed));
  return [
    {
      kind: 'table',
      caption: `Owed to the customer in ${aging.currency}`,
      columns: CREDIT_COLUMNS,
      rows: listed.map((item) => creditRow(item, aging.currency, asOf)),
      foot: [
        { text: 'Together' },
        { text: '' },
        { text: moneyOf({ minor: owed, currency: aging.currency }) },
      ],
      ...(rest === 0
        ? {}
        : { more: `and others, ${moneyOf({ minor: rest, currency: aging.currency })} together` }),
    },
  ];
}

function creditRow(item: OpenItem, currency: CurrencyCode, asOf: PlainDate): readonly Cell[] {
  const what = item.kind === 'credit_note' ? 'Credit note' : 'Payment not applied';
  return [
    { text: `${what} ${line(item.number)}` },
    { text: item.issueDate === null ? '' : formatDate(item.issueDate, asOf) },
    { text: moneyOf({ minor: item.open, currency }) },
  ];
}

function sum(items: readonly OpenItem[]): MinorUnits {
  return addMinor(...items.map(({ open }) => open));
}
