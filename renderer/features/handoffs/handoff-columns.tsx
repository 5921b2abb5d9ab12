import type { GivenHandoff } from '../../../shared/contract/handoffs.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { STATE_WORDS } from './handoff-words.ts';
import classes from './handoffs.module.css';

/** Columns of handoffs: to whom, when, how it stands, and what is left to decide. */
export const HANDOFF_COLUMNS: readonly Column<GivenHandoff>[] = [
  {
    id: 'to',
    header: 'To',
    width: 160,
    minWidth: 100,
    grow: 1,
    fixed: true,
    cell: ({ to }) => <span title={to}>{to}</span>,
    sheet: ({ to }) => to,
  },
  {
    id: 'state',
    header: 'State',
    width: 112,
    cell: ({ state }) => <Tag tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].text}</Tag>,
    sheet: ({ state }) => STATE_WORDS[state].text,
  },
  {
    id: 'from',
    header: 'First day',
    width: 92,
    cell: ({ startsOn }) => <DateText date={startsOn} absolute />,
    sheet: ({ startsOn }) => startsOn,
  },
  {
    id: 'to-day',
    header: 'Last day',
    width: 92,
    cell: ({ endsOn }) => <DateText date={endsOn} absolute />,
    sheet: ({ endsOn }) => endsOn,
  },
  {
    id: 'accounts',
    header: 'Accounts',
    width: 84,
    align: 'right',
    cell: ({ accounts }) => accounts,
    sheet: ({ accounts }) => accounts,
  },
  {
    id: 'decide',
    header: 'To decide',
    width: 88,
    align: 'right',
    cell: ({ conflicts }) =>
      conflicts === 0 ? <span className={classes.second}>–</span> : <b>{conflicts}</b>,
    sheet: ({ conflicts }) => conflicts,
  },
  {
    id: 'returned',
    header: 'Last return',
    width: 118,
    cell: ({ returnedAt }) =>
      returnedAt === null ? (
        <span className={classes.second}>none yet</span>
      ) : (
        <InstantText at={returnedAt} />
      ),
    sheet: ({ returnedAt }) => returnedAt,
  },
  {
    id: 'given',
    header: 'Given',
    width: 118,
    cell: ({ givenAt }) => <InstantText at={givenAt} />,
    sheet: ({ givenAt }) => givenAt,
  },
];
