import type { ReactNode } from 'react';
import { usePreferences } from '../../app/preferences/preferences.tsx';
import { ROW_HEIGHT } from '../../ui/table/data-table.tsx';
import classes from './imports.module.css';

const HEADER_HEIGHT = 31;
const SHOWN_ROWS = 10;

/** Room for a table inside of a page that scrolls: as tall as its rows, up to ten. */
export function TableBox(props: { readonly rows: number; readonly children: ReactNode }) {
  const rowHeight = ROW_HEIGHT[usePreferences().value.density];
  const height = HEADER_HEIGHT + Math.min(SHOWN_ROWS, Math.max(2, props.rows)) * rowHeight + 2;
  return (
    <div className={classes.tableBox} style={{ height }}>
      {props.children}
    </div>
  );
}
