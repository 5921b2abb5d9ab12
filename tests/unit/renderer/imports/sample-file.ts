import type { ImportOutcome } from '../../../../shared/contract/import-procedures.ts';
import {
  type ImportInspection,
  type ImportQuestion,
  noRows,
  type RowClass,
} from '../../../../shared/domain/imports/inspection.ts';
import { columnMapping, FIELD_NAMES, type ImportMapping } from '../../../../shared/domain/imports/mapping.ts';

const PROPOSED: ImportMapping = {
  kind: 'invoices',
  currency: null,
  dateFormat: 'auto',
  decimal: 'auto',
  columns: columnMapping({
    customerName: 'Customer',
    invoiceNumber: 'No',
    invoiceDate: 'Date',
    amount: 'Total',
  }),
  preset: 'generic',
  sheet: null,
  layout: 'column',
};

const HEADERS = ['Customer', 'No', 'Date', 'Total', 'Remarks'];

const DATE_QUESTION: ImportQuestion = {
  code: 'date_order',
  column: 'Date',
  text: 'The dates in "Date" can be read as day/month or as month/day. Which comes first?',
  choices: [{ value: 'd/M/yyyy', label: 'Day first (31/12/2026)' }],
};
const CURRENCY_QUESTION: ImportQuestion = {
  code: 'currency',
  column: null,
  text: 'No column says the currency. Which one are the amounts in?',
  choices: [{ value: 'EUR', label: 'EUR, the currency of this workspace' }],
};

/** What the engine says of a small file under a mapping: questions stay until the mapping answers them. */
export function inspectionUnder(given: ImportMapping | null): ImportInspection {
  const mapping = given ?? PROPOSED;
  const row = (line: number, rowClass: RowClass, ...cells: string[]) => ({ line, class: rowClass, cells });
  return {
    fileName: 'open.csv',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    sheets: [],
    sheet: null,
    shapeHash: 'shape-1',
    kind: 'invoices',
    presets: [{ id: 'generic', name: 'Any list', evidence: 'Common names.', confidence: 0.5 }],
    statedAsOf: null,
    headerLine: 2,
    columns: HEADERS.map((name, index) => {
      const field = FIELD_NAMES.find((one) => mapping.columns[one] === name) ?? null;
      const known = field !== null && PROPOSED.columns[field] === name;
      const confidence = known ? (name === 'Total' ? 0.6 : 0.95) : 0;
      return { index, name, recognisedAs: field, confidence, samples: [] };
    }),
    rows: [
      row(1, 'title', 'Halden Supply'),
      row(2, 'header', ...HEADERS),
      row(3, 'data', 'Northwind', '1042', '3/4/2026', '1,204.50', ''),
      row(4, 'unknown', 'see note', '', '', '', '4'),
      row(5, 'grand', 'Total', '', '', '1,204.50', ''),
    ],
    counts: { ...noRows(), title: 1, header: 1, data: 1, unknown: 1, grand: 1 },
    unknownRows: [row(4, 'unknown', 'see note', '', '', '', '4')],
    questions: [
      ...(mapping.dateFormat === 'auto' ? [DATE_QUESTION] : []),
      ...(mapping.currency === null ? [CURRENCY_QUESTION] : []),
    ],
    proposedMapping: mapping,
  };
}

export const OUTCOME: ImportOutcome = {
  batch: null,
  rows: { read: 5, imported: 3, updated: 1, unchanged: 0, skipped: 1, rejected: 1 },
  customers: 1,
  invoices: 4,
  totals: [{ currency: 'EUR', openMinor: 120_450 }],
  rejected: [
    { row: 9, column: 'Date', code: 'bad_date', message: '"31/02/2026" is not a date that exists.' },
  ],
  warnings: [{ code: 'amount_rounded', count: 2, message: 'Amounts were rounded.' }],
  gone: [
    {
      id: 'doc-1' as never,
      kind: 'invoice',
      customerNumber: 'C-1',
      customerName: 'Northwind',
      number: 'INV-1',
      currency: 'EUR',
      openMinor: 5000,
    },
  ],
};
