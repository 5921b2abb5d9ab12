import { describe, expect, it } from 'vitest';
import { type BankAnswers, readBankTable } from '../../../../electron/engine/connectors/bank/bank-csv.ts';
import { readTable } from '../../../../electron/engine/connectors/files/read-table.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const EUR = { currency: currencyCode('EUR') };

async function read(lines: readonly string[], answers: BankAnswers = EUR, encoding: BufferEncoding = 'utf8') {
  const table = await readTable(Buffer.from(`${lines.join('\r\n')}\r\n`, encoding), 'bank.csv');
  return readBankTable(table, answers);
}

async function statementOf(lines: readonly string[], answers?: BankAnswers, encoding?: BufferEncoding) {
  const reading = await read(lines, answers, encoding);
  if (reading.state !== 'read') throw new Error(`asks for ${reading.questions.join()}`);
  return reading.statement;
}

describe('a bank statement as CSV', () => {
  it('is read as German banks write it: letterhead, semicolons, commas, Windows-1252', async () => {
    const { lines, rejected } = await statementOf(
      [
        'Kontoauszug;;;;;',
        'Konto;DE02120300000000202051;;;;',
        'Buchungstag;Valuta;Auftraggeber/Empfänger;IBAN;Verwendungszweck;Betrag',
        '13.11.2026;14.11.2026;Müller GmbH;DE89 3704 0044 0532 0130 00;RE 4711;1.234,56',
        '04.11.2026;04.11.2026;Miete;;;-800,00',
      ],
      EUR,
      'latin1',
    );
    expect(lines).toEqual([
      {
        row: 4,
        date: '2026-11-13',
        valueDate: '2026-11-14',
        currency: 'EUR',
        amountMinor: 123_456,
        text: 'RE 4711',
        payerName: 'Müller GmbH',
        payerAccount: 'DE89370400440532013000',
        bankReference: null,
        ownAccount: null,
      },
      expect.objectContaining({ row: 5, amountMinor: -80_000, text: '', payerAccount: null }),
    ]);
    expect(rejected).toEqual([]);
  });

  it.each([
    ['English', 'Date,Paid in,Paid out,Description', '2026-11-03,100.00,,INV-1', 10_000],
    ['English, out', 'Date,Paid in,Paid out,Description', '2026-11-03,,100.00,rent', -10_000],
    ['out with a minus of its own', 'Date,Credit,Debit,Details', '2026-11-03,0.00,-100.00,rent', -10_000],
    ['a side beside the amount', 'Date,Amount,Credit/Debit,Details', '2026-11-03,100.00,CRDT,x', 10_000],
    ['a side for money out', 'Date,Amount,Dr/Cr,Details', '2026-11-03,100.00,DR,x', -10_000],
    ['a side behind the amount', 'Date,Amount,Details', '2026-11-03,100.00 CR,x', 10_000],
    ['a side behind, money out', 'Date,Amount,Details', '2026-11-03,100.00 DR,x', -10_000],
    ['German sides', 'Datum;Umsatz;Soll/Haben;Text', '2026-11-03;100,00;H;x', 10_000],
    [
      'Dutch',
      'Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR);Mededelingen',
      '20261103;Jansen;Bij;100,00;x',
      10_000,
    ],
    ['French', 'Date opération;Libellé;Débit;Crédit', '2026-11-03;VIR;;100,00', 10_000],
    ['Spanish', 'Fecha operación;Concepto;Importe', '2026-11-03;TRANSF;-100,00', -10_000],
    ['Polish', 'Data operacji;Opis operacji;Kwota', '2026-11-03;przelew;100,00', 10_000],
    ['Swedish', 'Bokföringsdag;Text;Belopp', '2026-11-03;betalning;100,00', 10_000],
  ])('is read with its columns and signs: %s', async (_, header, row, amount) => {
    const { lines } = await statementOf([header, row]);
    expect(lines).toMatchObject([{ date: '2026-11-03', amountMinor: amount }]);
  });

  it('takes the currency of a column before that of the account, with its decimals', async () => {
    const { lines, rejected } = await statementOf([
      'Date,Amount,Currency,Details',
      '2026-11-03,1.234,KWD,x',
      '2026-11-03,5000,JPY,x',
      '2026-11-03,10.00,,x',
      '2026-11-03,10.00,Q?,x',
    ]);
    expect(lines.map((line) => [line.currency, line.amountMinor])).toEqual([
      ['KWD', 1_234],
      ['JPY', 5_000],
      ['EUR', 1_000],
    ]);
    expect(rejected).toMatchObject([{ row: 5, code: 'unknown_currency' }]);
  });

  it('joins all that describes a booking', async () => {
    const { lines } = await statementOf([
      'Date,Amount,Description,Reference,Transaction ID',
      '2026-11-03,1.00,From ACME,INV-7,T99',
    ]);
    expect(lines).toMatchObject([{ text: 'From ACME\nINV-7', bankReference: 'T99' }]);
  });

  it('asks for what it does not say, and reads nothing then', async () => {
    const file = ['Date,Amount,Details', '03/04/2026,"1,234",x'];
    expect(await read(file, {})).toEqual({
      state: 'questions',
      questions: ['date_order', 'decimal_mark', 'currency'],
    });
    const answers = { ...EUR, dateOrder: 'mdy' as const, decimalMark: '.' as const };
    expect((await statementOf(file, answers)).lines).toMatchObject([
      { date: '2026-03-04', amountMinor: 123_400 },
    ]);
  });

  it('knows the order of day and month by any date that shows it', async () => {
    const { lines } = await statementOf(['Date,Amount,Details', '03/04/2026,1.00,x', '25/04/2026,1.00,x']);
    expect(lines.map((line) => line.date)).toEqual(['2026-04-03', '2026-04-25']);
  });

  it('loses no row: each is a line or rejected with its reason and cells', async () => {
    const rows = [
      '2026-11-03,1.00,,a',
      '2026-11-31,1.00,,b',
      '2026-11-03,one,,c',
      '2026-11-03,,,d',
      '2026-11-03,0.00,0.00,e',
      '2026-11-03,1.00,2.00,f',
      'Closing balance,,,99.00',
    ];
    const { lines, rejected } = await statementOf(['Date,Credit,Debit,Details', ...rows]);
    expect(lines).toHaveLength(1);
    expect(rejected.map(({ row, code }) => [row, code])).toEqual([
      [3, 'bad_date'],
      [4, 'bad_amount'],
      [5, 'no_amount'],
      [6, 'no_amount'],
      [7, 'two_amounts'],
      [8, 'bad_date'],
    ]);
    expect(rejected.at(-1)?.cells).toEqual(['Closing balance', '', '', '99.00']);
    for (const { message } of rejected) expect(message).toMatch(/\.$/);
  });

  it('is refused when no row names its columns', async () => {
    await expect(read(['a,b,c', '1,2,3'])).rejects.toMatchObject({ code: 'bad_file' });
  });

  it('has no payer account where the check digits are wrong', async () => {
    const { lines } = await statementOf([
      'Date,Amount,IBAN,Details',
      '2026-11-03,1.00,DE89370400440532013001,x',
    ]);
    expect(lines).toMatchObject([{ payerAccount: null }]);
  });
});
