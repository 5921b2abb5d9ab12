import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';

export interface Figure {
  readonly label: string;
  readonly value: number;
  /** Nothing to look at: drawn quietly. */
  readonly quiet: boolean;
}

/** The row counts of an import in the order in which a person asks for them. */
export function rowFigures(rows: ImportOutcome['rows']): readonly Figure[] {
  const figure = (label: string, value: number): Figure => ({ label, value, quiet: value === 0 });
  return [
    figure('new', rows.imported),
    figure('changed', rows.updated),
    figure('unchanged', rows.unchanged),
    figure('rejected', rows.rejected),
    figure('left out', rows.skipped),
  ];
}

/** Rows that an import takes over or confirms: without one there is nothing to import. */
export function goodRows(rows: ImportOutcome['rows']): number {
  return rows.imported + rows.updated + rows.unchanged;
}

/** One line for the list of imports: `34 new · 120 changed · 2 rejected`. */
export function resultLine(rows: ImportOutcome['rows'], locale: string): string {
  const number = new Intl.NumberFormat(locale);
  const parts = rowFigures(rows)
    .filter((figure) => figure.value > 0 && figure.label !== 'left out')
    .map((figure) => `${number.format(figure.value)} ${figure.label}`);
  return parts.length > 0 ? parts.join(' · ') : 'nothing new';
}
