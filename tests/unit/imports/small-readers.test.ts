import { describe, expect, it } from 'vitest';
import { cellText, cleanText } from '../../../shared/domain/imports/blank.ts';
import { currencyOfText } from '../../../shared/domain/imports/currency-text.ts';
import { isBucketHeader, normalizeHeader } from '../../../shared/domain/imports/header-text.ts';
import {
  hasOtherFraction,
  isShortenedNumber,
  withoutPointZero,
} from '../../../shared/domain/imports/identifiers.ts';
import { plainNumber, spreadsheetNumber } from '../../../shared/domain/imports/plain-number.ts';
import { recogniseColumns } from '../../../shared/domain/imports/recognise.ts';
import { daysOfTerms } from '../../../shared/domain/imports/terms.ts';
import { transactionType } from '../../../shared/domain/imports/transaction-type.ts';

describe('cell texts', () => {
  it('takes the words of exports for "no value" as blank', () => {
    for (const text of [
      '',
      '  ',
      'nan',
      'NaN',
      'NULL',
      'null',
      'N/A',
      '#N/A',
      'NaT',
      'None',
      '\u00A0',
      '<NA>',
    ]) {
      expect(cellText(text)).toBe('');
    }
  });

  it('keeps words that only look like them', () => {
    for (const text of ['Nana', 'NA', 'Nullarbor', '0', '-']) expect(cellText(text)).toBe(text);
  });

  it('takes off what protects a text from a spreadsheet', () => {
    expect(cellText('="0000611365"')).toBe('0000611365');
    expect(cellText("'00042")).toBe('00042');
    expect(cellText("'t Hooft BV")).toBe("'t Hooft BV");
  });

  it('makes one space of many, drops control and direction marks and composes accents', () => {
    expect(cleanText('  Blue \n Heron\t Ltd ')).toBe('Blue Heron Ltd');
    expect(cleanText('evil\u202Eexe.pdf')).toBe('evilexe.pdf');
    expect(cleanText('Mu\u0308ller')).toBe('Müller');
    expect(cleanText('A\u0000B')).toBe('A B');
  });
});

describe('terms', () => {
  it.each([
    ['Net 30', 30],
    ['net30', 30],
    ['NET-45', 45],
    ['30 days', 30],
    ['n/30', 30],
    ['2/10 net 30', 30],
    ['2% 10, Net 30', 30],
    ['30', 30],
    ['30.0', 30],
    ['14 Tage netto', 14],
    ['30 jours', 30],
    ['60 días', 60],
    ['Due on receipt', 0],
    ['COD', 0],
    ['NAH4', null],
    ['30 days EOM', null],
    ['Net 30 end of month', null],
    ['', null],
    ['special', null],
  ])('finds in %j the days %s', (terms, days) => {
    expect(daysOfTerms(terms)).toBe(days);
  });
});

describe('currencies', () => {
  it.each([
    ['usd', 'USD'],
    ['€', 'EUR'],
    ['US Dollar', 'USD'],
    ['US$', 'USD'],
    ['C$', 'CAD'],
    ['£', 'GBP'],
    ['EUR - Euro', 'EUR'],
    ['EUR (€)', 'EUR'],
    ['$', null],
    ['kr', null],
    ['XXX', null],
    ['dollars', null],
  ])('reads %j as %s', (text, code) => {
    expect(currencyOfText(text)).toBe(code);
  });
});

describe('identifiers', () => {
  it('remove only the .0 of whole numbers', () => {
    expect(withoutPointZero('1930438491.0')).toBe('1930438491');
    expect(withoutPointZero('0000611365.0')).toBe('0000611365');
    expect(withoutPointZero('INV-1.0')).toBe('INV-1.0');
    expect(withoutPointZero('12.50')).toBe('12.50');
    expect(hasOtherFraction('1.1')).toBe(true);
    expect(hasOtherFraction('1.0')).toBe(false);
  });

  it('see numbers that a spreadsheet shortened', () => {
    expect(isShortenedNumber('1.93044E+09')).toBe(true);
    expect(isShortenedNumber('12E5')).toBe(false);
    expect(isShortenedNumber('INV1E+2')).toBe(false);
  });
});

describe('spreadsheet numbers', () => {
  it.each([
    ['1.5E3', '1500'],
    ['1.5e-3', '0.0015'],
    ['-.5', '-0.5'],
    ['0012', '12'],
    ['1E+2', '100'],
    ['12.50', '12.50'],
  ])('writes %s without an exponent as %s', (text, plain) => {
    expect(plainNumber(text)).toBe(plain);
  });

  it('drops the noise of binary floats and nothing else', () => {
    expect(spreadsheetNumber('1234.5600000000001')).toBe('1234.56');
    expect(spreadsheetNumber('0.30000000000000004')).toBe('0.3');
    expect(spreadsheetNumber('99999.999999999985')).toBe('100000');
    expect(spreadsheetNumber('1930438491')).toBe('1930438491');
    expect(spreadsheetNumber('12.345')).toBe('12.345');
    expect(spreadsheetNumber('x')).toBeNull();
  });
});

describe('transaction types', () => {
  it.each([
    ['Invoice', 'invoice'],
    ['Credit Memo', 'credit_note'],
    ['SC', 'credit_note'],
    ['Payment', 'payment'],
    ['SA', 'payment'],
    ['Journal Entry', 'by_sign'],
    ['', 'by_sign'],
  ])('reads %j as %s', (text, type) => {
    expect(transactionType(text)).toBe(type);
  });
});

describe('headers', () => {
  it('are the same whatever their case, accents, spaces and punctuation', () => {
    for (const text of ['Invoice No.', 'invoice_no', 'InvoiceNo', ' INVOICE  NO ', 'Invoice #']) {
      expect(normalizeHeader(text)).toBe('invoiceno');
    }
    expect(normalizeHeader('Fälligkeit')).toBe('falligkeit');
  });

  it.each([
    'Current',
    '1 - 30',
    '31-60',
    '< 1 Month',
    '2 Months',
    'Older',
    '91 and over',
    '91+',
    '> 90',
    'Period 1',
    '1 - 30 days past due',
    'Over 90 days',
    'Future',
  ])('sees a bucket in %j', (text) => {
    expect(isBucketHeader(text)).toBe(true);
  });

  it.each(['Balance', 'Open balance', 'Total', 'Amount', 'Invoice 30', 'Due date'])(
    'sees no bucket in %j',
    (text) => {
      expect(isBucketHeader(text)).toBe(false);
    },
  );

  it('gives each field to one column and prefers the surer name', () => {
    const fields = recogniseColumns([
      'Date',
      'Due Date',
      'Invoice Date',
      'Amount',
      'Total',
      'Current',
      'Foo',
    ]);
    expect(fields.map((found) => found?.field ?? null)).toEqual([
      null,
      'dueDate',
      'invoiceDate',
      'amount',
      null,
      null,
      null,
    ]);
  });

  it('knows headers in German, French and Spanish', () => {
    const fields = (...headers: string[]) => recogniseColumns(headers).map((found) => found?.field);
    expect(
      fields('Kunde', 'Rechnungsnr.', 'Rechnungsdatum', 'Fällig am', 'Offener Betrag', 'Währung'),
    ).toEqual(['customerName', 'invoiceNumber', 'invoiceDate', 'dueDate', 'openAmount', 'currency']);
    expect(fields('Client', 'N° facture', 'Date facture', 'Échéance', 'Montant TTC', 'Solde')).toEqual([
      'customerName',
      'invoiceNumber',
      'invoiceDate',
      'dueDate',
      'amount',
      'openAmount',
    ]);
    expect(fields('Cliente', 'Nº factura', 'Fecha factura', 'Vencimiento', 'Importe', 'Pendiente')).toEqual([
      'customerName',
      'invoiceNumber',
      'invoiceDate',
      'dueDate',
      'amount',
      'openAmount',
    ]);
  });
});
