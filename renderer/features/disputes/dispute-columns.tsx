import type { DisputeRow } from '../../../shared/contract/disputes.ts';
import { DISPUTE_REASON_LABELS } from '../../../shared/domain/disputes/reasons.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { ageInDays, disputedNow, isStuck, missingPapers } from './dispute-words.ts';
import classes from './disputes.module.css';

const account: Column<DisputeRow> = {
  id: 'account',
  header: 'Account',
  width: 132,
  minWidth: 90,
  grow: 0.6,
  fixed: true,
  cell: ({ accountName, accountNumber }) => (
    <span title={[accountName, accountNumber].filter(Boolean).join(' · ')}>{accountName}</span>
  ),
  sheet: ({ accountName }) => accountName,
};
const invoice: Column<DisputeRow> = {
  id: 'invoice',
  header: 'Invoice',
  width: 94,
  cell: ({ number }) => number,
  sheet: ({ number }) => number,
};
const reason: Column<DisputeRow> = {
  id: 'reason',
  header: 'Reason',
  width: 100,
  cell: (row) => <span title={row.text || undefined}>{DISPUTE_REASON_LABELS[row.reason]}</span>,
  sheet: (row) => DISPUTE_REASON_LABELS[row.reason],
};
const amount: Column<DisputeRow> = {
  id: 'amount',
  header: 'Disputed',
  width: 98,
  align: 'right',
  cell: (row) => <MoneyText minor={disputedNow(row)} currency={row.currency} precision="list" />,
  sheet: (row) => ({ minor: disputedNow(row), currency: row.currency }),
};
const owner: Column<DisputeRow> = {
  id: 'owner',
  header: 'Settled by',
  width: 84,
  cell: (row) => row.owner ?? <span className={classes.red}>nobody</span>,
  sheet: (row) => row.owner,
};
const number: Column<DisputeRow> = {
  id: 'number',
  header: 'Number',
  label: 'Account number',
  width: 84,
  hiddenAtFirst: true,
  cell: (row) => row.accountNumber,
  sheet: (row) => row.accountNumber,
};
const opened: Column<DisputeRow> = {
  id: 'opened',
  header: 'Logged',
  width: 76,
  hiddenAtFirst: true,
  cell: (row) => <DateText date={row.openedOn} absolute />,
  sheet: (row) => row.openedOn,
};

/** Columns of open disputes. The age is in days; `today` is the day of the table. */
export function openColumns(today: DisputeRow['openedOn']): readonly Column<DisputeRow>[] {
  return [
    account,
    number,
    invoice,
    reason,
    amount,
    {
      id: 'age',
      header: 'Age',
      label: 'Days since it was logged',
      width: 52,
      align: 'right',
      cell: (row) => <Age row={row} />,
      sheet: (row) => ageInDays(row, today),
    },
    opened,
    owner,
    {
      id: 'papers',
      header: 'Papers',
      width: 120,
      hiddenAtFirst: true,
      cell: (row) => missingPapers(row) ?? <span className={classes.second}>complete</span>,
      sheet: (row) => missingPapers(row),
    },
    {
      id: 'next',
      header: 'Next action',
      width: 104,
      cell: (row) => <Next row={row} />,
      sheet: (row) => [row.nextDate, row.nextAction].filter(Boolean).join(' ') || null,
    },
  ];
}

/** Columns of resolved disputes. */
export function resolvedColumns(today: DisputeRow['openedOn']): readonly Column<DisputeRow>[] {
  return [
    account,
    number,
    invoice,
    reason,
    {
      id: 'days',
      header: 'Days',
      label: 'Days from logging to resolution',
      width: 52,
      align: 'right',
      cell: (row) => `${ageInDays(row, today)} d`,
      sheet: (row) => ageInDays(row, today),
    },
    opened,
    {
      id: 'resolved',
      header: 'Resolved',
      width: 84,
      cell: (row) => (row.resolvedOn === null ? null : <DateText date={row.resolvedOn} absolute />),
      sheet: (row) => row.resolvedOn,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: 180,
      cell: (row) => <span title={row.outcome ?? undefined}>{row.outcome}</span>,
      sheet: (row) => row.outcome,
    },
  ];
}

function Age({ row }: { readonly row: DisputeRow }) {
  const { today } = useFormat();
  return <span className={isStuck(row, today) ? classes.red : undefined}>{ageInDays(row, today)} d</span>;
}

/** What is next and by when; red when that day is over, a tag where nothing is planned. */
function Next({ row }: { readonly row: DisputeRow }) {
  const { today } = useFormat();
  if (row.nextDate === null && row.nextAction === null) {
    return isStuck(row, today) ? (
      <Tag tone="red">stuck</Tag>
    ) : (
      <span className={classes.second}>nothing</span>
    );
  }
  return (
    <span className={isStuck(row, today) ? classes.red : undefined} title={row.nextAction ?? undefined}>
      {row.nextDate === null ? null : <DateText date={row.nextDate} />} {row.nextAction}
    </span>
  );
}
