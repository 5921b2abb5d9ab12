import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMarkEvidence, readAmount } from '../../../shared/domain/imports/amount-text.ts';

function decimal(text: string, mark: '.' | ',' | 'auto' = 'auto'): string | undefined {
  const read = readAmount(text, mark);
  return read.ok ? read.decimal : undefined;
}

function problem(text: string, mark: '.' | ',' | 'auto' = 'auto'): string | undefined {
  const read = readAmount(text, mark);
  return read.ok ? undefined : read.code;
}

describe('readAmount', () => {
  it.each([
    ['$2,302.00', '2302.00'],
    ['-40.00', '-40.00'],
    ['(40.00)', '-40.00'],
    ['40.00-', '-40.00'],
    ['40.00 CR', '-40.00'],
    ['40.00CR', '-40.00'],
    ['40.00 DR', '40.00'],
    ['1.234,56 €', '1234.56'],
    ['1 234,56', '1234.56'],
    ['1\u202F234,56', '1234.56'],
    ["1'234.56", '1234.56'],
    ['1’234.56', '1234.56'],
    ['−40,00', '-40.00'],
    ['($40.00)', '-40.00'],
    ['$(40.00)', '-40.00'],
    ['-$40.00', '-40.00'],
    ['$-40.00', '-40.00'],
    ['-€ 1.234,56', '-1234.56'],
    ['USD 40.00', '40.00'],
    ['40.00 USD', '40.00'],
    ['CHF 1’234.50', '1234.50'],
    ['kr 12,50', '12.50'],
    ['12,34,567.00', '1234567.00'],
    ['1.234.567', '1234567'],
    ['54273.280', '54273.280'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+7.10', '7.10'],
    ['1.5E3', '1500'],
    ['-', '0'],
    [' -   ', '0'],
    ['0', '0'],
  ])('reads %j as %s', (text, expected) => {
    expect(decimal(text)).toBe(expected);
  });

  it.each(['12.34.56', '1,234.56,7', '1.2,3.4', '1,23,4', '12,345,67.8,9'])(
    'refuses %j for its two marks',
    (text) => {
      expect(problem(text)).toBe('two_decimal_marks');
      expect(problem(text, '.')).toBe('two_decimal_marks');
    },
  );

  it('refuses an amount of the other style when the decimal mark is known', () => {
    expect(problem('1.234,56', '.')).toBe('two_decimal_marks');
    expect(problem('1,234.56', ',')).toBe('two_decimal_marks');
    expect(problem('1,23', '.')).toBe('two_decimal_marks');
  });

  it.each([
    'abc',
    '',
    '12%',
    '12 days',
    'INV 100',
    '--40',
    '(-40)',
    '-40 CR',
    '(40',
    '40)',
    '4 0-0',
    'INV-2024',
    '1/2',
  ])('refuses %j, which is no amount', (text) => {
    expect(problem(text)).toBe('not_an_amount');
  });

  it('does not guess whether 1,234 has a decimal comma', () => {
    expect(problem('1,234')).toBe('ambiguous_amount');
    expect(problem('1.234')).toBe('ambiguous_amount');
    expect(decimal('1,234', '.')).toBe('1234');
    expect(decimal('1,234', ',')).toBe('1.234');
  });

  it('keeps the currency that stands beside the digits', () => {
    expect(readAmount('1.234,56 €', 'auto')).toMatchObject({ marker: '€' });
    expect(readAmount('40.00 USD', '.')).toMatchObject({ marker: 'USD' });
    expect(readAmount('40.00 CR', '.')).toMatchObject({ marker: null });
  });

  it('looks at no cell that is far too long for an amount', () => {
    expect(problem('1'.repeat(100_000))).toBe('not_an_amount');
    expect(problem(`${' '.repeat(50_000)}x${' '.repeat(50_000)}`)).toBe('not_an_amount');
  });

  it('reads back every number in every style that ledgers write', () => {
    const styles = [
      { mark: '.', group: ',' },
      { mark: ',', group: '.' },
      { mark: ',', group: ' ' },
      { mark: '.', group: "'" },
      { mark: '.', group: '' },
      { mark: ',', group: '' },
    ] as const;
    const signs = [
      (text: string) => `-${text}`,
      (text: string) => `${text}-`,
      (text: string) => `(${text})`,
      (text: string) => `${text} CR`,
      (text: string) => `-$${text}`,
      (text: string) => `(${text} €)`,
    ];
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n }),
        fc.constantFrom(...styles),
        fc.option(fc.constantFrom(...signs), { nil: null }),
        fc.boolean(),
        (minor, { mark, group }, sign, known) => {
          const digits = minor.toString().padStart(3, '0');
          const [whole, cents] = [digits.slice(0, -2), digits.slice(-2)];
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
          const text = `${grouped}${mark}${cents}`;
          const read = decimal(sign === null ? text : sign(text), known ? mark : 'auto');
          expect(read).toBe(`${sign === null ? '' : '-'}${whole}.${cents}`);
        },
      ),
    );
  });

  it('never throws, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789.,' -+()$€CRDr") }));
    fc.assert(
      fc.property(text, fc.constantFrom('.', ',', 'auto'), (raw, mark) => {
        const read = readAmount(raw, mark);
        if (read.ok) expect(read.decimal).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

describe('amountMarkEvidence', () => {
  it.each([
    ['1,234.56', '.'],
    ['1.234,56', ','],
    ['12.5', '.'],
    ['0.123', '.'],
    ['54273.280', '.'],
    ['1,234,567', '.'],
    ['1 234,567', ','],
    ['1,234', 'either'],
    ['1234', 'none'],
    ['1.2.3', 'invalid'],
  ])('sees in %s the mark %s', (text, mark) => {
    expect(amountMarkEvidence(text)).toBe(mark);
  });

  it('says nothing about what is no amount', () => {
    expect(amountMarkEvidence('n/a')).toBeNull();
  });
});
