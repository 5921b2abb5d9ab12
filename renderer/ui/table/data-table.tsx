import { type ReactNode, useMemo } from 'react';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { usePreferences } from '../../app/preferences/preferences.tsx';
import { cssVariables } from '../css-variables.ts';
import { useFormat } from '../format/locale.tsx';
import { amountWidths } from './amount-widths.ts';
import type { Column, Sort } from './column.ts';
import { ColumnChooser } from './column-chooser.tsx';
import classes from './data-table.module.css';
import { HeaderCell } from './header-cell.tsx';
import type { RowSelection } from './row-selection.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import { TableRow } from './table-row.tsx';
import { toTsv } from './tsv.ts';
import { useColumnLayout } from './use-column-layout.ts';
import { useTableControl } from './use-table-control.ts';

export interface DataTableProps<Row> {
  /** Under this id the columns are remembered. */
  readonly id: string;
  /** The accessible name. */
  readonly label: string;
  /** Must be the same array from render to render. */
  readonly columns: readonly Column<Row>[];
  /** Null while the first page is on its way. */
  readonly rows: readonly Row[] | null;
  /** How many rows there are altogether, loaded or not. */
  readonly total?: number;
  readonly rowKey: (row: Row) => string;
  /** The key of the row that the keyboard is on. */
  readonly active: string | null;
  readonly onActivate: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: RowSelection;
  readonly onSelect?: (selection: RowSelection) => void;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Takes ticked rows, or the one that the keyboard is on, as text for a spreadsheet; absent: only `Ctrl/⌘ C` copies. */
  readonly onCopy?: (text: string, rows: number) => void;
  /** Called when the last loaded row comes into view. */
  readonly onNeedMore?: () => void;
  /** The screen's main list: `j`, `k`, `x` and Enter work from anywhere on the screen. */
  readonly primary?: boolean;
  /** Ticks stand in every row, not only where the mouse or the keyboard is. */
  readonly ticksShown?: boolean;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** Shown instead of rows when they could not be read. */
  readonly error?: ReactNode;
}

const TICK_WIDTH = 28;
/** Before the first column where rows cannot be ticked. */
const MARGIN_WIDTH = 8;

export const ROW_HEIGHT = { compact: 32, comfortable: 40 } as const;

/** The table of the whole application: virtual rows, keyboard, selection, remembered columns, copy to a spreadsheet. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { locale } = useFormat();
  const density = usePreferences().value.density;
  const rowHeight = ROW_HEIGHT[density];
  const needed = useMemo(
    () => amountWidths(props.columns, props.rows ?? [], locale),
    [props.columns, props.rows, locale],
  );
  const layout = useColumnLayout(props.id, props.columns, needed);
  const control = useTableControl({ ...props, rows: props.rows ?? [], rowHeight });
  const selectable = props.onSelect !== undefined;
  const tracks = layout.shown.map((column, index) => {
    const grow = index === layout.shown.length - 1 ? 1 : (column.grow ?? 0);
    return grow > 0 ? `minmax(${column.currentWidth}px, ${grow}fr)` : `${column.currentWidth}px`;
  });
  const firstWidth = selectable ? TICK_WIDTH : MARGIN_WIDTH;
  const template = [`${firstWidth}px`, ...tracks].join(' ');
  const leastWidth = layout.shown.reduce((sum, column) => sum + column.currentWidth, firstWidth);
  const rows = props.rows ?? [];
  const total = props.total ?? rows.length;

  const { onCopy } = props;
  const sheetText = () => toTsv(layout.shown, control.chosenRows(), locale);
  useCommands(
    onCopy === undefined
      ? []
      : [
          {
            id: 'list.copy',
            title: 'Copy for a spreadsheet',
            group: 'List',
            when: () => control.chosenRows().length > 0,
            run: () => onCopy(sheetText(), control.chosenRows().length),
          },
        ],
  );
  const copy = (event: React.ClipboardEvent) => {
    if (window.getSelection()?.isCollapsed === false) return;
    if (control.chosenRows().length === 0) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', sheetText());
  };

  return (
    <div className={classes.table}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual list of rows cannot be a <table> */}
      <div
        ref={control.scroller}
        className={classes.grid}
        data-ticks={props.ticksShown || undefined}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={layout.shown.length}
        aria-multiselectable={selectable || undefined}
        aria-busy={props.rows === null && !props.error}
        aria-activedescendant={control.activeId}
        tabIndex={0}
        onKeyDown={control.onKeyDown}
        onCopy={copy}
        style={cssVariables({
          '--columns': template,
          '--least-width': `${leastWidth}px`,
          '--row-height': `${rowHeight}px`,
        })}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className={classes.header}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="row" aria-rowindex={1} className={classes.headerRow} tabIndex={-1}>
            <span />
            {layout.shown.map((column) => (
              <HeaderCell
                key={column.id}
                column={column}
                layout={layout}
                sort={props.sort}
                onSort={props.onSort}
              />
            ))}
          </div>
        </div>
        {props.rows === null && !props.error ? <SkeletonRows columns={layout.shown.length} /> : null}
        {rows.length > 0 && !props.error ? (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div role="rowgroup" className={classes.body} style={{ height: control.height }}>
            {control.visible.map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const key = props.rowKey(row);
              return (
                <TableRow
                  key={key}
                  id={control.rowId(key)}
                  row={row}
                  index={index}
                  top={start}
                  columns={layout.shown}
                  active={key === props.active}
                  selected={selectable ? (props.selection?.keys.has(key) ?? false) : null}
                  onPress={(how) => control.press(row, how)}
                  onOpen={() => props.onOpen?.(row)}
                />
              );
            })}
          </div>
        ) : null}
      </div>
      <ColumnChooser layout={layout} label={props.label} />
      {props.error ? <div className={classes.state}>{props.error}</div> : null}
      {props.rows?.length === 0 && !props.error ? <div className={classes.state}>{props.empty}</div> : null}
    </div>
  );
}
