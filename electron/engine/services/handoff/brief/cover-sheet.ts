import { formatExactDate, formatExactInstant } from '../../../../../shared/domain/format/dates.ts';
import { countOf } from '../../../../../shared/domain/format/words.ts';
import { addMinor } from '../../../../../shared/domain/money.ts';
import { aboutFigures } from '../../exports/about-figures.ts';
import { sheetId } from './account-sheet.ts';
import type { AccountBrief, Brief } from './brief.ts';
import { type Due, duesOf } from './due.ts';
import { holdNever, neversOf } from './never.ts';
import { line, lines } from './safe-words.ts';
import type { Block, Cell, Column, Sheet } from './sheet.ts';
import { totalsOf } from './totals.ts';
import { dayOf, moneyOf, plannedWords } from './words.ts';

const PAGE: Column = { label: 'Page', align: 'end', width: 'content', page: true };
type SheetOf = (account: AccountBrief) => string;

/** The first sheet: from whom to whom, what must not be done, what falls due, and where each account is found. */
export function coverSheet(brief: Brief): Sheet {
  const ids = new Map(brief.accounts.map((account, index) => [account.id, sheetId(index)]));
  const sheetOf: SheetOf = ({ id }) => ids.get(id) ?? '';
  return {
    id: 'cover',
    eyebrow: 'Handoff brief',
    title: line(brief.client),
    blocks: [
      { kind: 'facts', rows: originRows(brief) },
      brief.words === ''
        ? { kind: 'paragraph', text: 'No coverage instructions were written.', tone: 'second' }
        : { kind: 'words', by: line(brief.senderName), text: lines(brief.words) },
      { kind: 'heading', text: 'At a glance' },
      { kind: 'paragraph', text: glance(brief) },
      ...totalBlocks(brief),
      { kind: 'heading', text: 'Never do' },
      ...neverBlocks(brief, sheetOf),
      { kind: 'heading', text: 'Due in the window' },
      ...dueBlocks(brief, sheetOf),
      { kind: 'heading', text: 'Accounts' },
      accountsTable(brief, sheetOf),
    ],
  };
}

function originRows(brief: Brief) {
  const window = `${dayOf(brief.from, brief.asOf)} to ${dayOf(brief.to, brief.asOf)} ${brief.to.slice(0, 4)}`;
  return [
    { label: 'From', value: { text: line(brief.senderName), strong: true } as const },
    { label: 'To', value: { text: line(brief.recipientName), strong: true } as const },
    { label: 'Window', value: { text: `${window}, both days with it`, strong: true } as const },
    {
      label: 'Made on',
      value: { text: `${formatExactInstant(brief.madeAt, brief.timeZone)} (${line(brief.timeZone)})` },
    },
    { label: 'Figures', value: { text: line(aboutFigures(brief.figures, brief.timeZone)) } },
  ];
}

function glance(brief: Brief): string {
  const { accounts } = brief;
  const count = (of: (account: AccountBrief) => number) => accounts.reduce((sum, one) => sum + of(one), 0);
  const open = (account: AccountBrief) => account.promises.filter(({ state }) => state === 'open').length;
  const { days } = duesOf(brief);
  const promised = days.flatMap(({ dues }) => dues).filter(({ kind }) => kind === 'promise').length;
  const parts = [
    countOf(accounts.length, 'account', 'accounts'),
    `${countOf(count(open), 'open promise', 'open promises')}, ${promised} of them for a day in the window`,
    countOf(
      count(({ disputes }) => disputes.length),
      'open dispute',
      'open disputes',
    ),
    `${countOf(
      count(({ letters }) => letters.length),
      'letter',
      'letters',
    )} waiting`,
    `${countOf(accounts.filter(({ nextAction }) => nextAction === null).length, 'account', 'accounts')} without a planned step`,
  ];
  return `${parts.join(' · ')}.`;
}

function totalBlocks({ accounts }: Brief): readonly Block[] {
  const totals = totalsOf(accounts);
  if (totals.length === 0) return [{ kind: 'paragraph', text: 'Nothing is open with these accounts.' }];
  const amount = (label: string): Column => ({ label, align: 'end', width: 'content' });
  return [
    {
      kind: 'table',
      caption: 'Totals by currency',
      columns: [
        { label: 'Currency', align: 'start', width: 'fill' },
        amount('Accounts'),
        amount('Invoices'),
        amount('Open'),
        amount('Overdue'),
        amount('To be asked for'),
        amount('Credits, unapplied'),
        amount('Balance'),
      ],
      rows: totals.map(({ currency, accounts: own, aging, overdue, free }) => [
        { text: currency, strong: true },
        { text: String(own) },
        { text: String(aging.invoices) },
        { text: moneyOf({ minor: aging.gross, currency }) },
        { text: moneyOf({ minor: overdue, currency }), ...(overdue > 0 ? { tone: 'red' as const } : {}) },
        { text: moneyOf({ minor: free, currency }) },
        { text: moneyOf({ minor: addMinor(aging.credits, aging.unapplied), currency }) },
        { text: moneyOf({ minor: aging.net, currency }) },
      ]),
    },
  ];
}

function neverBlocks(brief: Brief, sheetOf: SheetOf): readonly Block[] {
  const everywhere = brief.holds.map((hold) => holdNever(hold, brief.asOf, null));
  const rows = brief.accounts.flatMap((account) =>
    neversOf(account, brief.asOf).map((never) => [
      nameCell(account, sheetOf),
      never,
      { text: '', to: sheetOf(account) },
    ]),
  );
  if (rows.length === 0 && everywhere.length === 0) {
    return [{ kind: 'paragraph', text: 'Nothing stands against asking any of these accounts.' }];
  }
  return [
    ...(everywhere.length === 0 ? [] : [{ kind: 'never', items: everywhere } as const]),
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'What must not be done',
            quiet: true,
            columns: [
              { label: 'Account', align: 'start', width: 'fill' },
              { label: 'Never', align: 'start', width: 'fill' },
              PAGE,
            ],
            rows,
          } as const,
        ]),
  ];
}

function dueBlocks(brief: Brief, sheetOf: SheetOf): readonly Block[] {
  const { before, days, undated } = duesOf(brief);
  const groups: readonly DueGroup[] = [
    ...before.map(({ date, dues }) => ({
      when: { text: dayOf(date, brief.asOf), note: 'before the window' },
      dues,
    })),
    ...days.map(({ date, dues }) => ({ when: { text: dayOf(date, brief.asOf) }, dues })),
    { when: { text: 'Without a day' }, dues: undated },
  ];
  const rows = groups.flatMap(({ when, dues }) =>
    dues.map((due, index) =>
      dueRow(index === 0 ? { ...when, strong: true } : { text: when.text, tone: 'second' }, due, sheetOf),
    ),
  );
  if (rows.length === 0) return [{ kind: 'paragraph', text: 'Nothing falls due in the window.' }];
  return [
    {
      kind: 'table',
      caption: 'What falls due, by day',
      quiet: true,
      columns: [
        { label: 'Day', align: 'start', width: 'content' },
        { label: 'Account', align: 'start', width: 'fill' },
        { label: 'What', align: 'start', width: 'fill' },
        { label: 'Amount', align: 'end', width: 'content' },
        PAGE,
      ],
      rows,
    },
  ];
}

interface DueGroup {
  readonly when: Cell;
  readonly dues: readonly Due[];
}

function dueRow(when: Cell, { account, text, money }: Due, sheetOf: SheetOf): readonly Cell[] {
  return [
    when,
    nameCell(account, sheetOf),
    { text },
    { text: money === null ? '' : moneyOf(money) },
    { text: '', to: sheetOf(account) },
  ];
}

function accountsTable(brief: Brief, sheetOf: SheetOf): Block {
  return {
    kind: 'table',
    caption: 'Accounts of this handoff',
    quiet: true,
    columns: [
      { label: 'No.', align: 'end', width: 'content' },
      { label: 'Account', align: 'start', width: 'fill' },
      { label: 'Next', align: 'start', width: 'fill' },
      { label: 'Open', align: 'end', width: 'content' },
      { label: 'Overdue', align: 'end', width: 'content' },
      PAGE,
    ],
    rows: brief.accounts.map((account, index) => [
      { text: String(index + 1), tone: 'second' },
      nameCell(account, sheetOf),
      nextCell(account, brief),
      amounts(account, ({ aging }) => aging.gross),
      amounts(account, ({ overdue }) => overdue),
      { text: '', to: sheetOf(account) },
    ]),
  };
}

function nameCell(account: AccountBrief, sheetOf: SheetOf): Cell {
  return {
    text: line(account.name),
    ...(account.number === null ? {} : { note: line(account.number) }),
    to: sheetOf(account),
  };
}

function nextCell({ nextAction }: AccountBrief, { asOf }: Brief): Cell {
  if (nextAction === null) return { text: 'nothing planned', tone: 'second' };
  return { text: `${plannedWords(nextAction.kind)}, ${dayOf(nextAction.date, asOf)}` };
}

/** One amount for each currency, each on a line of its own. */
function amounts(
  { balances }: AccountBrief,
  of: (balance: AccountBrief['balances'][number]) => AccountBrief['balances'][number]['overdue'],
): Cell {
  const [first, ...others] = balances.map((balance) =>
    moneyOf({ minor: of(balance), currency: balance.aging.currency }),
  );
  return { text: first ?? '–', ...(others.length === 0 ? {} : { note: others.join('\n') }) };
}

/** The window for the head of every page: `Mon 23 Nov to Fri 4 Dec 2026`. */
export function windowWords({ from, to }: Pick<Brief, 'from' | 'to'>): string {
  return `${formatExactDate(from)} to ${formatExactDate(to)}`;
}
