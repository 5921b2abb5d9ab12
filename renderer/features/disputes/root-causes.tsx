import { useState } from 'react';
import type { DisputeSummary } from '../../../shared/contract/disputes.ts';
import { DISPUTE_REASON_LABELS } from '../../../shared/domain/disputes/reasons.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';

type Cause = DisputeSummary['causes'][number];

/** One reason, with what is disputed for it in one currency. */
interface CauseRow {
  readonly key: string;
  readonly cause: Cause;
  readonly amount: { readonly currency: CurrencyCode; readonly minor: MinorUnits } | null;
}

/** A reason has a line for each currency; counts and days stand in the first of them, so that no sum counts them twice. */
export function causeRows(summary: DisputeSummary): readonly CauseRow[] {
  return summary.causes.flatMap((cause) => {
    const [first = null, ...others] = cause.amounts;
    return [
      { key: cause.reason, cause, amount: first },
      ...others.map((amount) => ({
        key: `${cause.reason} ${amount.currency}`,
        cause: { ...cause, open: 0, resolved: null },
        amount,
      })),
    ];
  });
}

const days = (
  id: string,
  header: string,
  label: string,
  value: (row: CauseRow) => number | null,
): Column<CauseRow> => ({
  id,
  header,
  label,
  width: 92,
  align: 'right',
  cell: (row) => {
    const shown = value(row);
    return shown === null ? null : `${Math.round(shown * 10) / 10} d`;
  },
  sheet: value,
});

const COLUMNS: readonly Column<CauseRow>[] = [
  {
    id: 'reason',
    header: 'Root cause',
    width: 220,
    fixed: true,
    cell: ({ cause }) => DISPUTE_REASON_LABELS[cause.reason],
    sheet: ({ cause }) => DISPUTE_REASON_LABELS[cause.reason],
  },
  {
    id: 'open',
    header: 'Open',
    label: 'Open disputes',
    width: 64,
    align: 'right',
    cell: ({ cause }) => cause.open || null,
    sheet: ({ cause }) => cause.open,
  },
  {
    id: 'amount',
    header: 'Disputed',
    width: 120,
    align: 'right',
    cell: ({ amount }) => (amount === null ? null : <MoneyText {...amount} />),
    sheet: ({ amount }) => amount,
  },
  {
    id: 'currency',
    header: 'Cur.',
    label: 'Currency',
    width: 56,
    cell: ({ amount }) => amount?.currency,
    sheet: ({ amount }) => amount?.currency ?? null,
  },
  {
    id: 'resolved',
    header: 'Resolved',
    label: 'Resolved in 12 months',
    width: 84,
    align: 'right',
    cell: ({ cause }) => cause.resolved?.disputes,
    sheet: ({ cause }) => cause.resolved?.disputes ?? null,
  },
  days('mean', 'Mean', 'Cycle time, mean', ({ cause }) => cause.resolved?.meanDays ?? null),
  days('median', 'Median', 'Cycle time, median', ({ cause }) => cause.resolved?.medianDays ?? null),
];

/** Disputes by their reason: how many are open with what amount, and how long those took that were resolved. */
export function RootCauses(props: { readonly summary: DisputeSummary | undefined }) {
  const [active, setActive] = useState<string | null>(null);
  const rows = props.summary === undefined ? null : causeRows(props.summary);
  return (
    <DataTable
      id="disputes.causes"
      label="Disputes by root cause"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ key }) => key}
      active={active ?? rows?.[0]?.key ?? null}
      onActivate={({ key }) => setActive(key)}
      primary
    />
  );
}
