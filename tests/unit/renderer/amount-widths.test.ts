import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../renderer/ui/format/money-format.ts';
import { amountWidths } from '../../../renderer/ui/table/amount-widths.ts';
import type { Column } from '../../../renderer/ui/table/column.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

interface Row {
  readonly minor: number;
  readonly currency: string;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Account', width: 100, cell: () => null, sheet: (row) => row.currency },
  { id: 'bar', header: 'Aging', width: 100, cell: () => null },
  {
    id: 'open',
    header: 'Open',
    width: 100,
    cell: () => null,
    sheet: (row) => ({ minor: minorUnits(row.minor), currency: currencyCode(row.currency) }),
  },
];

const widthOf = (...rows: readonly Row[]) => amountWidths(columns, rows, 'en-US').get('open') ?? 0;

describe('the room that amounts need', () => {
  it('is asked for by columns of amounts only, and by none without rows', () => {
    expect([...amountWidths(columns, [{ minor: 100, currency: 'USD' }], 'en-US').keys()]).toEqual(['open']);
    expect(amountWidths(columns, [], 'en-US').size).toBe(0);
  });

  it('grows with a huge amount, and with a currency that is written by its code and three decimals', () => {
    const usual = widthOf({ minor: 482_000, currency: 'USD' });
    expect(widthOf({ minor: 12_345_678_901_234, currency: 'USD' })).toBeGreaterThan(usual);
    expect(widthOf({ minor: 8_820_250, currency: 'KWD' })).toBeGreaterThan(usual);
  });

  it('leaves room for the minus of a credit', () => {
    expect(widthOf({ minor: -482_000, currency: 'USD' })).toBeGreaterThan(
      widthOf({ minor: 482_000, currency: 'USD' }),
    );
  });

  it('is enough for every row, whatever stands beside it', () => {
    const row = fc.record({
      minor: fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
      currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CHF'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const all = widthOf(...rows);
        for (const { minor, currency } of rows) {
          const text = moneyText(minorUnits(minor), currencyCode(currency), 'en-US');
          expect(all).toBeGreaterThan(text.length * 7.5);
        }
      }),
    );
  });
});
