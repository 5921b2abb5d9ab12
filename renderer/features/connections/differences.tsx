import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/contract/connections.ts';
import { addMinor, negateMinor } from '../../../shared/domain/money.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import { AccountLink } from './account-link.tsx';
import classes from './connections.module.css';

/** Where the open items do not come to the balance that the system itself gives. */
export function Differences({ connection }: { readonly connection: ConnectionView }) {
  const { id, system, freshAt, lastRun } = connection;
  const { locale } = useFormat();
  const uncompared = lastRun?.uncompared ?? 0;
  const differences = useQuery(useQueries().connections.differences.queryOptions({ input: { id } }));
  const rows = differences.data ?? [];
  return (
    <Section title={`Compared with ${system}'s own balances`}>
      {differences.error ? (
        <ErrorLine error={differences.error} onRetry={() => void differences.refetch()} />
      ) : null}
      {differences.data && rows.length === 0 ? (
        <p className={classes.second}>
          {freshAt === null
            ? 'Compared as soon as the books were read to their end.'
            : uncompared === 0
              ? 'Every balance that it gives is equal to the open items here.'
              : 'Every other balance that it gives is equal to the open items here.'}
        </p>
      ) : null}
      {uncompared > 0 ? (
        <p className={classes.second}>
          {count(uncompared, 'customer', 'customers', locale)} with items in other currencies could not be
          compared: {system} gives one figure of them all, at rates of its own.
        </p>
      ) : null}
      {rows.length > 0 ? (
        <>
          <p className={classes.second}>
            Here the open items do not come to its balance. Read everything again; if they still differ, look
            at the account in {system}.
          </p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col" className={classes.number}>
                  Here
                </th>
                <th scope="col" className={classes.number}>
                  {system}
                </th>
                <th scope="col" className={classes.number}>
                  Difference
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.accountId} ${row.currency}`}>
                  <td>
                    <AccountLink id={row.accountId} name={row.account} />
                  </td>
                  <td className={classes.number}>
                    <MoneyText minor={row.ours} currency={row.currency} />
                  </td>
                  <td className={classes.number}>
                    <MoneyText minor={row.ledger} currency={row.currency} />
                  </td>
                  <td className={classes.number}>
                    <MoneyText minor={addMinor(row.ours, negateMinor(row.ledger))} currency={row.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </Section>
  );
}
