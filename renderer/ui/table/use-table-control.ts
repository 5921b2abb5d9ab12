import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import {
  keepShown,
  NOTHING_SELECTED,
  type RowSelection,
  selectRange,
  toggleAll,
  toggleRow,
} from './row-selection.ts';
import { moveBy } from './table-keys.ts';
import { useTableCommands } from './use-table-commands.ts';

export interface TableControlOptions<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowHeight: number;
  readonly active: string | null;
  readonly onActivate: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: RowSelection;
  readonly onSelect?: (selection: RowSelection) => void;
  readonly onNeedMore?: () => void;
  readonly primary?: boolean;
}

/** How a row was pressed: alone, with Shift (a range), or on its tick. */
export type RowPress = 'plain' | 'range' | 'tick';

/** The header stands above the rows, inside what scrolls, and stays at its top. */
const HEADER_HEIGHT = 29;
const ROWS_AHEAD = 20;

/** What the table does: moving, opening, ticking, and which rows are drawn. */
export function useTableControl<Row>(options: TableControlOptions<Row>) {
  const { rows, rowKey, rowHeight, active, selection = NOTHING_SELECTED, onSelect, onNeedMore } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const rowId = (key: string) => `${prefix}-${key}`;
  const order = rows.map(rowKey);
  const activeIndex = active === null ? -1 : order.indexOf(active);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    useFlushSync: false,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    initialRect: { width: 800, height: 640 },
  });
  const visible = virtual
    .getVirtualItems()
    .map(({ index, start }) => ({ index, start: start - HEADER_HEIGHT }));
  const lastVisible = visible.at(-1)?.index ?? -1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of height alone asks for new sizes
  useEffect(() => virtual.measure(), [rowHeight]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the active row scrolls
  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: 'auto' });
  }, [activeIndex]);

  useEffect(() => {
    if (rows.length > 0 && lastVisible >= rows.length - ROWS_AHEAD) onNeedMore?.();
  }, [lastVisible, rows.length, onNeedMore]);

  const orderKey = order.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `orderKey` stands for the rows
  useEffect(() => {
    const kept = keepShown(selection, order);
    if (kept !== selection) onSelect?.(kept);
  }, [orderKey]);

  const pageRows = () =>
    Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1);
  const move = (key: string, extend: boolean) => {
    const next = moveBy(key, activeIndex, rows.length, pageRows());
    const row = next === null ? undefined : rows[next];
    if (row === undefined) return false;
    if (extend && onSelect) {
      const start =
        selection.anchor === null && active !== null ? { ...selection, anchor: active } : selection;
      onSelect(selectRange(start, order, rowKey(row)));
    }
    options.onActivate(row);
    return true;
  };
  const activeRow = () => rows[activeIndex];
  const open = () => {
    const row = activeRow();
    if (row !== undefined) options.onOpen?.(row);
  };
  const tick = () => {
    if (active !== null && activeIndex >= 0) onSelect?.(toggleRow(selection, active));
  };
  const tickAll = () => onSelect?.(toggleAll(selection, order));
  const clear = () => onSelect?.(NOTHING_SELECTED);

  useTableCommands(options.primary === true, {
    canSelect: onSelect !== undefined,
    hasRow: () => rows.length > 0,
    hasSelection: () => selection.keys.size > 0,
    move,
    open,
    tick,
    tickAll,
    clear,
  });

  const actOnRow = (key: string) => {
    if (activeIndex < 0) return false;
    if (key === 'Enter') open();
    else if (key === ' ') tick();
    else return false;
    return true;
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const used = move(event.key, event.shiftKey) || actOnRow(event.key);
    if (used) event.preventDefault();
  };

  return {
    scroller,
    visible,
    height: virtual.getTotalSize(),
    rowId,
    activeId: activeIndex >= 0 && active !== null ? rowId(active) : undefined,
    onKeyDown,
    press(row: Row, how: RowPress) {
      scroller.current?.focus({ preventScroll: true });
      const key = rowKey(row);
      if (how === 'tick') onSelect?.(toggleRow(selection, key));
      else if (how === 'range') onSelect?.(selectRange(selection, order, key));
      if (how !== 'tick') options.onActivate(row);
    },
    /** What a copy takes: the ticked rows, else the row that the keyboard is on. */
    chosenRows(): readonly Row[] {
      const ticked = rows.filter((row) => selection.keys.has(rowKey(row)));
      const row = activeRow();
      return ticked.length > 0 ? ticked : row === undefined ? [] : [row];
    },
  };
}
