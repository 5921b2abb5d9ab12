import type { PromiseRow } from '../../../shared/contract/promises.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { STATE_TONES, STATE_WORDS, sourceWords } from './promise-words.ts';
import classes from './promises.module.css';

/** Columns of promises to pay. */
export const PROMISE_COLUMNS: readonly Column<PromiseRow>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 150,
    minWidth: 90,
    grow: 0.6,
    fixed: true,
    cell: ({ accountName, accountNumber }) => (
      <span title={[accountName, accountNumber].filter(Boolean).join(' · ')}>{accountName}</span>
    ),
    sheet: ({ accountName }) => accountName,
  },
  {
    id: 'number',
    header: 'Number',
    label: 'Account number',
    width: 84,
    hiddenAtFirst: true,
    cell: ({ accountNumber }) => accountNumber,
    sheet: ({ accountNumber }) => accountNumber,
  },
  {
    id: 'amount',
    header: 'Promised',
    width: 100,
    align: 'right',
    cell: (row) => <MoneyText minor={row.amountMinor} currency={row.currency} precision="list" />,
    sheet: (row) => ({ minor: row.amountMinor, currency: row.currency }),
  },
  {
    id: 'received',
    header: 'Arrived',
    width: 80,
    align: 'right',
    cell: (row) =>
      row.receivedMinor === 0 ? null : (
        <MoneyText minor={row.receivedMinor} currency={row.currency} precision="list" tone="green" />
      ),
    sheet: (row) => ({ minor: row.receivedMinor, currency: row.currency }),
  },
  {
    id: 'date',
    header: 'By',
    label: 'Promised date',
    width: 80,
    cell: (row) => <Day row={row} />,
    sheet: (row) => row.date,
  },
  {
    id: 'lastDay',
    header: 'Last day',
    label: 'Last day with the days of grace',
    width: 84,
    hiddenAtFirst: true,
    cell: (row) => <DateText date={row.lastDay} absolute />,
    sheet: (row) => row.lastDay,
  },
  {
    id: 'state',
    header: 'State',
    width: 86,
    cell: (row) => (
      <Tag tone={STATE_TONES[row.state]} title={row.correction ?? undefined}>
        {STATE_WORDS[row.state]}
      </Tag>
    ),
    sheet: (row) => STATE_WORDS[row.state],
  },
  {
    id: 'level',
    header: 'No.',
    label: 'Which promise in a row',
    width: 38,
    align: 'right',
    cell: (row) => (row.level > 1 ? row.level : null),
    sheet: (row) => row.level,
  },
  {
    id: 'open',
    header: 'Open',
    label: 'Open on what it stands on',
    width: 100,
    align: 'right',
    hiddenAtFirst: true,
    cell: (row) => <MoneyText minor={row.openMinor} currency={row.currency} precision="list" />,
    sheet: (row) => ({ minor: row.openMinor, currency: row.currency }),
  },
  {
    id: 'on',
    header: 'On',
    width: 104,
    cell: ({ numbers }) => <span title={numbers.join(', ')}>{onWords(numbers)}</span>,
    sheet: ({ numbers }) => (numbers.length === 0 ? 'account' : numbers.join(', ')),
  },
  {
    id: 'by',
    header: 'Promised by',
    width: 120,
    hiddenAtFirst: true,
    cell: (row) => <span title={row.note || undefined}>{sourceWords(row)}</span>,
    sheet: (row) => row.promisedBy,
  },
];

/** `the account`, the one invoice, or the first and how many more. */
function onWords([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'the account';
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** The promised day; red once it is over without the money. */
function Day({ row }: { readonly row: PromiseRow }) {
  const { today } = useFormat();
  const late =
    row.state === 'open' ? row.date < today : row.state === 'broken' || row.state === 'partly_kept';
  return (
    <span className={late ? classes.red : undefined}>
      <DateText date={row.date} />
    </span>
  );
}
