import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeXlsxFile, { type Feature } from 'write-excel-file/node';
import type { ExportColumn } from './columns.ts';
import { type Sheet, sheetOf } from './sheet.ts';

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The table as a workbook with one sheet, built in memory; see `sheetOf`. */
export async function toXlsx<Row>(
  sheetName: string,
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row>,
): Promise<Uint8Array> {
  return toWorkbook([sheetOf(sheetName, columns, rows)]);
}

/** Sheets as one workbook. The head of each table stays in sight and carries the filter buttons. */
export async function toWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook = writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: [...sheet.data],
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: sheet.rowsAbove + 1,
    })),
    { features: [filterButtons(sheets)] },
  );
  return workbook.toBuffer();
}

/** `autoFilter` stands right behind the rows (ECMA-376, CT_Worksheet); the writer does not know it. */
function filterButtons(sheets: readonly Sheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (sheet === undefined || sheet.widths.length === 0) return xml;
            const range = `A${sheet.rowsAbove + 1}:${columnName(sheet.widths.length)}${sheet.data.length}`;
            return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
          },
        },
      },
    },
  };
}

/** The letters of a column counted from 1: 1 is A, 27 is AA. */
function columnName(position: number): string {
  const rest = (position - 1) % 26;
  const letters = String.fromCharCode(65 + rest);
  return position <= 26 ? letters : columnName((position - 1 - rest) / 26) + letters;
}
