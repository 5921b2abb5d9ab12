import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datePattern } from '../../../shared/domain/imports/date-pattern.ts';
import { accountSide, isNotOwed } from '../../../shared/domain/imports/document-state.ts';
import { isBucketHeader, normalizeHeader, tidyHeader } from '../../../shared/domain/imports/header-text.ts';
import {
  hasPointZero,
  isShortenedNumber,
  withoutPointZero,
} from '../../../shared/domain/imports/identifiers.ts';
import { noRows, ROW_CLASSES } from '../../../shared/domain/imports/inspection.ts';
import { columnMapping, FIELD_NAMES, mappedColumns } from '../../../shared/domain/imports/mapping.ts';
import { GENERIC_PRESET_ID, IMPORT_PRESETS, presetById } from '../../../shared/domain/imports/presets.ts';
import { knownHeaders, recogniseColumns } from '../../../shared/domain/imports/recognise.ts';
import { transactionType } from '../../../shared/domain/imports/transaction-type.ts';
import { isYes } from '../../../shared/domain/imports/yes-no.ts';

const fieldsOf = (...headers: string[]) => recogniseColumns(headers).map((found) => found?.field ?? null);

describe('the recognition of columns', () => {
  it('gives a field to the first of two columns of the same name', () => {
    expect(fieldsOf('Invoice No', 'Invoice number')).toEqual(['invoiceNumber', null]);
  });

  it('is surer of a name that means one thing than of one that may mean several', () => {
    const [sure, likely, unknown] = recogniseColumns(['Due Date', 'Total', 'Colour']);
    expect(sure?.confidence).toBeGreaterThan(likely?.confidence ?? 1);
    expect(unknown).toBeNull();
  });

  it('never takes a bucket for the amount, also not beside nothing else', () => {
    expect(fieldsOf('Current', '1-30', '31-60', 'Older', 'Overdue')).toEqual([null, null, null, null, null]);
  });

  it('knows every column of the mapping of the example file', () => {
    const headers = [
      'customerID',
      'invoiceNumber',
      'InvoiceDate',
      'DueDate',
      'InvoiceAmount',
      'SettledDate',
      'Disputed',
      'countryCode',
    ];
    expect(fieldsOf(...headers)).toEqual([
      'customerNumber',
      'invoiceNumber',
      'invoiceDate',
      'dueDate',
      'amount',
      'paidDate',
      'disputed',
      'country',
    ]);
  });

  it('counts headers that it knows once each, and none that is far too long', () => {
    expect(knownHeaders(['Invoice No', 'invoice_no', 'Due date', 'Foo', ''])).toBe(2);
    expect(knownHeaders([`invoice no${' '.repeat(60)}`, 'Due date'])).toBe(1);
    expect(knownHeaders([])).toBe(0);
  });

  it('gives no field twice, whatever the headers', () => {
    const header = fc.constantFrom(
      'Date',
      'Amount',
      'Total',
      'No',
      'Customer',
      'Name',
      'Open balance',
      'Balance',
      'Due',
      'Ref',
      '1-30',
      '',
    );
    fc.assert(
      fc.property(fc.array(header), (headers) => {
        const fields = fieldsOf(...headers);
        const given = fields.filter((field) => field !== null);
        expect(fields).toHaveLength(headers.length);
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});

describe('a header', () => {
  it('is tidied without changing its words', () => {
    expect(tidyHeader('\uFEFF Due \n  date\t')).toBe('Due date');
  });

  it('is compared in the same form again and again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'É', 'ß', '#', '№', ' ', '<', '1', '.', '_') }),
        (text) => {
          expect(normalizeHeader(normalizeHeader(text))).toBe(normalizeHeader(text));
        },
      ),
    );
    expect(normalizeHeader('Straße Nº <30')).toBe('strasseno<30');
  });

  it('of a bucket has days or months in it', () => {
    expect(
      [
        '>90',
        'Over 120',
        '1 to 30 days',
        '3 Months',
        'über 90 Tage',
        'Not due',
        '91 or more days past due',
      ].every(isBucketHeader),
    ).toBe(true);
    expect(
      ['Currency', 'Oldest', 'Days', 'Month', 'Periods', 'Overdue amount', ''].some(isBucketHeader),
    ).toBe(false);
  });
});

describe('the columns of a mapping', () => {
  it('are all there, with nothing for what is not said', () => {
    const columns = columnMapping({ amount: 'Betrag' });
    expect(Object.keys(columns)).toEqual([...FIELD_NAMES]);
    expect(Object.values(columns).filter((column) => column !== null)).toEqual(['Betrag']);
  });

  it('come in the order of the fields and leave out what has none', () => {
    const columns = columnMapping({ amount: 'Betrag', customerNumber: 'Kdnr' });
    const mapping = {
      kind: 'invoices',
      currency: 'EUR',
      dateFormat: 'auto',
      decimal: 'auto',
      columns,
      preset: null,
      sheet: null,
      layout: 'column',
    } as const;
    expect(mappedColumns(mapping)).toEqual([
      { field: 'customerNumber', column: 'Kdnr' },
      { field: 'amount', column: 'Betrag' },
    ]);
  });

  it('are the fourteen of the mapping file, and then those of the window', () => {
    expect(FIELD_NAMES.slice(0, 14).join(' ')).toBe(
      'customerNumber customerName invoiceNumber invoiceDate dueDate amount openAmount currency paidDate disputed ' +
        'country terms poNumber email',
    );
  });
});

describe('the presets', () => {
  it('each have an id of their own, a name, and the evidence that they rest on', () => {
    expect(new Set(IMPORT_PRESETS.map((preset) => preset.id)).size).toBe(IMPORT_PRESETS.length);
    for (const preset of IMPORT_PRESETS) {
      expect(preset.evidence).toMatch(/^[A-Z].{20,}\.$/);
      expect(presetById(preset.id)).toBe(preset);
    }
    expect(presetById('sap')).toBeUndefined();
  });

  it('cover the four systems and any other list, which is last', () => {
    const names = IMPORT_PRESETS.map((preset) => preset.name).join();
    for (const system of ['QuickBooks Online', 'Xero', 'NetSuite', 'Sage 50'])
      expect(names).toContain(system);
    expect(IMPORT_PRESETS.at(-1)?.id).toBe(GENERIC_PRESET_ID);
  });

  it('name headers in the form in which headers are compared, and a date format that can be read', () => {
    for (const { signature, columns, dateFormat } of IMPORT_PRESETS) {
      const names = [
        ...signature.flatMap((name) => name.split('|')),
        ...Object.values(columns).flatMap((list) => list.split(' ')),
      ];
      for (const name of names) expect(normalizeHeader(name)).toBe(name);
      expect(dateFormat === 'auto' || datePattern(dateFormat) !== null).toBe(true);
    }
  });
});

describe('what a row stands for', () => {
  it.each([
    ['Invoice', 'invoice'],
    ['SI', 'invoice'],
    ['ACCREC', 'invoice'],
    ['Credit Note', 'credit_note'],
    ['Gutschrift', 'credit_note'],
    ['ACCRECCREDIT', 'credit_note'],
    ['Receipt', 'payment'],
    ['Customer Deposit', 'payment'],
    ['Payment', 'payment'],
    ['Journal', 'by_sign'],
    ['constructor', 'by_sign'],
    ['', 'by_sign'],
  ])('%j is %s', (text, type) => {
    expect(transactionType(text)).toBe(type);
  });

  it('is nothing owed when it is a draft or voided, in any language, and owed otherwise', () => {
    expect(
      ['Draft', 'VOID', 'Voided', 'Storniert', 'Gelöscht', 'Annulée', 'Written off'].every(isNotOwed),
    ).toBe(true);
    expect(['', 'Open', 'Paid', 'Overdue', 'Approved', 'Avoid'].some(isNotOwed)).toBe(false);
  });

  it('stands on the side that the ledger says', () => {
    expect(['S', 'Dr', 'Debit', 'Soll', 'D'].map(accountSide)).toEqual(
      Array.from({ length: 5 }, () => 'debit'),
    );
    expect(['H', 'Cr.', 'CREDIT', 'Haben', 'C', 'K'].map(accountSide)).toEqual(
      Array.from({ length: 6 }, () => 'credit'),
    );
    expect(['', 'X', '+'].map(accountSide)).toEqual([null, null, null]);
  });

  it('is disputed only where the cell says yes', () => {
    expect(['Yes', 'Y', 'TRUE', '1', '1.0', 'x', 'Ja', 'Oui', 'Sí'].every(isYes)).toBe(true);
    expect(['', 'No', 'N', '0', 'false', 'nein', 'yesterday', '2'].some(isYes)).toBe(false);
  });

  it('is counted from nothing in every class', () => {
    expect(Object.keys(noRows())).toEqual([...ROW_CLASSES]);
    expect(Object.values(noRows()).every((count) => count === 0)).toBe(true);
  });
});

describe('an identifier', () => {
  it('keeps its leading zeros and its length, also where a .0 is taken off', () => {
    expect(['000.0', '0007.0', '7.00', '7.0.0', '.0', '-7.0', 'A7.0'].map(withoutPointZero)).toEqual([
      '000',
      '0007',
      '7.00',
      '7.0.0',
      '.0',
      '-7.0',
      'A7.0',
    ]);
    expect(hasPointZero('7.0')).toBe(true);
  });

  it('that a spreadsheet shortened is seen with a point or a comma, and no other is', () => {
    expect(['1E+10', '1.9E+9', '1,9e+09'].every(isShortenedNumber)).toBe(true);
    expect(['E+10', '1E10', '12.5E+3', '1E-5', 'INV-1E+10'].some(isShortenedNumber)).toBe(false);
  });
});
