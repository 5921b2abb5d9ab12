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

/** Order, widths and choice of columns, remembered under `table.<id>`. Columns that are new stand in their own place. */
export function useColumnLayout<Row>(id: string, columns: readonly Column<Row>[]): ColumnLayout<Row> {
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
    const hidden = new Set(layout.hidden);
    const ids = ordered.map((column) => column.id);
    return {
      shown: ordered
        .filter((column) => column.fixed || !hidden.has(column.id))
        .map((column) => ({ ...column, currentWidth: layout.widths[column.id] ?? column.width })),
      all: ordered.map((column) => ({ column, hidden: !column.fixed && hidden.has(column.id) })),
      resize(columnId, width) {
        const least = columns.find((column) => column.id === columnId)?.minWidth ?? MIN_WIDTH;
        const rounded = Math.round(Math.min(MAX_WIDTH, Math.max(least, width)));
        setLayout({ ...layout, widths: { ...layout.widths, [columnId]: rounded } });
      },
      move(columnId, by) {
        const from = ids.indexOf(columnId);
        const to = Math.min(ids.length - 1, Math.max(0, from + by));
        const rest = ids.filter((one) => one !== columnId);
        setLayout({ ...layout, order: [...rest.slice(0, to), columnId, ...rest.slice(to)] });
      },
      toggle(columnId) {
        const next = hidden.has(columnId)
          ? layout.hidden.filter((one) => one !== columnId)
          : [...layout.hidden, columnId];
        setLayout({ ...layout, hidden: next });
      },
      reset: () => setLayout(initial),
    };
  }, [columns, layout, setLayout, initial]);
}

function inOrder<Row>(columns: readonly Column<Row>[], order: readonly string[]): readonly Column<Row>[] {
  const known = order.flatMap((id) => columns.filter((column) => column.id === id));
  const added = columns.filter((column) => !order.includes(column.id));
  return added.reduce<readonly Column<Row>[]>((list, column) => {
    const at = columns.indexOf(column);
    return [...list.slice(0, at), column, ...list.slice(at)];
  }, known);
}
