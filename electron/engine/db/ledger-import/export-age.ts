import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';
import type { Connection } from '../connection.ts';

/**
 * How old the export is that is being imported, against what newer exports told. The only evidence of its age is an
 * as-of day that a person gave or that the export states; without one nothing is older than it and it is older than
 * nothing.
 */
export interface ExportAge {
  /** The day its figures speak of, today at the latest; null when it is not known. */
  readonly toldOn: PlainDate | null;
  /** True when an export of a later day told of this row: what that one said stands. */
  isOutdated(rowToldOn: PlainDate | null): boolean;
  /** True when the row is confirmed by a newer export than the one that told of it before. */
  isNewer(rowToldOn: PlainDate | null): boolean;
  /** A row whose newer figures were left alone. */
  noteKept(rowToldOn: PlainDate | null): void;
  /** An open item that only this export knows. */
  noteNewItem(): void;
  warnings(): readonly ImportWarning[];
}

/** The age of an export. `asOf`: the day its figures speak of, null when it is not known. */
export function exportAge(
  db: Connection,
  batch: { readonly asOf: PlainDate | null; readonly today: PlainDate },
): ExportAge {
  const { asOf, today } = batch;
  const toldOn = asOf !== null && asOf > today ? today : asOf;
  const newest = toldOn === null ? null : newestExportAfter(db, toldOn);
  let kept = 0;
  let keptUntil: PlainDate | null = null;
  let newItems = 0;
  return {
    toldOn,
    isOutdated: (rowToldOn) => toldOn !== null && rowToldOn !== null && toldOn < rowToldOn,
    isNewer: (rowToldOn) => toldOn !== null && (rowToldOn === null || rowToldOn < toldOn),
    noteKept(rowToldOn) {
      kept += 1;
      if (rowToldOn !== null && (keptUntil === null || keptUntil < rowToldOn)) keptUntil = rowToldOn;
    },
    noteNewItem() {
      if (newest !== null) newItems += 1;
    },
    warnings: () => [
      ...(kept === 0 ? [] : [olderExport(kept, toldOn, keptUntil)]),
      ...(newItems === 0 ? [] : [olderExportNew(newItems, toldOn, newest)]),
    ],
  };
}

function newestExportAfter(db: Connection, day: PlainDate): PlainDate | null {
  return (
    db
      .prepare<[string], PlainDate | null>(
        `SELECT MAX(as_of) FROM import_batch
         WHERE undone_at IS NULL AND as_of > ? AND json_extract(mapping_json, '$.kind') = 'invoices'`,
      )
      .pluck()
      .get(day) ?? null
  );
}

function olderExport(count: number, told: PlainDate | null, until: PlainDate | null): ImportWarning {
  const message =
    `The books have newer figures for these rows, of ${until}, than this export of ${told}: they were left as they ` +
    'are. If this export is the newer one, import it with its right date; to go back to it, undo the newer import first.';
  return { code: 'older_export', count, message };
}

function olderExportNew(count: number, told: PlainDate | null, newest: PlainDate | null): ImportWarning {
  const message =
    `Open items are new from this export of ${told}, and a newer one of ${newest} did not bring them. ` +
    'Look whether they have been paid since: import a newer complete list, and it asks about them.';
  return { code: 'older_export_new', count, message };
}
