import type { ImportSummary } from '../../connectors/files/import-summary.ts';
import { rejectedRowsCsv } from '../../connectors/files/rejected-rows-csv.ts';

/** What an import could not take, with the original cells. */
export interface ImportLeftovers {
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly rejected: ImportSummary['rejected'];
}

/** The rejected rows as a CSV file: to be mended and imported by itself. */
export function leftoversFile(leftovers: ImportLeftovers): {
  readonly name: string;
  readonly bytes: Uint8Array;
} {
  const name = `${leftovers.fileName.replace(/\.[^.]+$/, '')}-rejected.csv`;
  return { name, bytes: new TextEncoder().encode(rejectedRowsCsv(leftovers)) };
}
