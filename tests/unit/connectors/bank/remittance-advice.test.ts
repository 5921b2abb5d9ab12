import { describe, expect, it } from 'vitest';
import { readRemittanceAdvice } from '../../../../electron/engine/connectors/bank/remittance-advice.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const read = (text: string, mark: '.' | ',' = '.') => readRemittanceAdvice(text, currencyCode('EUR'), mark);

describe('a remittance advice that was pasted', () => {
  it('gives its lines, of several amounts the last, and its total', () => {
    const advice = read(
      [
        'Dear Sirs, we paid today:',
        'Date        Invoice    Gross     Discount  Net',
        '12.10.2026  INV-5001   1,000.00     20.00    980.00',
        '14.10.2026  INV-5002     500.00      0.00    500.00',
        'CN-77                                        -80.00',
        'Total                                      1,400.00',
        'Kind regards, +49 30 1234567',
      ].join('\n'),
    );
    expect(advice.lines.map((line) => [line.line, line.amountMinor])).toEqual([
      [3, 98_000],
      [4, 50_000],
      [5, -8_000],
    ]);
    expect(advice).toMatchObject({ totalMinor: 140_000, remarks: [] });
  });

  it('is read with a decimal comma and behind quotation marks', () => {
    const advice = read('> RE 4711 vom 03.09.2026   1.234,56 EUR\r\n> Gesamtbetrag: 1.234,56 EUR', ',');
    expect(advice.lines.map((line) => line.amountMinor)).toEqual([123_456]);
    expect(advice.totalMinor).toBe(123_456);
  });

  it('takes the sum where it states no total', () => {
    expect(read('INV-1 10.00\nINV-2 15.50').totalMinor).toBe(2_550);
  });

  it('says when its lines do not add up', () => {
    const advice = read('INV-1 10.00\nTotal 12.00');
    expect(advice).toMatchObject({ totalMinor: 1_200 });
    expect(advice.remarks).toEqual(['The lines of the advice do not add up to its total.']);
  });

  it('takes no date, no whole number and no IBAN for an amount', () => {
    expect(read('INV-5001 of 12.10.2026\nDE89 3704 0044 0532 0130 00\n5001')).toEqual({
      lines: [],
      totalMinor: null,
      remarks: [],
    });
  });
});
