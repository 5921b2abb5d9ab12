import type { LogEntry } from '../../../shared/contract/log.ts';
import { InstantText } from '../../ui/date-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { KIND_NAMES } from './log-words.ts';

export const LOG_COLUMNS: readonly Column<LogEntry>[] = [
  {
    id: 'when',
    header: 'When',
    width: 128,
    fixed: true,
    cell: (entry) => <InstantText at={entry.at} />,
    sheet: (entry) => entry.at,
  },
  {
    id: 'who',
    header: 'Who',
    width: 122,
    cell: (entry) => entry.actor,
    sheet: (entry) => entry.actor,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 158,
    cell: (entry) => KIND_NAMES[entry.kind],
    sheet: (entry) => KIND_NAMES[entry.kind],
  },
  {
    id: 'account',
    header: 'Account',
    width: 156,
    cell: (entry) => entry.account?.name ?? null,
    sheet: (entry) => entry.account?.name ?? null,
  },
  {
    id: 'summary',
    header: 'Summary',
    width: 240,
    cell: (entry) => <span title={entry.summary}>{entry.summary}</span>,
    sheet: (entry) => entry.summary,
  },
  {
    id: 'seq',
    header: 'No.',
    label: 'Number in the log',
    width: 60,
    align: 'right',
    hiddenAtFirst: true,
    cell: (entry) => entry.seq,
    sheet: (entry) => entry.seq,
  },
];
