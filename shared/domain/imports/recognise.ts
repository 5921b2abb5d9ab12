import { CERTAIN_ALIASES, LIKELY_ALIASES } from './header-aliases.ts';
import { isBucketHeader, normalizeHeader } from './header-text.ts';
import type { FieldName } from './mapping.ts';
import { FIELD_NAMES } from './mapping.ts';

export interface Recognition {
  readonly field: FieldName;
  /** 0 to 1: how sure the header's name makes it. */
  readonly confidence: number;
}

const CERTAIN = 0.95;
const LIKELY = 0.6;

function aliasTable(
  aliases: Readonly<Partial<Record<FieldName, string>>>,
): ReadonlyMap<string, readonly FieldName[]> {
  const table = new Map<string, FieldName[]>();
  for (const field of FIELD_NAMES) {
    for (const alias of (aliases[field] ?? '').split(' ').filter(Boolean)) {
      table.set(alias, [...(table.get(alias) ?? []), field]);
    }
  }
  return table;
}

const certain = aliasTable(CERTAIN_ALIASES);
const likely = aliasTable(LIKELY_ALIASES);

/** The number of cells of a row that are known headers: a row with three or more is taken for the header. */
export function knownHeaders(cells: readonly string[]): number {
  const names = new Set(cells.filter((cell) => cell.length <= 60).map(normalizeHeader));
  return [...names].filter((name) => certain.has(name) || likely.has(name)).length;
}

/**
 * Says what each column of a header row means, in the order of the columns; null where nothing is known. A field is
 * given to one column only: first to the sure names, then to the likely ones. Bucket columns are never an amount.
 */
export function recogniseColumns(headers: readonly string[]): readonly (Recognition | null)[] {
  const names = headers.map((header) => (isBucketHeader(header) ? '' : normalizeHeader(header)));
  const result: (Recognition | null)[] = headers.map(() => null);
  const taken = new Set<FieldName>();
  for (const [table, confidence] of [
    [certain, CERTAIN],
    [likely, LIKELY],
  ] as const) {
    for (const [index, name] of names.entries()) {
      const field = result[index] ? undefined : table.get(name)?.find((candidate) => !taken.has(candidate));
      if (field === undefined) continue;
      taken.add(field);
      result[index] = { field, confidence };
    }
  }
  return result;
}
