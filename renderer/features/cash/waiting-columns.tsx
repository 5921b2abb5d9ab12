import type { WaitingAccount } from '../../../shared/contract/cash.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';

const money = (
  id: string,
  header: string,
  minor: (row: WaitingAccount) => WaitingAccount['unappliedMinor'],
): Column<WaitingAccount> => ({
  id,
  header,
  width: 92,
  align: 'right',
  cell: (row) => (minor(row) === 0 ? null : <MoneyText minor={minor(row)} currency={row.currency} />),
  sheet: (row) => ({ minor: minor(row), currency: row.currency }),
});

/** Columns of what waits on accounts: cash by the days since it came in, and credit notes. */
export const WAITING_COLUMNS: readonly Column<WaitingAccount>[] = [
  {
    id: 'account',
    header: 'Account',
    width: 180,
    minWidth: 100,
    grow: 0.6,
    fixed: true,
    cell: ({ account, number }) => (
      <span title={[account, number].filter(Boolean).join(' · ')}>{account}</span>
    ),
    sheet: ({ account }) => account,
  },
  money('unapplied', 'Unapplied', (row) => row.unappliedMinor),
  {
    id: 'oldest',
    header: 'Oldest',
    label: 'Days since the oldest payment came in',
    width: 68,
    align: 'right',
    cell: ({ oldestDays }) => (oldestDays === null ? null : `${oldestDays} d`),
    sheet: ({ oldestDays }) => oldestDays,
  },
  money('upTo30', '0–30', (row) => row.upTo30),
  money('upTo60', '31–60', (row) => row.upTo60),
  money('upTo90', '61–90', (row) => row.upTo90),
  money('over90', 'Over 90', (row) => row.over90),
  money('credits', 'Credits', (row) => row.creditsMinor),
];
