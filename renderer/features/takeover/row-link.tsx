import type { ReactNode } from 'react';
import { formatLocation, type Location } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import classes from './first-hour.module.css';

/** A row of the first hour: a link, so that Enter opens it. */
export function RowLink(props: { readonly to: Location; readonly children: ReactNode }) {
  return (
    <a
      data-row="main"
      className={classes.row}
      href={formatLocation(props.to)}
      onClick={(event) => {
        event.preventDefault();
        navigate(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

/** The whole page of an account, in one of its currencies. */
export function accountAt(id: string, currency: string | null): Location {
  return { screen: 'customers', id, params: { full: '1', ...(currency === null ? {} : { currency }) } };
}
