import type { AccountId } from '../../../shared/domain/ids.ts';
import { formatLocation, type Location } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import classes from './connections.module.css';

/** The account by its name; a press opens its page. */
export function AccountLink(props: { readonly id: AccountId | null; readonly name: string | null }) {
  const { id, name } = props;
  if (id === null) return <span className={classes.account}>{name ?? '—'}</span>;
  const to: Location = { screen: 'customers', id, params: { full: '1' } };
  return (
    <a
      className={classes.account}
      href={formatLocation(to)}
      title={name ?? undefined}
      onClick={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {name ?? '—'}
    </a>
  );
}
