import { IconBan } from '@tabler/icons-react';
import type { Never } from '../../../shared/contract/takeover.ts';
import { formatLocation } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { count } from '../../ui/format/count.ts';
import classes from './first-hour.module.css';
import { accountAt } from './row-link.tsx';

/** What must not be done, whoever asks for it: the engine keeps letters and calls back as well. */
export function NeverList({ nevers }: { readonly nevers: readonly Never[] }) {
  const byName = [...Map.groupBy(nevers, ({ accountId }) => accountId)];
  return (
    <section className={classes.never} aria-label="Never do">
      <h2 className={classes.neverTitle}>
        <IconBan size={15} aria-hidden="true" />
        Never do{nevers.length === 0 ? '' : ` · ${count(nevers.length, 'thing')}`}
      </h2>
      {nevers.length === 0 ? (
        <p className={classes.neverNone}>
          Nobody asked not to be contacted, and nothing is on hold or disputed.
        </p>
      ) : (
        <ul>
          {byName.map(([accountId, ofAccount]) => (
            <li key={accountId ?? 'all'}>
              {accountId === null ? (
                <b>Everybody</b>
              ) : (
                <a
                  data-row="aside"
                  href={formatLocation(accountAt(accountId, null))}
                  onClick={(event) => {
                    event.preventDefault();
                    navigate(accountAt(accountId, null));
                  }}
                >
                  {ofAccount[0]?.name}
                </a>
              )}
              {ofAccount.map((never) => (
                <p key={`${never.kind} ${never.key}`}>
                  {never.text}
                  <small>{never.why}</small>
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
