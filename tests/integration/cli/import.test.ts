import { describe, expect, it } from 'vitest';
import { csv, day, type Json, ledgerCsv, ledgerDesk, madeDesk, OPEN_ITEMS } from './command-line.ts';

const COLUMNS = { customerNumber: 'Cust', invoiceNumber: 'Inv', dueDate: 'Due', amount: 'Amount' };
const mapping = (rest: object = {}, columns: object = {}): string =>
  JSON.stringify({
    kind: 'invoices',
    currency: 'EUR',
    dateFormat: 'yyyy-MM-dd',
    ...rest,
    columns: { ...COLUMNS, ...columns },
  });
const small = (...rows: readonly (readonly (string | number)[])[]): string =>
  csv(['Cust', 'Inv', 'Due', 'Amount'], ...rows);

describe('an import by a mapping file', () => {
  it('keeps identifiers, rounds half-even on the text and counts what it did', async () => {
    const desk = await madeDesk();
    const file = desk.file(
      'kwd.csv',
      small(
        ['0042', '001', '2026-01-31', '0.0005'],
        ['0042', '002', '2026-01-31', '0.0015'],
        ['0043.0', '3', '2026-01-31', '1'],
      ),
    );
    const result = await desk.done(
      'import',
      file,
      '--map',
      desk.file('map.json', mapping({ currency: 'KWD' })),
    );
    expect(result).toMatchObject({ customers: 2, invoices: 3, totals: [{ currency: 'KWD', open: '1.002' }] });
    const counts = Object.fromEntries(result.warnings.map((warning: Json) => [warning.code, warning.count]));
    expect(counts).toMatchObject({ amount_rounded: 2, identifier_point_zero: 1 });
    const { account, documents } = await desk.done('account', 'show', '0042');
    expect(account).toMatchObject({ number: '0042', name: '0042' });
    expect(documents.map((row: Json) => [row.number, row.open])).toEqual([['002', '0.002']]);
    expect((await desk.done('account', 'show', '0043')).account.number).toBe('0043');
  });

  it('lists each rejected row once, by the line of the file, and imports the others', async () => {
    const desk = await madeDesk();
    const file = desk.file(
      'bad.csv',
      small(
        ['1', 'A', '2026-02-31', 'x'],
        ['1', 'B', '2026-03-01', '10.00'],
        ['1', 'C', '2026-03-01', '1.2.3,4,5'],
      ),
    );
    const result = await desk.done('import', file, '--map', desk.file('map.json', mapping()));
    expect(result.rows).toEqual({ read: 3, imported: 1, updated: 0, unchanged: 0, skipped: 0, rejected: 2 });
    expect(result.rejected.map((row: Json) => row.row)).toEqual([2, 4]);
    expect(result.rejected[1]).toEqual({
      row: 4,
      column: 'Amount',
      code: expect.any(String),
      message: expect.stringContaining('1.2.3,4,5'),
    });
  });

  it('fails when not one row could be read, and leaves the books and the log as they were', async () => {
    const desk = await madeDesk();
    const file = desk.file('bad.csv', small(['1', 'A', 'soon', '10'], ['1', 'B', 'later', '10']));
    const error = await desk.refused('import', file, '--map', desk.file('map.json', mapping()));
    expect(error).toMatchObject({ code: 'bad_file', rejected: [{ row: 2 }, { row: 3 }] });
    expect(await desk.done('log', 'verify')).toMatchObject({ ok: true, entries: 1 });
    const bare = await desk.refused(
      'import',
      desk.file('bare.csv', small()),
      '--map',
      desk.file('map.json', mapping()),
    );
    expect(bare).toMatchObject({ code: 'bad_file', message: expect.stringContaining('no rows') });
    expect((await desk.done('aging')).totals).toEqual([]);
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['an unknown field', mapping({}, { amounts: 'Amount' }), 'columns'],
    ['a currency that is none', mapping({ currency: 'EURO' }), 'currency'],
    ['a column that is not there', mapping({}, { amount: 'Betrag' }), 'Betrag'],
    ['no currency at all', mapping({ currency: null }), 'currency'],
    ['no amount', mapping({}, { amount: null }), 'amount'],
  ])('refuses a mapping with %s and says what to correct', async (_what, map, said) => {
    const desk = await madeDesk();
    const file = desk.file('good.csv', small(['1', 'A', '2026-03-01', '10']));
    const error = await desk.refused('import', file, '--map', desk.file('map.json', map));
    expect(error.code).toBe('bad_mapping');
    expect(error.message).toContain(said);
  });

  it('reads a mapping with a byte order mark, and paid dates as payments in full', async () => {
    const desk = await madeDesk();
    const rows = csv(
      ['Cust', 'Inv', 'Due', 'Amount', 'Paid'],
      ['1', 'A', '2026-03-01', '10.00', '2026-03-05'],
      ['1', 'B', '2026-03-01', '20.00', ''],
    );
    const map = desk.file('map.json', `\uFEFF${mapping({}, { paidDate: 'Paid', invoiceDate: 'Due' })}`);
    await desk.done('import', desk.file('paid.csv', rows), '--map', map);
    const gross = async (asOf: string) => (await desk.done('aging', '--as-of', asOf)).totals[0].gross;
    expect(await gross('2026-03-04')).toBe('30.00');
    expect(await gross('2026-03-05')).toBe('20.00');
    expect(await gross('2026-02-28')).toBe('0.00');
  });
});

describe('an import without a mapping', () => {
  it('recognises the columns and says that it took the workspace for the currency', async () => {
    const desk = await madeDesk();
    const result = await desk.done('import', desk.file('ledger.csv', ledgerCsv()));
    expect(result.rows).toMatchObject({ read: 6, imported: 6, rejected: 0 });
    expect(result.totals).toEqual([{ currency: 'EUR', open: '705.75' }]);
    expect(result.warnings).toContainEqual({
      code: 'currency_assumed',
      count: 6,
      message: expect.stringContaining('EUR'),
    });
  });

  it('asks for a mapping where dates can be read in two ways, and prints one to start from', async () => {
    const desk = await madeDesk();
    const file = desk.file(
      'dates.csv',
      csv(OPEN_ITEMS, ['1', 'A', 'X', '03/04/2026', '05/06/2026', '1.00', '1.00', '']),
    );
    const error = await desk.refused('import', file);
    expect(error).toMatchObject({ code: 'bad_mapping' });
    expect(error.questions.map((question: Json) => question.code)).toEqual(['date_order']);
    expect(error.questions[0].text).toMatch(/"Invoice Date", "Due Date"/);
    expect(error.message).toContain('"dateFormat"');
    const [choice] = error.questions[0].choices;
    const answered = { ...error.proposedMapping, dateFormat: choice.value, currency: 'EUR' };
    const result = await desk.done('import', file, '--map', desk.file('map.json', JSON.stringify(answered)));
    expect(result.rows.imported).toBe(1);
  });

  it('takes a preset by its name and refuses one that there is not', async () => {
    const desk = await madeDesk();
    const file = desk.file('ledger.csv', ledgerCsv());
    expect((await desk.done('import', file, '--preset', 'generic', '--dry-run')).rows.imported).toBe(6);
    const error = await desk.refused('import', file, '--preset', 'lotus');
    expect(error).toMatchObject({
      code: 'bad_mapping',
      message: expect.stringContaining('qbo-ar-aging-detail'),
    });
  });
});

describe('importing again', () => {
  it('tries an import out without keeping any of it', async () => {
    const desk = await madeDesk();
    const file = desk.file('ledger.csv', ledgerCsv());
    const tried = await desk.done('import', file, '--dry-run');
    expect(tried).toMatchObject({ batch: null, rows: { imported: 6 }, customers: 3, invoices: 6 });
    expect((await desk.done('aging')).totals).toEqual([]);
    expect(await desk.done('log', 'verify')).toMatchObject({ entries: 1 });
    expect((await desk.done('import', file)).rows.imported).toBe(6);
  });

  it('changes nothing by the same file, and ends well although nothing is new', async () => {
    const desk = await ledgerDesk();
    const figures = await desk.done('aging', '--by', 'account');
    const again = await desk.done('import', desk.file('ledger.csv', ledgerCsv()));
    expect(again).toMatchObject({ batch: null, rows: { imported: 0, updated: 0, unchanged: 6 } });
    expect(await desk.done('aging', '--by', 'account')).toEqual(figures);
    expect((await desk.done('log', 'list')).total).toBe(2);
  });

  it('tells people of a file that was imported before', async () => {
    const desk = await ledgerDesk();
    const { status, stdout } = await desk.show('import', desk.file('again.csv', ledgerCsv()));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^again\.csv: imported before; there was nothing to change\.\n/);
  });

  it('knows a customer by its number under another spelling, and an invoice under a corrected date', async () => {
    const desk = await ledgerDesk();
    const row = [
      '0007',
      'NORTHWIND Trading Ltd',
      'N-2',
      day(-40),
      day(-3),
      '200.00',
      '200.00',
      'ap@northwind.example',
    ];
    const result = await desk.done('import', desk.file('next.csv', csv(OPEN_ITEMS, row)));
    expect(result.rows).toMatchObject({ imported: 0, updated: 1 });
    const { account, documents } = await desk.done('account', 'show', '0007');
    expect([account.name, ...account.aliases]).toEqual(
      expect.arrayContaining(['Northwind Traders', 'NORTHWIND Trading Ltd']),
    );
    expect(documents.find((item: Json) => item.number === 'N-2')).toMatchObject({ daysPastDue: 3 });
  });

  it('asks about what a complete export does not list any more, and closes none of it', async () => {
    const desk = await ledgerDesk();
    const rest = ledgerCsv()
      .split('\n')
      .filter((line) => !line.includes('N-2'))
      .join('\n');
    const partial = await desk.done('import', desk.file('partial.csv', rest));
    expect(partial.gone).toEqual([]);
    const complete = await desk.done(
      'import',
      desk.file('complete.csv', `${rest}\n`),
      '--complete',
      '--as-of',
      day(),
    );
    expect(complete.gone).toEqual([
      expect.objectContaining({
        ...{ number: 'N-2', customerNumber: '0007', customerName: 'Northwind Traders' },
        ...{ currency: 'EUR', open: '200.00' },
      }),
    ]);
    const { documents } = await desk.done('account', 'show', '0007');
    expect(documents.map((item: Json) => item.number)).toContain('N-2');
  });
});

describe('what people see of an import', () => {
  it('is a table of counts, the warnings and the rejected rows', async () => {
    const desk = await madeDesk();
    const broken = ledgerCsv().replace('"55.25"', '"fifty"');
    const { status, stdout, stderr } = await desk.show('import', desk.file('ledger.csv', broken));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/Rows read +6\nNew +5\n/);
    expect(stdout).toContain('Rejected rows:');
    expect(stdout).toContain('fifty');
  });
});
