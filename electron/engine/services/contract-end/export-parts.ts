import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import {
  type ExportedRow,
  exportedBytes,
  exportedFiles,
  exportedRows,
  FILE_FOLDERS,
} from '../../db/contract-end/export-rows.ts';
import type { ExportedColumn, ExportedTable } from '../../db/contract-end/export-table.ts';
import { exportedSettings } from '../../db/contract-end/exported-settings.ts';
import type { Snapshot } from '../../db/contract-end/snapshot.ts';
import { EXPORTED_TABLES } from '../../db/contract-end/tables.ts';
import { logChain, logPage } from '../../db/queries/log.ts';
import type { LogHead } from '../../db/touchpoint-log/entry-hash.ts';
import { exportLastLine, exportLine } from '../../db/touchpoint-log/export-lines.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { csvPieces } from '../exports/csv.ts';
import { LOG_COLUMNS } from '../log/log-service.ts';

/** One file of the export, and what to say about it while it is written. */
export interface ExportPart {
  readonly path: string;
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const PAGE = 500;
/** Characters; the ending is at the end. */
const LONGEST_NAME = 80;
const WHOLE_LOG = { from: null, to: null, accountId: null, actor: null, kinds: [] } as const;

/** Everything of a workspace as files, in an order that stays the same. Nothing is read before a file is asked for. */
export function* exportParts(snapshot: Snapshot, head: LogHead): Generator<ExportPart> {
  for (const table of EXPORTED_TABLES) {
    yield {
      path: `${table.name}.csv`,
      pieces: () => csvPieces(columnsOf(table), tablePages(snapshot, table)),
    };
  }
  yield { path: 'log.csv', pieces: () => csvPieces(LOG_COLUMNS, logPages(snapshot)) };
  yield { path: 'log.jsonl', pieces: () => logLines(snapshot, head) };
  yield { path: 'settings.json', pieces: () => [settingsBytes(snapshot)] };
  for (const folder of FILE_FOLDERS) {
    for (const { id, name } of snapshot.read(exportedFiles, { folder })) {
      const path = `${folder}/${folder === 'invoice-files' ? `${id.slice(0, 16)}-${safeName(name)}` : `${id}.eml`}`;
      yield { path, pieces: () => [snapshot.read(exportedBytes, { folder, id })] };
    }
  }
}

/** A name that every system can unpack, however the books called the file. */
export function safeName(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{N}._ -]+/gu, '_');
  const end = [...plain].slice(-LONGEST_NAME).join('');
  const safe = end.replace(/^[. ]+|[. ]+$/gu, '');
  return safe === '' ? 'file' : safe;
}

function columnsOf({ columns }: ExportedTable): readonly ExportColumn<ExportedRow>[] {
  return columns.map(columnOf);
}

function columnOf({ name, kind }: ExportedColumn): ExportColumn<ExportedRow> {
  const textIn = (row: ExportedRow): string | null => {
    const value = row[name] ?? null;
    return value === null ? null : String(value);
  };
  const numberIn = (row: ExportedRow): number | null => {
    const value = row[name] ?? null;
    return value === null ? null : Number(value);
  };
  switch (kind) {
    case 'money':
      return {
        kind,
        header: name,
        value: (row) => {
          const minor = numberIn(row);
          if (minor === null || row.rowCurrency === null) return null;
          return { minor: minor as MinorUnits, currency: row.rowCurrency as CurrencyCode };
        },
      };
    case 'integer':
      return { kind, header: name, value: numberIn };
    case 'yes_no':
      return { kind: 'text', header: name, value: (row) => yesOrNo(numberIn(row)) };
    case 'date':
      return { kind, header: name, value: (row) => textIn(row) as PlainDate | null };
    case 'instant':
      return { kind, header: name, value: (row) => textIn(row) as Instant | null };
    default:
      return { kind, header: name, value: textIn };
  }
}

function yesOrNo(value: number | null): string | null {
  if (value === null) return null;
  return value === 0 ? 'no' : 'yes';
}

function* tablePages(snapshot: Snapshot, { name }: ExportedTable): Generator<readonly ExportedRow[]> {
  for (let after: number | null = 0; after !== null; ) {
    const { rows, next }: ReturnType<typeof exportedRows> = snapshot.read(exportedRows, {
      name,
      after,
      limit: PAGE,
    });
    yield rows;
    after = next;
  }
}

function* logPages(snapshot: Snapshot) {
  for (let after = 0; ; ) {
    const { entries } = snapshot.read(logPage, { filter: WHOLE_LOG, limit: PAGE, order: 'oldest', after });
    if (entries.length === 0) return;
    yield entries;
    after = entries.at(-1)?.seq ?? after;
  }
}

function* logLines(snapshot: Snapshot, head: LogHead): Generator<Uint8Array> {
  for (let after = 0; ; ) {
    const rows = snapshot.read(logChain, { filter: WHOLE_LOG, after, limit: PAGE });
    if (rows.length === 0) break;
    const lines = rows.map((row) =>
      exportLine({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> }),
    );
    yield Buffer.from(`${lines.join('\n')}\n`, 'utf8');
    after = rows.at(-1)?.seq ?? after;
  }
  yield Buffer.from(`${exportLastLine(head)}\n`, 'utf8');
}

function settingsBytes(snapshot: Snapshot): Uint8Array {
  return Buffer.from(`${JSON.stringify(snapshot.read(exportedSettings, null), null, 2)}\n`, 'utf8');
}
