import { useMemo } from 'react';
import { z } from 'zod';
import { useLayoutPreference } from '../../app/preferences/preferences.tsx';
import type { Column } from './column.ts';

const layoutSchema = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
});
type Layout = z.infer<typeof layoutSchema>;

export interface ColumnLayout<Row> {
  /** Shown columns in order, with their widths. */
  readonly shown: readonly (Column<Row> & { readonly currentWidth: number })[];
  /** All columns in order, for the chooser. */
  readonly all: readonly { readonly column: Column<Row>; readonly hidden: boolean }[];
  resize(id: string, width: number): void;
  /** Moves a column by so many places. */
  move(id: string, by: number): void;
  toggle(id: string): void;
  reset(): void;
}

const MIN_WIDTH = 48;
const MAX_WIDTH = 800;
const NO_NEEDS: ReadonlyMap<string, number> = new Map();

/**
 * Order, widths and choice of columns, remembered under `table.<id>`. Columns that are new stand in their own place. A
 * column that the person has not resized is at least as wide as what it holds needs.
 */
export function useColumnLayout<Row>(
  id: string,
  columns: readonly Column<Row>[],
  needed: ReadonlyMap<string, number> = NO_NEEDS,
): ColumnLayout<Row> {
  const initial = useMemo<Layout>(
    () => ({
      order: columns.map((column) => column.id),
      hidden: columns.filter((column) => column.hiddenAtFirst).map((column) => column.id),
      widths: {},
    }),
    [columns],
  );
  const [layout, setLayout] = useLayoutPreference(`table.${id}`, layoutSchema, initial);
  return useMemo(() => {
    const ordered = inOrder(columns, layout.order);
    const ids = ordered.map((column) => column.id);
    const hidden = hiddenOf(columns, layout);
    const keep = (part: Partial<Layout>) =>
      setLayout({ order: ids, hidden: [...hidden], widths: layout.widths, ...part });
    return {
      shown: ordered
        .filter((column) => !hidden.has(column.id))
        .map((column) => ({
          ...column,
          currentWidth: layout.widths[column.id] ?? Math.max(column.width, needed.get(column.id) ?? 0),
        })),
      all: ordered.map((column) => ({ column, hidden: hidden.has(column.id) })),
      resize(columnId, width) {
        const least = columns.find((column) => column.id === columnId)?.minWidth ?? MIN_WIDTH;
        const rounded = Math.round(Math.min(MAX_WIDTH, Math.max(least, width)));
        keep({ widths: { ...layout.widths, [columnId]: rounded } });
      },
      move(columnId, by) {
        const to = Math.min(ids.length - 1, Math.max(0, ids.indexOf(columnId) + by));
        const rest = ids.filter((one) => one !== columnId);
        keep({ order: [...rest.slice(0, to), columnId, ...rest.slice(to)] });
      },
      toggle(columnId) {
        const others = [...hidden].filter((one) => one !== columnId);
        keep({ hidden: hidden.has(columnId) ? others : [...others, columnId] });
      },
      reset: () => setLayout(initial),
    };
  }, [columns, layout, setLayout, initial, needed]);
}

/** Hidden by the person, or new since then and hidden at first; never the column that names the row. */
function hiddenOf<Row>(columns: readonly Column<Row>[], layout: Layout): ReadonlySet<string> {
  const hidden = columns.filter(
    ({ id, fixed, hiddenAtFirst }) =>
      !fixed && (layout.hidden.includes(id) || (hiddenAtFirst === true && !layout.order.includes(id))),
  );
  return new Set(hidden.map(({ id }) => id));
}

function inOrder<Row>(columns: readonly Column<Row>[], order: readonly string[]): readonly Column<Row>[] {
  const known = order.flatMap((id) => columns.filter((column) => column.id === id));
  const added = columns.filter((column) => !order.includes(column.id));
  return added.reduce<readonly Column<Row>[]>((list, column) => {
    const at = columns.indexOf(column);
    return [...list.slice(0, at), column, ...list.slice(at)];
  }, known);
}
