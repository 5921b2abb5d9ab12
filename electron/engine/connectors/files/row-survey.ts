import { cellText } from '../../../../shared/domain/imports/blank.ts';
import type { InspectedRow, RowClassCounts } from '../../../../shared/domain/imports/inspection.ts';
import { noRows } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { ReadingFacts } from './file-reading.ts';
import type { ColumnPlan, FoundHeader } from './header.ts';
import type { ClassifiedRow, ScanOptions } from './scan-rows.ts';
import { classifiedRows } from './scan-rows.ts';
import type { TableSource } from './table.ts';

const SHOWN_ROWS = 50;
const SHOWN_UNKNOWN = 200;
const SAMPLES = 5;
const SHOWN_CHARACTERS = 200;

/** One pass over a file that collects what the mapping step shows of it. */
export class RowSurvey {
  readonly rows: InspectedRow[] = [];
  readonly unknownRows: InspectedRow[] = [];
  readonly samples: string[][];
  readonly #counts = noRows();
  readonly #facts: ReadingFacts;

  constructor(header: FoundHeader, plan: ColumnPlan, mapping: ImportMapping) {
    this.samples = header.names.map(() => []);
    this.#facts = new ReadingFacts(plan, mapping);
  }

  /** How the cells would be read, and what is to be asked before. */
  get decision(): ReturnType<ReadingFacts['decide']> {
    return this.#facts.decide();
  }

  get counts(): RowClassCounts {
    return this.#counts;
  }

  async run(source: TableSource, options: ScanOptions, signal: AbortSignal | undefined): Promise<void> {
    for await (const rows of classifiedRows(source, options, signal)) {
      for (const classified of rows) this.#note(classified);
    }
  }

  #note({ row, rowClass }: ClassifiedRow): void {
    this.#counts[rowClass] += 1;
    const shown = (): InspectedRow => ({
      line: row.line,
      class: rowClass,
      cells: row.cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)),
    });
    if (this.rows.length < SHOWN_ROWS) this.rows.push(shown());
    if (rowClass === 'unknown' && this.unknownRows.length < SHOWN_UNKNOWN) this.unknownRows.push(shown());
    if (rowClass !== 'data') return;
    this.#facts.note(row);
    for (const [index, samples] of this.samples.entries()) {
      if (samples.length >= SAMPLES) continue;
      const text = cellText(row.cells[index] ?? '').slice(0, SHOWN_CHARACTERS);
      if (text !== '' && !samples.includes(text)) samples.push(text);
    }
  }
}
