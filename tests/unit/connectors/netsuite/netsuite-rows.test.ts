import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverOf } from '../../../../electron/engine/connectors/netsuite/netsuite-client.ts';
import {
  FROM_THE_BEGINNING,
  following,
  parseCursor,
  withOverlap,
  writeCursor,
} from '../../../../electron/engine/connectors/netsuite/netsuite-cursor.ts';
import { isOneOf, suiteql } from '../../../../electron/engine/connectors/netsuite/netsuite-query.ts';
import { sizeOf } from '../../../../electron/engine/connectors/netsuite/netsuite-rows.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const CURRENCIES = ['EUR', 'KWD', 'JPY'].map((code) => currencyCode(code));

describe('amounts', () => {
  test('the trace of floats behind the decimals is rounded away, whatever the currency', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCIES),
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom(0, 1e-9, -1e-9),
        (currency, minor, noise) => {
          const digits = exponentOf(currency);
          const text = (minor / 10 ** digits + noise / 10 ** digits).toFixed(digits + 8);
          expect(sizeOf(text, currency)).toBe(Math.abs(minor));
        },
      ),
    );
  });

  test.each([
    ['0.30000000000000004', 'EUR', 30],
    ['1234.5670000000001', 'KWD', 1_234_567],
    ['9799999.9999999999', 'JPY', 9_800_000],
    ['-12.5', 'EUR', 1_250],
  ])('%s %s is %d of the smallest unit', (text, code, minor) => {
    expect(sizeOf(text, currencyCode(code))).toBe(minor);
  });

  test.each([
    ['0.305', 'EUR'],
    ['10.5', 'JPY'],
    ['1.23451', 'KWD'],
  ])('%s %s has more decimals than the currency, which is no trace of floats', (text, code) => {
    expect(() => sizeOf(text, currencyCode(code))).toThrow('more decimals');
  });
});

describe('queries', () => {
  test('name each column', () => {
    const selection = { columns: { id: 'customer.id' }, from: 'customer', where: ['customer.id > 5'] };
    expect(suiteql({ ...selection, orderBy: ['customer.id'] })).toBe(
      'SELECT customer.id AS id FROM customer WHERE customer.id > 5 ORDER BY customer.id',
    );
  });

  test('ids cannot end the text that they stand in', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (ids) => {
        expect(isOneOf('transaction.id', ids)).toMatch(/^transaction\.id IN \('[\w-]*'(, '[\w-]*')*\)$/);
      }),
    );
  });
});

describe('cursors', () => {
  test('a finished read is followed by one from where it began, an unfinished one goes on', () => {
    const mark = { id: 7, time: '2026-11-02 09:30:01' };
    const unfinished = { ...FROM_THE_BEGINNING, began: [mark], lastId: 44 };
    expect(following(unfinished)).toEqual(unfinished);
    expect(following({ ...unfinished, phase: 'done' })).toEqual({ ...FROM_THE_BEGINNING, since: [mark] });
  });

  test('a cursor is read as it was written, and any other text is refused', () => {
    expect(parseCursor(writeCursor(FROM_THE_BEGINNING))).toEqual(FROM_THE_BEGINNING);
    for (const text of ['', '{}', '{"v":1,"since":["yesterday"]}']) {
      expect(() => parseCursor(text)).toThrow('not known any more');
    }
  });

  test('the overlap is five minutes, over midnight and the end of a year, too', () => {
    expect(withOverlap('2027-01-01 00:04:59')).toBe('2026-12-31 23:59:59');
  });
});

describe('the account’s address', () => {
  test.each([
    ['1234567', 'https://1234567.suitetalk.api.netsuite.com'],
    [' 1234567_SB1 ', 'https://1234567-sb1.suitetalk.api.netsuite.com'],
    ['TSTDRV99', 'https://tstdrv99.suitetalk.api.netsuite.com'],
  ])('of %s is %s', (accountId, address) => {
    expect(serverOf(accountId)).toBe(address);
  });

  test.each(['', 'evil.example/', 'a.b', 'x@y', '-1'])('“%s” is no account id', (accountId) => {
    expect(() => serverOf(accountId)).toThrow('account id');
  });
});
