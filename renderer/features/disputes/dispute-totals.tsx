import { useQuery } from '@tanstack/react-query';
import type { DisputeRow } from '../../../shared/contract/disputes.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { count } from '../../ui/format/count.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { disputedIn } from './dispute-views.ts';
import classes from './disputes.module.css';

/** What is disputed in the rows, by currency; nothing where there are none. */
export function Disputed({ rows }: { readonly rows: readonly DisputeRow[] }) {
  if (rows.length === 0) return <span />;
  return (
    <>
      <span>Disputed</span>
      <span className={classes.totals}>
        {disputedIn(rows).map(({ currency, minor }) => (
          <MoneyText key={currency} minor={minor} currency={currency} precision="total" />
        ))}
      </span>
    </>
  );
}

/** How long disputes took that were resolved: from logging to resolution, in calendar days. */
export function CycleTime() {
  const summary = useQuery(useQueries().disputes.summary.queryOptions()).data;
  if (summary === undefined) return <span />;
  const { resolved } = summary;
  if (resolved === null) return <span>No dispute was resolved in the last 12 months</span>;
  return (
    <span title="Calendar days from logging to resolution, of disputes resolved in the last 12 months">
      {count(resolved.disputes, 'dispute')} resolved in 12 months · cycle time {rounded(resolved.meanDays)}{' '}
      days on average, {rounded(resolved.medianDays)} in the middle
    </span>
  );
}

function rounded(days: number): number {
  return Math.round(days * 10) / 10;
}
