import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import type { CanonicalRecord } from '../../electron/engine/connectors/canonical.ts';
import { applyMapping } from '../../electron/engine/connectors/files/apply-mapping.ts';
import type { ImportSummary } from '../../electron/engine/connectors/files/import-summary.ts';
import { inspect } from '../../electron/engine/connectors/files/inspect.ts';
import { readTable } from '../../electron/engine/connectors/files/read-table.ts';
import type { SourceRow, TableSource } from '../../electron/engine/connectors/files/table.ts';
import { importMappingSchema } from '../../shared/contract/imports.ts';
import { plainDate } from '../../shared/domain/dates.ts';
import type { ImportInspection } from '../../shared/domain/imports/inspection.ts';
import type { ColumnMapping, ImportMapping } from '../../shared/domain/imports/mapping.ts';
import { currencyCode } from '../../shared/domain/money.ts';

export const TODAY = plainDate('2026-11-21');
export const USD = currencyCode('USD');

const ROOT = join(import.meta.dirname, '..', '..');

/** A hand-made sample of an export, from `tests/golden/imports`. */
export function goldenFile(name: string): Uint8Array {
  return readFileSync(join(ROOT, 'tests', 'golden', 'imports', name));
}

/** The public sample of settled invoices that may lie beside the checkout; null where it does not. */
export function publicInvoices(): Uint8Array | null {
  const path = join(ROOT, '..', 'shared', 'data', 'invoices', 'ibm_accounts_receivable.csv');
  return existsSync(path) ? readFileSync(path) : null;
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** A mapping from what a mapping file would say. */
export function mappingOf(columns: Partial<ColumnMapping>, rest: Partial<ImportMapping> = {}): ImportMapping {
  return importMappingSchema.parse({ currency: 'USD', ...rest, columns });
}

export interface Imported {
  readonly records: readonly CanonicalRecord[];
  readonly batches: readonly (readonly CanonicalRecord[])[];
  readonly summary: ImportSummary;
}

/** Reads a whole file by a mapping. */
export async function importFile(
  file: Uint8Array | string,
  mapping: ImportMapping,
  options: { readonly fileName?: string; readonly today?: string } = {},
): Promise<Imported> {
  const source = await readTable(
    typeof file === 'string' ? bytesOf(file) : file,
    options.fileName ?? 'ledger.csv',
  );
  const mapped = await applyMapping(source, mapping, {
    today: plainDate(options.today ?? TODAY),
    baseCurrency: USD,
  });
  const batches: (readonly CanonicalRecord[])[] = [];
  for await (const batch of mapped.batches) batches.push(batch);
  return { records: batches.flat(), batches, summary: mapped.summary() };
}

/** Inspects a file and imports it by the mapping that the inspection proposes. */
export async function importAsProposed(
  file: Uint8Array,
  fileName: string,
  answers: Partial<ImportMapping> = {},
): Promise<Imported & { readonly inspection: ImportInspection }> {
  const inspection = await inspect(await readTable(file, fileName), { baseCurrency: USD });
  const imported = await importFile(file, { ...inspection.proposedMapping, ...answers }, { fileName });
  return { ...imported, inspection };
}

export async function allRows(source: TableSource): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const chunk of source.rows()) rows.push(...chunk.rows);
  return rows;
}

/** What a warning list says, as `code → count`. */
export function warningCounts(summary: ImportSummary): Record<string, number> {
  return Object.fromEntries(summary.warnings.map(({ code, count }) => [code, count]));
}

export interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Written instead of the true size, for hostile files. */
  readonly claimedSize?: number;
  readonly claimedSum?: number;
}

/** A zip file of these parts, deflated. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = Buffer.from(part.data);
    const packed = deflateRawSync(raw);
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(part.claimedSum ?? crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.claimedSize ?? raw.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end]);
}

/** A cell: a text, a number, a date serial shown as a date, or raw XML. */
export type SampleCell = string | number | null | { readonly serial: number } | { readonly xml: string };

export interface SampleSheet {
  readonly name: string;
  readonly rows: readonly (readonly SampleCell[])[];
  readonly hidden?: boolean;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with shared strings and one date format (`s="1"`), so that tests can spoil single ones. */
export function workbookParts(
  sheets: readonly SampleSheet[],
  options: { readonly date1904?: boolean; readonly dateFormat?: string } = {},
): ZipPart[] {
  const strings: string[] = [];
  const sheetParts = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    data: `<worksheet xmlns="${MAIN}"><sheetData>${sheet.rows.map((row, at) => rowXml(row, at + 1, strings)).join('')}</sheetData></worksheet>`,
  }));
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheetList = sheets
    .map(({ name, hidden }, at) => {
      const state = hidden ? ' state="hidden"' : '';
      return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
    })
    .join('');
  const relations = [
    ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    relation('rIdS', 'sharedStrings', 'sharedStrings.xml'),
    relation('rIdT', 'styles', '/xl/styles.xml'),
  ].join('');
  return [
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${RELATIONS}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${sheetList}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${RELATIONS}">${relations}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${escapeXml(options.dateFormat ?? 'dd/mm/yyyy')}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    },
    ...sheetParts,
    {
      name: 'xl/sharedStrings.xml',
      data: `<sst xmlns="${MAIN}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
  ];
}

/** A whole workbook. */
export function workbookOf(
  sheets: readonly SampleSheet[],
  options: { readonly date1904?: boolean; readonly dateFormat?: string } = {},
): Buffer {
  return zipOf(workbookParts(sheets, options));
}

function rowXml(row: readonly SampleCell[], line: number, strings: string[]): string {
  const cells = row.map((cell, at) => {
    if (cell === null) return '';
    const reference = `${columnLetters(at)}${line}`;
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
    if ('serial' in cell) return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
    return cell.xml;
  });
  return `<row r="${line}">${cells.join('')}</row>`;
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
