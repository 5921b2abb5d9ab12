import { cellText } from '../../../../shared/domain/imports/blank.ts';
import type { RowClass } from '../../../../shared/domain/imports/inspection.ts';
import type { CustomerLayout } from '../../../../shared/domain/imports/mapping.ts';
import { RowClassifier } from './classify.ts';
import type { GroupCustomer } from './group-customer.ts';
import type { ColumnPlan, FoundHeader } from './header.ts';
import type { SourceRow, TableSource } from './table.ts';
import { totalLabel } from './total-labels.ts';

export interface ClassifiedRow {
  readonly row: SourceRow;
  readonly rowClass: RowClass;
  readonly group: GroupCustomer | null;
  /** How much of the file has been read, 0 to 1. */
  readonly fraction: number;
}

export interface ScanOptions {
  readonly header: FoundHeader;
  readonly plan: ColumnPlan;
  readonly layout: CustomerLayout;
  readonly closedGroups: ReadonlySet<string>;
}

/** Reads a file from its start and gives every row with its class and its group's customer, chunk by chunk. */
export async function* classifiedRows(
  source: TableSource,
  options: ScanOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly ClassifiedRow[]> {
  const classifier = new RowClassifier(options);
  for await (const { rows, fraction } of source.rows(signal)) {
    yield rows.map((row) => {
      const rowClass = classifier.classify(row);
      return { row, rowClass, group: classifier.group, fraction };
    });
  }
}

/** The names of the groups that a report closes with "Total for …"; empty for lists without groups. */
export async function closedGroups(
  source: TableSource,
  layout: CustomerLayout,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  if (layout === 'column') return names;
  for await (const { rows } of source.rows(signal)) {
    for (const row of rows) {
      const label = totalLabel(row.cells.find((cell) => cellText(cell) !== '') ?? '');
      if (label?.name) names.add(label.name);
    }
  }
  return names;
}
