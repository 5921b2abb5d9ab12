import type { CallRow } from '../../../shared/contract/calls.ts';
import { DateText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { dialled, mayCall, reasonsOf } from './call-words.ts';
import classes from './calls.module.css';

/** Columns of the call list: the customer's own time before anything else; why to call takes the room that is left. */
export const CALL_COLUMNS: readonly Column<CallRow>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 140,
    minWidth: 100,
    fixed: true,
    cell: (row) => <span title={row.name}>{row.name}</span>,
    sheet: (row) => row.name,
  },
  {
    id: 'localTime',
    header: 'Their time',
    width: 108,
    cell: (row) => row.judgement.localTime ?? <span className={classes.second}>not known</span>,
    sheet: (row) => row.judgement.localTime,
  },
  {
    id: 'may',
    header: 'May be called',
    width: 176,
    cell: (row) => {
      const { text, tone } = mayCall(row);
      return (
        <Tag tone={tone} title={reasonsOf(row.judgement)}>
          {text}
        </Tag>
      );
    },
    sheet: (row) => mayCall(row).text,
  },
  {
    id: 'overdue',
    header: 'Overdue',
    width: 88,
    align: 'right',
    cell: (row) => <MoneyText minor={row.overdue} currency={row.currency} precision="list" />,
    sheet: (row) => ({ minor: row.overdue, currency: row.currency }),
  },
  {
    id: 'number',
    header: 'Number',
    width: 140,
    cell: (row) => <FirstNumber row={row} />,
    sheet: (row) => row.contacts.find(({ closed }) => closed === null)?.phone ?? null,
  },
  {
    id: 'attempts',
    header: 'Tries',
    label: 'Calls in the last 7 days',
    width: 60,
    align: 'right',
    hiddenAtFirst: true,
    cell: (row) =>
      row.attemptsInWeek === 0 ? <span className={classes.second}>–</span> : row.attemptsInWeek,
    sheet: (row) => row.attemptsInWeek,
  },
  {
    id: 'why',
    header: 'Why',
    width: 150,
    cell: (row) =>
      row.planned === null ? <span title={whyText(row)}>{whyText(row)}</span> : <Planned row={row} />,
    sheet: (row) => whyText(row),
  },
];

function Planned({ row }: { readonly row: CallRow }) {
  if (row.planned === null) return null;
  const { date, note } = row.planned;
  return (
    <span title={note ?? undefined}>
      planned <DateText date={date} />
      {note === null ? null : `: ${note}`}
    </span>
  );
}

/** The planned call with its note, else why the rules propose one. */
function whyText({ planned, reasons }: CallRow): string {
  if (planned === null) return reasons[0] ?? '';
  return planned.note ?? `planned for ${planned.date}`;
}

function FirstNumber({ row }: { readonly row: CallRow }) {
  const contact = row.contacts.find(({ closed }) => closed === null);
  const address = contact ? dialled(contact.phone) : null;
  if (contact === undefined) return <span className={classes.second}>no number</span>;
  if (address === null) return contact.phone;
  return (
    <a
      className={classes.number}
      href={address}
      target="_blank"
      rel="noreferrer"
      aria-label={`Call ${row.name}, ${contact.phone}`}
    >
      {contact.phone}
    </a>
  );
}
