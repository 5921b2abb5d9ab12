import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type DragEvent, type PointerEvent, useRef } from 'react';
import type { Column, Sort } from './column.ts';
import classes from './data-table.module.css';
import type { ColumnLayout } from './use-column-layout.ts';

export interface HeaderCellProps<Row> {
  readonly column: Column<Row> & { readonly currentWidth: number };
  readonly layout: ColumnLayout<Row>;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
}

const DRAG_TYPE = 'application/x-duebook-column';

/** A column's head: sorts by a press, moves by dragging, resizes at its right edge. */
export function HeaderCell<Row>({ column, layout, sort, onSort }: HeaderCellProps<Row>) {
  const sorted = sort !== undefined && sort.key === column.sortKey;
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sortBy = () => {
    if (column.sortKey === undefined) return;
    const descending = sorted ? !sort.descending : (column.sortsDescendingFirst ?? false);
    onSort?.({ key: column.sortKey, descending });
  };
  const drop = (event: DragEvent) => {
    const moved = event.dataTransfer.getData(DRAG_TYPE);
    const ids = layout.all.map((entry) => entry.column.id);
    if (ids.includes(moved)) layout.move(moved, ids.indexOf(column.id) - ids.indexOf(moved));
  };
  const resize = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, width: column.currentWidth };
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag.current) layout.resize(column.id, drag.current.width + event.clientX - drag.current.x);
    },
    onPointerUp: () => {
      drag.current = null;
    },
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows cannot be a <table>
    // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus
    <div
      role="columnheader"
      className={classes.headerCell}
      data-align={column.align}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, column.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {column.sortKey !== undefined && onSort ? (
        <button
          type="button"
          className={classes.sortButton}
          onClick={sortBy}
          title={`Sort by ${column.label ?? column.header}`}
        >
          <span className={classes.headerText}>{column.header}</span>
          {sorted ? <SortArrow descending={sort.descending} /> : null}
        </button>
      ) : (
        <span className={column.header === '' ? 'visually-hidden' : classes.headerText}>
          {column.header || column.label}
        </span>
      )}
      <span className={classes.resizer} aria-hidden="true" {...resize} />
    </div>
  );
}

function SortArrow(props: { readonly descending: boolean }) {
  const Arrow = props.descending ? IconArrowDown : IconArrowUp;
  return <Arrow size={12} aria-hidden="true" />;
}
