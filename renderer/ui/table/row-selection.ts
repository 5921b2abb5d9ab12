/** What is ticked, and where a range with Shift begins. */
export interface RowSelection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: RowSelection = { keys: new Set(), anchor: null };

export function toggleRow(selection: RowSelection, key: string): RowSelection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: key };
}

/** Ticks all rows from the anchor (or the given row itself) to this one, in the order they are shown. */
export function selectRange(selection: RowSelection, order: readonly string[], key: string): RowSelection {
  const anchor = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : key;
  const [from, to] = [order.indexOf(anchor), order.indexOf(key)].sort((left, right) => left - right);
  const range = order.slice(from, (to ?? 0) + 1);
  return { keys: new Set([...selection.keys, ...range]), anchor };
}

/** Ticks everything that is loaded, or nothing when everything was ticked. */
export function toggleAll(selection: RowSelection, order: readonly string[]): RowSelection {
  const all = order.every((key) => selection.keys.has(key));
  return all ? NOTHING_SELECTED : { keys: new Set(order), anchor: selection.anchor };
}

/** Forgets ticks on rows that are no longer shown, so that nothing unseen is acted upon. */
export function keepShown(selection: RowSelection, order: readonly string[]): RowSelection {
  const shown = new Set(order);
  const keys = [...selection.keys].filter((key) => shown.has(key));
  return keys.length === selection.keys.size ? selection : { keys: new Set(keys), anchor: selection.anchor };
}
