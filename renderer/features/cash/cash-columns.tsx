import type { CashMatchView, Unapplied } from '../../../shared/contract/cash.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { CONFIDENCE_WORDS, KIND_WORDS, numbersOf, payerName } from './cash-words.ts';

/** Columns of the money that has no invoice yet. */
export const UNAPPLIED_COLUMNS: readonly Column<Unapplied>[] = [
  {
    id: 'payer',
    header: 'From',
    width: 136,
    minWidth: 100,
    grow: 0.4,
    fixed: true,
    cell: (money) => <span title={payerName(money)}>{payerName(money)}</span>,
    sheet: payerName,
  },
  {
    id: 'amount',
    header: 'Amount',
    width: 92,
    align: 'right',
    cell: ({ openMinor, currency }) => <MoneyText minor={openMinor} currency={currency} />,
    sheet: ({ openMinor, currency }) => ({ minor: openMinor, currency }),
  },
  {
    id: 'date',
    header: 'Date',
    width: 84,
    cell: ({ date }) => (date === null ? null : <DateText date={date} />),
    sheet: ({ date }) => date,
  },
  {
    id: 'waiting',
    header: 'Days',
    label: 'Days since it came in',
    width: 52,
    align: 'right',
    cell: ({ waitingDays }) => waitingDays,
    sheet: ({ waitingDays }) => waitingDays,
  },
  {
    id: 'kind',
    header: 'Stands in',
    width: 72,
    cell: ({ kind }) => KIND_WORDS[kind],
    sheet: ({ kind }) => KIND_WORDS[kind],
  },
  {
    id: 'text',
    header: 'What the payer wrote',
    width: 180,
    hiddenAtFirst: true,
    cell: ({ text }) => <span title={text}>{text}</span>,
    sheet: ({ text }) => text,
  },
];

/** Columns of what was approved. */
export const MATCH_COLUMNS: readonly Column<CashMatchView>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 130,
    minWidth: 100,
    grow: 0.4,
    fixed: true,
    cell: ({ account, accountNumber }) => (
      <span title={[account, accountNumber].filter(Boolean).join(' · ')}>{account}</span>
    ),
    sheet: ({ account }) => account,
  },
  {
    id: 'amount',
    header: 'Amount',
    width: 92,
    align: 'right',
    cell: ({ amountMinor, currency }) => <MoneyText minor={amountMinor} currency={currency} />,
    sheet: ({ amountMinor, currency }) => ({ minor: amountMinor, currency }),
  },
  {
    id: 'items',
    header: 'For',
    width: 124,
    cell: ({ items }) => <span title={numbersOf(items)}>{numbersOf(items)}</span>,
    sheet: ({ items }) => items.map(({ number }) => number).join(' '),
  },
  {
    id: 'date',
    header: 'Paid',
    width: 84,
    hiddenAtFirst: true,
    cell: ({ date }) => <DateText date={date} />,
    sheet: ({ date }) => date,
  },
  {
    id: 'confidence',
    header: 'Found',
    width: 90,
    hiddenAtFirst: true,
    cell: ({ confidence }) => (
      <Tag tone={CONFIDENCE_WORDS[confidence].tone}>{CONFIDENCE_WORDS[confidence].text}</Tag>
    ),
    sheet: ({ confidence }) => CONFIDENCE_WORDS[confidence].text,
  },
  {
    id: 'state',
    header: 'State',
    width: 96,
    cell: ({ exportedAt, items }) =>
      items.some(({ gone }) => gone) ? (
        <Tag tone="red">Invoice gone</Tag>
      ) : exportedAt === null ? (
        <Tag tone="amber">To export</Tag>
      ) : (
        <span>
          Exported <InstantText at={exportedAt} />
        </span>
      ),
    sheet: ({ exportedAt }) => exportedAt,
  },
];
