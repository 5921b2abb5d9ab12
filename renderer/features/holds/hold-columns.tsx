import type { HoldRow } from '../../../shared/contract/holds.ts';
import { DateText } from '../../ui/date-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { EVERYTHING } from './hold-words.ts';
import classes from './holds.module.css';

/** Columns of holds: what rests, why, until when, and who set it. */
export const HOLD_COLUMNS: readonly Column<HoldRow>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 150,
    minWidth: 90,
    grow: 0.6,
    fixed: true,
    cell: ({ accountName, accountNumber }) => (
      <span title={[accountName, accountNumber].filter(Boolean).join(' · ') || undefined}>
        {accountName ?? <b>{EVERYTHING}</b>}
      </span>
    ),
    sheet: ({ accountName }) => accountName ?? EVERYTHING,
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
    id: 'invoice',
    header: 'Invoice',
    width: 94,
    cell: ({ number }) => number ?? <span className={classes.second}>all</span>,
    sheet: ({ number }) => number,
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 150,
    grow: 1,
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
    sheet: ({ reason }) => reason,
  },
  {
    id: 'until',
    header: 'Work resumes',
    width: 96,
    cell: ({ until }) =>
      until === null ? <span className={classes.second}>when lifted</span> : <DateText date={until} />,
    sheet: ({ until }) => until,
  },
  {
    id: 'by',
    header: 'Set by',
    width: 100,
    cell: ({ setBy }) => <span title={setBy}>{setBy}</span>,
    sheet: ({ setBy }) => setBy,
  },
  {
    id: 'on',
    header: 'Set on',
    width: 76,
    cell: ({ setOn }) => <DateText date={setOn} absolute />,
    sheet: ({ setOn }) => setOn,
  },
];
