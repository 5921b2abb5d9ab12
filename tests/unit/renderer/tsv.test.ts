import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../renderer/ui/table/column.ts';
import { toTsv } from '../../../renderer/ui/table/tsv.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

interface Row {
  readonly name: string;
  readonly minor: number;
  readonly days: number;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Account', width: 100, cell: (row) => row.name, sheet: (row) => row.name },
  { id: 'bar', header: 'Aging', width: 100, cell: () => null },
  {
    id: 'overdue',
    header: 'Overdue',
    width: 100,
    cell: () => null,
    sheet: (row) => ({ minor: minorUnits(row.minor), currency: currencyCode('EUR') }),
  },
  {
    id: 'days',
    header: 'Oldest',
    label: 'Oldest, days past due',
    width: 50,
    cell: () => null,
    sheet: (row) => row.days,
  },
];

const row = (name: string): Row => ({ name, minor: -4_821_050, days: 62 });

describe('rows for a spreadsheet', () => {
  it('have a header line with the full names of the columns', () => {
    expect(toTsv(columns, [], 'en-GB')).toBe('Account\tOverdue\tOldest, days past due');
  });

  it('keep amounts and numbers as numbers, negative ones too', () => {
    expect(toTsv(columns, [row('Northwind')], 'en-GB').split('\r\n')[1]).toBe('Northwind\t-48210.50\t62');
  });

  it('use the decimal mark of the locale', () => {
    expect(toTsv(columns, [row('Northwind')], 'de-DE')).toContain('\t-48210,50\t');
  });

  it('leave out columns that hold no value', () => {
    expect(toTsv(columns, [row('Northwind')], 'en-GB')).not.toContain('Aging');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '  =1'])('defuse the text %j', (name) => {
    expect(
      toTsv(columns, [row(name)], 'en-GB')
        .split('\r\n')[1]
        ?.startsWith("'"),
    ).toBe(true);
  });

  it('stay one line and one cell each, whatever a name holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const lines = toTsv(columns, names.map(row), 'en-GB').split('\r\n');
        expect(lines).toHaveLength(names.length + 1);
        for (const line of lines) expect(line.split('\t')).toHaveLength(3);
      }),
    );
  });
});
