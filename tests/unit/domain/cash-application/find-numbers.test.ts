import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../../shared/domain/cash-application/find-numbers.ts';
import { isIban } from '../../../../shared/domain/cash-application/remittance-text.ts';
import { cashItem, credit } from './cash-items.ts';

const named = (text: string, ...numbers: string[]) => {
  const found = findNumbers(
    text,
    'EUR',
    numbers.map((number) => cashItem(number, 10_000)),
  );
  return {
    sure: found.sure.map((item) => item.number),
    weak: found.weak.map((item) => item.number),
    ranged: found.ranged.map((item) => item.number),
    unclear: found.unclear,
  };
};

describe('numbers in a remittance text', () => {
  it.each([
    ['as they stand', 'Payment INV-2026-00123 thank you', 'INV-2026-00123'],
    ['in small letters without punctuation', 'inv202600123', 'INV-2026-00123'],
    ['with other punctuation', 'INV 2026/00123', 'INV-2026-00123'],
    ['without their prefix', 'your 2026-00123', 'INV-2026-00123'],
    ['without leading zeros after a word', 'Rechnung 4711', '0004711'],
    ['with leading zeros that the books leave out', 'invoice 0004711', '4711'],
    ['by the last digits after a word', 'Rechnung Nr. 123', 'RE-2026-00123'],
    ['with a prefix that the books leave out', 'INV-84213 settled', '84213'],
    ['glued to an invoice word', 'RE84213', '84213'],
    ['with spaces inside, as scanners read them', 'I N V 2 0 2 6 - 0 0 1 2 3', 'INV-2026-00123'],
    ['broken at the end of a line', 'EREF INV-2026-\n00123 SVWZ', 'INV-2026-00123'],
    ['in front of a full stop', 'We paid 84213.', '84213'],
    ['short, after an invoice word in another language', 'facture n° 17', '17'],
  ])('are found %s', (_, text, number) => {
    expect(named(text, number).sure).toEqual([number]);
  });

  it('are found in a list after one word, with dates and amounts between', () => {
    const text = 'Rechnungen 101 vom 03.09.2026 1.200,00; 102 vom 04.09.2026 80,00 und 103';
    expect(named(text, '101', '102', '103', '104').sure).toEqual(['101', '102', '103']);
  });

  it('are found in a list that slashes part', () => {
    expect(named('10021/10022/10023', '10021', '10022', '10023').sure).toHaveLength(3);
  });

  it.each(['INV-1001 to INV-1004', 'INV-1001 - INV-1004', 'INV-1001 bis 1004', 'invoices 1001–1004'])(
    'are found between the ends of a range: %s',
    (text) => {
      const found = named(text, 'INV-1001', 'INV-1002', 'INV-1004', 'INV-1005', 'CN-1003');
      expect(found).toMatchObject({ sure: ['INV-1001', 'INV-1004'], ranged: ['INV-1002'] });
    },
  );

  it.each([
    ['a date', 'paid on 12.10.2026', '12102026'],
    ['a date with the year first', 'value 2026-10-12', '20261012'],
    ['an amount', 'EUR 1.234,56', '123456'],
    ['a whole amount beside its currency', 'EUR 84213', '84213'],
    ['an amount before its currency', '84.213 EUR', '84213'],
    ['a part of an IBAN', 'DE89 3704 0044 0532 0130 00 payment', '37040044'],
    ['an IBAN without spaces', 'DE89370400440532013000', '0532013000'],
    ['the middle of a longer number', 'ref 99842130', '84213'],
    ['digits out of a spelled number', '9 9 1 0 0 1 2', '1001'],
    ['a word with digits', 'contract AB84213', '84213'],
    ['a number with letters behind', '84213XY', '84213'],
    ['a short number without a word', 'Hall 17', '17'],
  ])('are not found in %s', (_, text, number) => {
    expect(named(text, number)).toMatchObject({ sure: [], unclear: [] });
  });

  it('are doubtful where they may be a year, a hall or a part of something longer', () => {
    expect(named('order of 2026', '2026')).toMatchObject({ sure: [], weak: ['2026'] });
    expect(named('Hall 1001 Berlin', '1001')).toMatchObject({ sure: [], weak: ['1001'] });
    expect(named('contract 77-84213', '84213')).toMatchObject({ sure: [], weak: ['84213'] });
  });

  it('take nothing where the text fits two items', () => {
    expect(named('Rechnung 123', 'RE-2025-00123', 'RE-2026-00123')).toEqual({
      sure: [],
      weak: [],
      ranged: [],
      unclear: ['123'],
    });
  });

  it('prefer the number that says more', () => {
    expect(named('invoice 2026-00123', '123', 'RE-2026-00123').sure).toEqual(['RE-2026-00123']);
  });

  it('find credit notes too', () => {
    const found = findNumbers('INV-5001 less CN-77', 'EUR', [cashItem('INV-5001', 1), credit('CN-77', 1)]);
    expect(found.sure.map((item) => item.number)).toEqual(['INV-5001', 'CN-77']);
  });

  it('take little time over a long text of digits', () => {
    const items = Array.from({ length: 300 }, (_, index) => cashItem(`INV-${10_000 + index}`, 100));
    expect(findNumbers('1 '.repeat(20_000), 'EUR', items).sure).toEqual([]);
  });
});

describe('an IBAN', () => {
  it('is told by its check digits', () => {
    expect(isIban('DE89370400440532013000')).toBe(true);
    expect(isIban('GB82WEST12345698765432')).toBe(true);
    expect(isIban('DE89370400440532013001')).toBe(false);
    expect(isIban('RE202600123')).toBe(false);
  });
});
