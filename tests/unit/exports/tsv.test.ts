import { describe, expect, it } from 'vitest';
import { toTsv } from '../../../electron/engine/services/exports/tsv.ts';
import { HOSTILE_TEXTS, SAMPLE_COLUMNS, sampleRow } from './sample-table.ts';

describe('TSV for the clipboard', () => {
  it('has a header line and one line per row', () => {
    expect(toTsv(SAMPLE_COLUMNS, [sampleRow(), sampleRow({ name: 'Fell & Tarn Ltd', minor: 20_00 })])).toBe(
      [
        'Customer\tOpen\tCurrency\tDays late\tDue\tLast touch',
        'Ostrander Pumps BV\t-1234.50\tEUR\t62\t2026-09-20\t2026-11-19T16:02:00.000Z',
        'Fell & Tarn Ltd\t20.00\tEUR\t62\t2026-09-20\t2026-11-19T16:02:00.000Z',
      ].join('\n'),
    );
  });

  it.each(['two\nlines', 'a\ttab', 'carriage\r\nreturn', 'page\fbreak'])('keeps %j in one cell', (name) => {
    const line = toTsv(SAMPLE_COLUMNS, [sampleRow({ name })]).split('\n')[1] ?? '';
    expect(line.split('\t')).toHaveLength(SAMPLE_COLUMNS.length);
    expect(line.split('\t')[0]).toMatch(/^\w+ \w+$/);
  });

  it.each(HOSTILE_TEXTS)('defuses %j', (name) => {
    const cell = toTsv(SAMPLE_COLUMNS, [sampleRow({ name })])
      .split('\n')[1]
      ?.split('\t')[0];
    expect(cell).toMatch(/^"?'/);
  });

  it('quotes a text that starts with a quotation mark', () => {
    expect(toTsv(SAMPLE_COLUMNS, [sampleRow({ name: '"Quay" Ltd' })])).toContain('\n"""Quay"" Ltd"\t');
  });
});
