import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { worklistKey } from '../worklist/use-worklist.ts';

/** What was done since focus mode was entered. Accounts that were worked may sink in the list, leave it, or stay. */
export interface FocusRun {
  readonly worked: ReadonlySet<string>;
  /** Looked at and passed over. */
  readonly passed: ReadonlySet<string>;
  /** How many the list had before the first of them was worked. */
  readonly start: number | null;
}

export const NEW_RUN: FocusRun = { worked: new Set(), passed: new Set(), start: null };

type Row = Pick<WorklistItem, 'accountId' | 'currency'>;

export function withWorked(run: FocusRun, item: Row, total: number): FocusRun {
  return { ...run, worked: new Set([...run.worked, worklistKey(item)]), start: run.start ?? total };
}

export function withPassed(run: FocusRun, item: Row): FocusRun {
  return { ...run, passed: new Set([...run.passed, worklistKey(item)]) };
}

/**
 * The account after this one: the next below it that was not worked, else the first that nobody looked at yet. Once all
 * others were seen: after work the first that was passed over, and else simply the next row.
 */
export function nextOf<Item extends Row>(
  rows: readonly Item[],
  current: Row,
  run: FocusRun,
  why: 'worked' | 'passed',
): Item | undefined {
  const index = rows.findIndex((row) => worklistKey(row) === worklistKey(current));
  const isOpen = (row: Item) =>
    !run.worked.has(worklistKey(row)) && worklistKey(row) !== worklistKey(current);
  const isUnseen = (row: Item) => isOpen(row) && !run.passed.has(worklistKey(row));
  const found = rows.slice(index + 1).find(isOpen) ?? rows.find(isUnseen);
  return found ?? (why === 'worked' ? rows.find(isOpen) : rows[index + 1]);
}

/**
 * How many accounts of the list are left to work. Where only its beginning was read (`all` false), a worked account can
 * stand behind it: then it is counted from what the list had at first.
 */
export function leftIn(
  rows: readonly Row[],
  { total, all }: { readonly total: number; readonly all: boolean },
  { worked, start }: FocusRun,
): number {
  if (!all) return Math.max((start ?? total) - worked.size, 0);
  return Math.max(total - rows.filter((row) => worked.has(worklistKey(row))).length, 0);
}
