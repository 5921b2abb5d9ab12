import { describe, expect, it } from 'vitest';
import { readBankFile } from '../../../../electron/engine/connectors/bank/bank-file.ts';
import { OWN_IBAN } from './sample-statements.ts';

async function read(text: string | Uint8Array) {
  const reading = await readBankFile(Buffer.from(text), 'statement.xml');
  if (reading.state !== 'read') throw new Error('it asks');
  return reading.statement;
}

const balance = (kind: string, amount: string, side = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd></Bal>`;

const statement = (inner: string, version = '08') => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><Stmt><Id>S1</Id>
<Acct><Id><IBAN>${OWN_IBAN}</IBAN></Id></Acct>
${inner}</Stmt></BkToCstmrStmt></Document>`;

const entry = (amount: string, inner = '', side = 'CRDT') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-05-20</Dt></BookgDt><ValDt><Dt>2026-05-21</Dt></ValDt>${inner}</Ntry>`;

const payment = (amount: string, inner = '') =>
  `<TxDtls><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>${inner}</TxDtls>`;

const ustrd = (text: string) => `<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`;

describe('a camt.053 of a German bank, version 02', () => {
  it('gives payer, account, remittance, the payer’s reference and the one of the bank', async () => {
    const { lines, balanced, balances, warnings } = await read(
      statement(
        `${balance('PRCD', '1000.00')}${balance('CLBD', '2234.56')}<Ntry><Amt Ccy="EUR">1234.56</Amt><CdtDbtInd>CRDT</CdtDbtInd>
        <Sts>BOOK</Sts><BookgDt><Dt>2026-05-20</Dt></BookgDt><ValDt><Dt>2026-05-21</Dt></ValDt><AcctSvcrRef>BANK-1</AcctSvcrRef>
        <NtryDtls><TxDtls><Refs><EndToEndId>RE-4711-A</EndToEndId></Refs><RltdPties><Dbtr><Nm>Müller &amp; Söhne</Nm></Dbtr>
        <DbtrAcct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id></DbtrAcct><UltmtDbtr><Nm>Müller Holding</Nm></UltmtDbtr>
        <Cdtr><Nm>We</Nm></Cdtr></RltdPties>${ustrd('RE 4711 und 4712')}</TxDtls></NtryDtls>
        <AddtlNtryInf>SEPA-Gutschrift</AddtlNtryInf></Ntry>`,
        '02',
      ),
    );
    expect(lines).toEqual(
      [
        {
          row: 4,
          date: '2026-05-20',
          valueDate: '2026-05-21',
          currency: 'EUR',
          amountMinor: 123_456,
          text: 'RE 4711 und 4712\nReference RE-4711-A\nOn behalf of Müller Holding\nSEPA-Gutschrift',
          payerName: 'Müller & Söhne',
          payerAccount: 'DE89370400440532013000',
          bankReference: 'BANK-1',
          ownAccount: OWN_IBAN,
        },
      ].map((line) => ({ ...line, row: lines[0]?.row })),
    );
    expect({ balanced, balances, warnings }).toEqual({ balanced: 1, balances: 2, warnings: [] });
  });
});

describe('a camt.053 of other banks', () => {
  it('gives structured remittance: numbers, what is paid of each, a creditor’s reference', async () => {
    const strd = `<RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>INV-1001</Nb></RfrdDocInf>
      <RfrdDocAmt><RmtdAmt Ccy="EUR">90.5</RmtdAmt></RfrdDocAmt></Strd><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp>
      <Nb>CN-7</Nb></RfrdDocInf><RfrdDocAmt><CdtNoteAmt Ccy="EUR">10</CdtNoteAmt></RfrdDocAmt></Strd>
      <Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>May</AddtlRmtInf></Strd></RmtInf>`;
    const { lines } = await read(statement(entry('80.50', `<NtryDtls><TxDtls>${strd}</TxDtls></NtryDtls>`)));
    expect(lines[0]?.text).toBe('INV-1001 90.50 EUR\nCredit note CN-7 10.00 EUR\nRF18539007547034\nMay');
  });

  it('takes an account number that is no IBAN, and a payer that is a bank', async () => {
    const parties = `<RltdPties><Dbtr><Agt><FinInstnId><Nm>First Bank</Nm></FinInstnId></Agt></Dbtr>
      <DbtrAcct><Id><Othr><Id>000123456789</Id></Othr></Id></DbtrAcct></RltdPties>`;
    const { lines } = await read(statement(entry('5', `<NtryDtls><TxDtls>${parties}</TxDtls></NtryDtls>`)));
    expect(lines[0]).toMatchObject({
      payerName: 'First Bank',
      payerAccount: '000123456789',
      amountMinor: 500,
    });
  });

  it('counts what was booked, not what was sent in another currency', async () => {
    const details = '<TxDtls><AmtDtls><InstdAmt><Amt Ccy="USD">100.00</Amt></InstdAmt></AmtDtls></TxDtls>';
    const { lines } = await read(statement(entry('91.20', `<NtryDtls>${details}</NtryDtls>`)));
    expect(lines).toMatchObject([{ currency: 'EUR', amountMinor: 9_120 }]);
  });

  it('is read with a prefix, in a business envelope, without a namespace, and in other encodings', async () => {
    const plain = statement(entry('5.00', '<AddtlNtryInf>Ü</AddtlNtryInf>'));
    const prefixed = plain.replace('xmlns=', 'xmlns:c=').replace(/<(\/?)(?=[A-Z])/gu, '<$1c:');
    const texts = [
      prefixed,
      plain
        .replace('<Document', '<Envelope><AppHdr><Fr/></AppHdr><Document')
        .replace('</Document>', '</Document></Envelope>'),
      plain.replace(/ xmlns="[^"]*"/u, ''),
      Buffer.from(plain.replace('UTF-8', 'ISO-8859-1'), 'latin1'),
      Buffer.from(`\ufeff${plain}`, 'utf16le'),
      Buffer.from(plain, 'latin1'),
    ];
    for (const text of texts) {
      expect((await read(text)).lines).toMatchObject([{ amountMinor: 500, text: 'Ü' }]);
    }
  });

  it('cuts a text beyond all measure, and says so', async () => {
    const parts = Array.from({ length: 100_000 }, (_, index) => `<Ustrd>INV-${index}</Ustrd>`).join('');
    const { lines } = await read(
      statement(entry('5.00', `<NtryDtls><TxDtls><RmtInf>${parts}</RmtInf></TxDtls></NtryDtls>`)),
    );
    expect(lines[0]?.text).toMatch(/^INV-0\nINV-1\n.*… \(cut\)$/su);
    expect(lines[0]?.text.length).toBeLessThan(21_000);
  });

  it('says a reference once, and keeps one that another only begins with', async () => {
    const details = `<NtryDtls><TxDtls><Refs><EndToEndId>47</EndToEndId></Refs>${ustrd('Reference 471')}<AddtlTxInf>471</AddtlTxInf></TxDtls></NtryDtls>`;
    const { lines } = await read(statement(entry('5.00', details)));
    expect(lines[0]?.text).toBe('Reference 471\nReference 47');
  });

  it('falls back on the value date, and takes the day of a time as it stands there', async () => {
    const late = '<ValDt><DtTm>2026-05-20T23:30:00-05:00</DtTm></ValDt>';
    const { lines } = await read(
      statement(`<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${late}</Ntry>`),
    );
    expect(lines).toMatchObject([{ date: '2026-05-20', valueDate: '2026-05-20' }]);
  });
});

describe('a batch booking', () => {
  const batch = (total: string, ...payments: readonly string[]) =>
    statement(
      entry(
        total,
        `<AcctSvcrRef>B</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${payments.join('')}</NtryDtls>`,
      ),
    );

  it('becomes one receipt for each payment, each with its own text', async () => {
    const { lines, warnings } = await read(
      batch('300.00', payment('100.00', ustrd('INV-1')), payment('200.00', ustrd('INV-2'))),
    );
    expect(lines).toMatchObject([
      { amountMinor: 10_000, text: 'INV-1', date: '2026-05-20', bankReference: 'B' },
      { amountMinor: 20_000, text: 'INV-2', date: '2026-05-20', bankReference: 'B' },
    ]);
    expect(warnings.filter(({ message }) => message.includes('batch'))).toEqual([]);
  });

  it('takes the amounts of version 02, and a part that went out as money out', async () => {
    const old = (amount: string, side: string) =>
      `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><CdtDbtInd>${side}</CdtDbtInd></TxDtls>`;
    const { lines } = await read(batch('290.00', old('300.00', 'CRDT'), old('10.00', 'DBIT')));
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([30_000, -1_000]);
  });

  it.each([
    [
      'whose payments are not its sum',
      batch('301.00', payment('100.00'), payment('200.00')),
      'is not the sum of its payments',
    ],
    [
      'one of whose payments has no amount',
      batch('300.00', payment('300.00'), '<TxDtls/>'),
      'is not the sum of its payments',
    ],
    ['that comes without its payments', batch('300.00'), 'comes without its payments'],
  ])('%s stands as one, and that is told', async (_, text, words) => {
    const { lines, warnings } = await read(text);
    expect(lines).toHaveLength(1);
    expect(warnings[0]?.message).toContain(words);
  });
});

describe('what is no receipt', () => {
  it('is told: reversals, what is not booked yet, and what cannot be read', async () => {
    const { lines, aside, rejected, warnings } = await read(
      statement(
        [
          `${balance('OPBD', '100.00')}${balance('CLBD', '40.00', 'DBIT')}${balance('CLAV', '999.00')}`,
          entry('140.00', '<RvslInd>true</RvslInd><AddtlNtryInf>Returned INV-1</AddtlNtryInf>', 'DBIT'),
          entry('9.00').replace('BOOK', 'PDNG'),
          entry('1.234'),
          entry('-5.00'),
          entry('5.00', '', 'BOTH'),
          entry('5.00').replace('"EUR"', '"EURO"'),
          entry('5.00').replace(/2026-05-2\d/gu, '2026-02-30'),
          entry('0.00'),
        ].join('\n'),
      ),
    );
    expect(lines).toEqual([]);
    expect(aside).toMatchObject([
      { kind: 'reversal', amountMinor: -14_000, text: 'Returned INV-1' },
      { kind: 'not_booked', amountMinor: 900 },
    ]);
    expect(rejected.map(({ code }) => code)).toEqual([
      'bad_amount',
      'bad_amount',
      'unknown_side',
      'unknown_currency',
      'bad_date',
      'no_amount',
    ]);
    expect(warnings).toEqual([]);
  });

  it('is checked by the interim balances of a statement in pages', async () => {
    const pages = statement(`${balance('ITBD', '10.00')}${balance('ITBD', '15.00')}${entry('5.00')}`);
    expect(await read(pages)).toMatchObject({ balanced: 1, balances: 2 });
  });

  it('makes a warning of balances that the entries do not lead to, or that are not there', async () => {
    const wrong = await read(
      statement(`${balance('OPBD', '10.00')}${balance('CLBD', '16.00')}${entry('5.00')}`),
    );
    expect(wrong.warnings[0]?.message).toContain('1.00 EUR are missing');
    expect(wrong.lines).toHaveLength(1);
    expect((await read(statement(entry('5.00')))).warnings[0]?.message).toContain('has no opening balance');
  });
});
