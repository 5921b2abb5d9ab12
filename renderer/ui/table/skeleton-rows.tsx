import { Skeleton } from '@mantine/core';
import classes from './data-table.module.css';

const ROWS = Array.from({ length: 14 }, (_, index) => index);

/** Where rows will stand, while they are on their way. */
export function SkeletonRows(props: { readonly columns: number }) {
  const cells = Array.from({ length: props.columns }, (_, index) => index);
  return (
    <div aria-hidden="true">
      {ROWS.map((row) => (
        <div key={row} className={classes.skeletonRow}>
          <span />
          {cells.map((cell) => (
            <div key={cell} className={classes.cell}>
              <Skeleton height={9} width={`${45 + ((row * 7 + cell * 13) % 40)}%`} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
