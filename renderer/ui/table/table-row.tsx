import { IconCheck } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import type { Column } from './column.ts';
import classes from './data-table.module.css';
import type { RowPress } from './use-table-control.ts';

export interface TableRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly active: boolean;
  /** Null in a table without ticks. */
  readonly selected: boolean | null;
  readonly onPress: (how: RowPress) => void;
  readonly onOpen: () => void;
}

/* The keyboard reaches rows through the grid's active descendant, so rows take only the mouse themselves. */
/** One drawn row. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const press = (event: MouseEvent) => {
    if (event.shiftKey) event.preventDefault();
    props.onPress(event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'tick' : 'plain');
  };
  const tick = (event: MouseEvent) => {
    event.stopPropagation();
    props.onPress(event.shiftKey ? 'range' : 'tick');
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows cannot be a <table>
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected ?? undefined}
      className={classes.row}
      data-active={props.active || undefined}
      data-selected={props.selected || undefined}
      style={{ transform: `translateY(${props.top}px)` }}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={press}
      onDoubleClick={props.onOpen}
    >
      <span
        className={classes.tickCell}
        aria-hidden="true"
        onClick={props.selected === null ? undefined : tick}
      >
        {props.selected === null ? null : (
          <span className={classes.tick}>{props.selected ? <IconCheck size={12} stroke={3} /> : null}</span>
        )}
      </span>
      {props.columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {wrapped(column.cell(props.row))}
        </div>
      ))}
    </div>
  );
}

/** Bare text gets an element of its own, so that it can end in an ellipsis. */
function wrapped(content: ReactNode): ReactNode {
  return typeof content === 'string' || typeof content === 'number' ? <span>{content}</span> : content;
}
