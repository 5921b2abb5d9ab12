import { describe, expect, it } from 'vitest';
import { inspect } from '../../../electron/engine/connectors/files/inspect.ts';
import { readTable } from '../../../electron/engine/connectors/files/read-table.ts';
import { bytesOf, importAsProposed, USD, warningCounts } from '../../support/import-samples.ts';

/** What became of a file that was read as it was recognised: `kind number total open`, in minor units. */
async function taken(text: string | Uint8Array, currency: string | null = null) {
  const { records, summary } = await importAsProposed(
    typeof text === 'string' ? bytesOf(text) : text,
    'list.csv',
    currency === null ? {} : { currency },
  );
  const lines = records.map((record) =>
    record.kind === 'payment'
      ? `payment ${record.number} ${record.amountMinor} ${record.unappliedMinor}`
      : `${record.kind} ${record.number} ${record.totalMinor} ${record.openMinor}`,
  );
  return { lines, records, summary };
}
const looked = async (text: string) =>
  inspect(await readTable(bytesOf(text), 'list.csv', {}), { baseCurrency: USD });

const SPOOL = `20.11.2026            Dynamic List Display
-----------------------------------------------------------------------------------
Customer     1000123
Company Code 1000

Name         Northwind Maschinen GmbH
City         Stuttgart
-----------------------------------------------------------------------------------
| St|Document No.|Doc. Type|Doc. Date |Net due dt|Amount in local cur.|LCurr|
-----------------------------------------------------------------------------------
| X |1800000123  |RV       |01.10.2026|31.10.2026|         12.345,67  |EUR  |
| X |1600000011  |DG       |06.10.2026|06.10.2026|            250,00- |EUR  |
| X |1400000009  |DZ       |15.10.2026|15.10.2026|            500,00- |EUR  |
-----------------------------------------------------------------------------------
|*  |            |         |          |          |         11.595,67  |EUR  |
`;

describe('exports of systems without a preset', () => {
  it('are read from a printed SAP list: rules left out, the customer above the header, trailing minus', async () => {
    const { lines, records, summary } = await taken(SPOOL);
    expect(lines).toEqual([
      'invoice 1800000123 1234567 1234567',
      'credit_note 1600000011 25000 25000',
      'payment 1400000009 50000 50000',
    ]);
    expect(new Set(records.map((record) => record.customerName))).toEqual(
      new Set(['Northwind Maschinen GmbH']),
    );
    expect(summary.rejected).toEqual([]);
  });

  it('are read from DATEV: debit and credit in a column of their own', async () => {
    const { lines } = await taken(
      'Konto;Beschriftung;Rechnungs-Nr.;Rechnungsdatum;Fälligkeit;Rechnungsbetrag;Saldo;S/H;WKZ\n' +
        '10001;Bäckerei;RE-1;01.10.26;31.10.26;1.190,00;1.190,00;S;EUR\n' +
        '10001;Bäckerei;GU-7;15.10.26;;119,00;119,00;H;EUR\n',
    );
    expect(lines).toEqual(['invoice RE-1 119000 119000', 'credit_note GU-7 11900 11900']);
  });

  it('have rows refused whose side of the account is unclear', async () => {
    const { lines, summary } = await taken(
      'Customer,Invoice No,Invoice date,Amount,Dr/Cr,Currency\nA,1,2026-10-01,-5.00,Cr,USD\nA,2,2026-10-01,5.00,?,USD\nA,3,2026-10-01,5.00,Dr,USD\n',
    );
    expect(lines).toEqual(['invoice 3 500 500']);
    expect(summary.rejected.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'Dr/Cr', 'unknown_side'],
      [3, 'Dr/Cr', 'unknown_side'],
    ]);
  });

  it('are read by the number that customers know, and without drafts and voided invoices', async () => {
    const { lines, summary } = await taken(
      'Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Due Date,Currency Code,Total,Balance\n' +
        '2026-10-01,46001,INV-1,Overdue,Acme,2026-10-31,USD,1250.00,100.50\n' +
        '2026-10-01,46002,INV-2,Void,Acme,2026-10-31,USD,10.00,10.00\n' +
        '2026-10-01,46003,INV-3,Draft,Acme,2026-10-31,USD,10.00,10.00\n',
    );
    expect(lines).toEqual(['invoice INV-1 125000 10050']);
    expect(summary.rejected.map(({ row, code }) => [row, code])).toEqual([
      [3, 'not_owed'],
      [4, 'not_owed'],
    ]);
  });

  it('are read from France: thin spaces in amounts, the first of the month, what is still due', async () => {
    const space = '\u202F';
    const { lines, records } = await taken(
      `Code client;Nom du client;N° facture;Date facture;Date d'échéance;Montant TTC;Solde dû\n` +
        `C1;Lefèvre;F1;1er oct. 2026;31 octobre 2026;12${space}000,00${space}€;1${space}234,56${space}€\n`,
      'EUR',
    );
    expect(lines).toEqual(['invoice F1 1200000 123456']);
    expect(records).toMatchObject([{ issueDate: '2026-10-01', dueDate: '2026-10-31' }]);
  });

  it('are read from Tally: a header of two lines, amounts grouped by lakh', async () => {
    const { lines, summary } = await taken(
      "Bills Receivable,,,,,\nDate,Ref. No.,Party's Name,Pending,Due on,Overdue\n,,,Amount,,by days\n" +
        '1-Apr-2026,SI/1,Sharma Traders,"12,34,567.00",1-May-2026,183\n',
      'INR',
    );
    expect(lines).toEqual(['invoice SI/1 123456700 123456700']);
    expect(summary).toMatchObject({ classes: { header: 2, unknown: 0 }, rejected: [] });
  });

  it('are read from the Netherlands', async () => {
    const { lines } = await taken(
      'Relatiecode;Relatie;Factuurnummer;Factuurdatum;Vervaldatum;Bedrag;Openstaand bedrag;Valuta\n' +
        '1001;Berg B.V.;26700013;13-10-2026;12-11-2026;1.605,50;105,50;EUR\n',
    );
    expect(lines).toEqual(['invoice 26700013 160550 10550']);
  });

  it.each([
    'Customer;Name 1;Document Number;Document Date;Net Due Date;Amount in doc. curr.;Currency',
    'Kunde;Name;Belegnr.;Belegdatum;Fällig am;Betrag;Währung',
  ])('take a customer of digits beside a name for the number: %s', async (header) => {
    const { records } = await taken(
      `${header}\n0001000123;Northwind GmbH;18001;01.10.2026;31.10.2026;5,00;EUR\n`,
    );
    expect(records).toMatchObject([{ customerNumber: '0001000123', customerName: 'Northwind GmbH' }]);
    const [first, second, ...rest] = header.split(';');
    const swapped = await taken(
      `${[second, first, ...rest].join(';')}\nNorthwind GmbH;0001000123;18001;01.10.2026;31.10.2026;5,00;EUR\n`,
    );
    expect(swapped.records).toMatchObject([{ customerNumber: '0001000123', customerName: 'Northwind GmbH' }]);
  });

  it('leave a customer of words the name, whatever stands beside it', async () => {
    const { records } = await taken(
      'Customer,Company,Invoice No,Invoice date,Amount,Currency\nNorthwind GmbH,1000,18001,2026-10-01,5.00,EUR\n',
    );
    expect(records).toMatchObject([{ customerNumber: null, customerName: 'Northwind GmbH' }]);
  });

  it('are read from Business Central: a blank currency is the local one', async () => {
    const { records, summary, lines } = await taken(
      'Posting Date,Document Type,Document No.,Customer No.,Customer Name,Currency Code,Original Amount,Remaining Amount,Remaining Amt. (LCY),Due Date\n' +
        '2026-10-01,Invoice,103001,10000,Adatum,,100.00,60.00,60.00,2026-10-31\n' +
        '2026-10-02,Invoice,103002,10000,Adatum,EUR,100.00,100.00,108.00,2026-10-31\n' +
        '2026-10-03,Payment,2596,10000,Adatum,,-25.00,-25.00,-25.00,2026-10-03\n',
    );
    expect(lines).toEqual([
      'invoice 103001 10000 6000',
      'invoice 103002 10000 10000',
      'payment 2596 2500 2500',
    ]);
    expect(records.map(({ currency }) => currency)).toEqual(['USD', 'EUR', 'USD']);
    expect(warningCounts(summary)).toEqual({ currency_blank: 2 });
  });

  it('of other systems have rows refused whose currency is blank', async () => {
    const { lines, summary } = await taken(
      'Customer,Invoice No,Invoice date,Open amount,Currency\nA,1,2026-10-01,5.00,\nA,2,2026-10-01,5.00,USD\n',
    );
    expect(lines).toEqual(['invoice 2 500 500']);
    expect(summary.rejected).toMatchObject([{ row: 2, code: 'missing_currency' }]);
  });

  it('say so when nothing tells what is still open', async () => {
    const whole =
      'Customer,Invoice No,Invoice date,Due date,Amount,Currency\nA,1,2026-10-01,2026-10-31,5.00,USD\n';
    expect(warningCounts((await taken(whole)).summary)).toEqual({ open_is_total: 1 });
    const told = whole.replace('Amount', 'Open amount');
    expect(warningCounts((await taken(told)).summary)).toEqual({});
  });

  it('with customers and numbers in one column without a name are refused with what to export instead', async () => {
    const report =
      'Aged Receivable,,,,,,\n,Invoice Date,Due Date,Currency,Account,1 - 30,Total\nAzure Interior,,,,,300.00,300.00\n' +
      'INV/2026/1,10/13/2026,11/12/2026,EUR,121000,300.00,300.00\nTotal,,,,,300.00,300.00\n';
    await expect(looked(report)).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('in Odoo: the list of customer invoices'),
    });
  });

  it('without the names of columns are refused with what to do', async () => {
    const report =
      'A/C:,ABS001,Name:,ABS Garages,Contact:,Mike,Tel:,0191\n45,SI,01/09/2026,1001,Goods,10.00,0.00,10.00\n';
    await expect(looked(report)).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringContaining('No, Type, Date, Ref'),
    });
  });
});

describe('the order of day and month', () => {
  it('is asked once for all date columns of a file', async () => {
    const { questions } = await looked(
      'Customer,Invoice No,Invoice date,Due date,Amount,Currency\nA,1,01/02/26,03/04/26,5.00,USD\n',
    );
    const asked = questions.filter(({ code }) => code === 'date_order');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      column: null,
      text: expect.stringContaining('"Invoice date", "Due date"'),
    });
  });
});

describe('the day that a file states', () => {
  const under = async (title: string, date = '31/10/2026') =>
    (await looked(`${title}\nCustomer,Invoice No,Invoice date,Open amount\nA,1,${date},5.00\n`)).statedAsOf;

  it.each([
    ['As of June 30, 2013', '2013-06-30'],
    ['"Run date: 15.05.2026 08:15",,,', '2026-05-15'],
    ['Stichtag: 31.10.2026', '2026-10-31'],
    ['As on 31-Mar-2026 (all amounts in INR)', '2026-03-31'],
    ['Date:,31-10-2026,Currency,EUR', '2026-10-31'],
    ['Arrêté au 31 octobre 2026', '2026-10-31'],
    ['Open items since 2020', null],
    ['Run date pending', null],
  ])('is found in %s', async (title, day) => {
    expect(await under(title)).toBe(day);
  });

  it('is read in the order of the dates of the file, and not at all where they show none', async () => {
    expect(await under('As of 05/06/2026')).toBe('2026-06-05');
    expect(await under('As of 05/06/2026', '10/31/2026')).toBe('2026-05-06');
    expect(await under('As of 05/06/2026', '2026-10-31')).toBeNull();
  });

  it('is that of the figures before that of the print', async () => {
    expect(await under('Printed on 20 Nov 2026\nAs at 31 October 2026')).toBe('2026-10-31');
  });
});
