import { describe, expect, it } from 'vitest';
import { readBankFile } from '../../../../electron/engine/connectors/bank/bank-file.ts';

async function read(lines: readonly string[], encoding: BufferEncoding = 'utf8') {
  const reading = await readBankFile(Buffer.from(`${lines.join('\r\n')}\r\n`, encoding), 'konto.sta');
  if (reading.state !== 'read') throw new Error('it asks');
  return reading.statement;
}

/** A statement in EUR from 1,000.00 around these fields. */
const around = (closing: string, ...fields: readonly string[]) => [
  ':20:STARTUMS',
  ':25:37040044/0532013000',
  ':28C:00012/001',
  ':60F:C260519EUR1000,00',
  ...fields,
  `:62F:${closing}`,
  '-',
];

describe('a statement as German banks write it', () => {
  const lines = around(
    'C260520EUR1434,56',
    ':61:2605200520CR1234,56N051NONREF//9088/2105',
    ':86:166?00GUTSCHR. UEBERWEISUNG?109248?20EREF+RE-4711-A?21SVWZ+Rechnu',
    'ngen RE 4711 u?22nd RE 4712 abz. Skonto?23ABWA+Müller Verwaltung?30C',
    'OBADEFFXXX?31DE89370400440532013000?32Müller Maschinenbau GmbH & ?33Co.',
    ' KG?34000',
    ':61:260520D800,00NMSCNONREF',
    ':86:005?00DAUERAUFTRAG?20Miete Mai?32Vermieter',
  );

  it('gives the payer, the account, the purpose put together, and who stands behind the payer', async () => {
    const { lines: found, warnings, statements, balanced, balances } = await read(lines, 'latin1');
    expect(found[0]).toEqual({
      row: 5,
      date: '2026-05-20',
      valueDate: '2026-05-20',
      currency: 'EUR',
      amountMinor: 123_456,
      text: [
        'Rechnungen RE 4711 u nd RE 4712 abz. Skonto',
        'Reference RE-4711-A',
        'On behalf of Müller Verwaltung',
        'GUTSCHR. UEBERWEISUNG',
      ].join('\n'),
      payerName: 'Müller Maschinenbau GmbH & Co. KG',
      payerAccount: 'DE89370400440532013000',
      bankReference: '9088/2105',
      ownAccount: '37040044/0532013000',
    });
    expect(found[1]).toMatchObject({ row: 10, amountMinor: -80_000, payerName: 'Vermieter' });
    expect({ warnings, statements, balanced, balances }).toEqual({
      warnings: [],
      statements: 1,
      balanced: 1,
      balances: 2,
    });
  });

  it('joins a full subfield to the next one, and sets a blank behind one that is not', async () => {
    const full = 'SVWZ+INV-1001 INV-1002 INV-';
    expect(full).toHaveLength(27);
    const { lines: found } = await read(
      around('C260520EUR1001,00', ':61:260520C1,00NTRFNONREF', `:86:166?20${full}?211003 thank?22you`),
    );
    expect(found[0]?.text).toBe('INV-1001 INV-1002 INV-1003 thank you');
  });

  it('without SEPA codes is the plain purpose, with any mark between the subfields', async () => {
    for (const mark of ['?', '~', '^', '<']) {
      const owner = ['020', '00PRZELEW', '20Faktura FV/12/2026', '32ACME', '38PL61109010140000071219812874'];
      const { lines: found } = await read(
        around('C260520EUR1001,00', ':61:260520C1,00NTRFNONREF', `:86:${owner.join(mark)}`),
      );
      expect(found[0]).toMatchObject({ text: 'Faktura FV/12/2026\nPRZELEW', payerName: 'ACME' });
    }
  });
});

describe('a statement with code words between slashes', () => {
  it('is read as a Dutch bank writes it: counterparty, remittance, reference', async () => {
    const { lines } = await read(
      around(
        'C260520EUR1001,00',
        ':61:2605200520C1,00NTRFEREF//00000000001005',
        '/TRCD/00100/',
        ':86:/EREF/F-2026-88//CNTP/NL91ABNA0417164300/ABNANL2A/BAKKERIJ JANSEN B',
        'V///REMI/USTD//Factuur 20260088//',
      ),
    );
    expect(lines[0]).toMatchObject({
      payerName: 'BAKKERIJ JANSEN BV',
      payerAccount: 'NL91ABNA0417164300',
      bankReference: '00000000001005',
      text: 'Factuur 20260088\nReference F-2026-88\n/TRCD/00100/',
    });
  });

  it('takes the ordering party and nothing of the beneficiary', async () => {
    const { lines } = await read(
      around(
        'C260520EUR1001,00',
        ':61:260520C1,00NTRFNONREF',
        ':86:/ORDP//NAME/NORDIC PARTS AB/IBAN/DE89370400440532013000/REMI/INV 7/BENM//NAME/OUR OWN FIRM',
      ),
    );
    expect(lines[0]).toMatchObject({ payerName: 'NORDIC PARTS AB', payerAccount: 'DE89370400440532013000' });
    expect(lines[0]?.text).toBe('INV 7');
  });
});

describe('a statement with free text', () => {
  it('keeps all of it, several fields :86: and lines that look like tags too', async () => {
    const { lines } = await read(
      around(
        'C260520EUR1001,00',
        ':61:260520C1,00FMSCPAYMENT 77//BK-1',
        ':86:CREDIT ACME LTD',
        ':99:INV-5',
        ':86:second field',
      ),
    );
    expect(lines[0]).toMatchObject({
      text: 'CREDIT ACME LTD\n:99:INV-5\nsecond field\nReference PAYMENT 77',
      payerName: null,
      bankReference: 'BK-1',
    });
  });

  it('is read inside SWIFT headers, with the lines of a bank around it', async () => {
    const { lines, statements } = await read([
      'ABNANL2A',
      '940',
      '{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:',
      ...around('C260520EUR1001,00', ':61:260520C1,00NTRFNONREF', ':86:x').slice(0, -1),
      '-}',
      ':940:',
      ...around('C260520EUR1002,00', ':61:260520C2,00NTRFNONREF', ':86:y'),
    ]);
    expect(statements).toBe(2);
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([100, 200]);
  });
});

describe('dates and amounts', () => {
  it.each([
    ['a booking before the turn of the year', '2601011231C1,00', '2025-12-31', '2026-01-01'],
    ['a booking after it', '2512310102C1,00', '2026-01-02', '2025-12-31'],
    ['no booking day', '260520C1,00', '2026-05-20', '2026-05-20'],
    ['a 30 February as the value date', '2602300227C1,00', '2026-02-27', null],
    ['a leap day', '2403010229C1,00', '2024-02-29', '2024-03-01'],
  ])('are right with %s', async (_, entry, date, valueDate) => {
    const { lines } = await read(around('C260520EUR1001,00', `:61:${entry}NTRFNONREF`));
    expect(lines).toMatchObject([{ date, valueDate, amountMinor: 100 }]);
  });

  it.each([
    ['JPY', '5000,', 5_000],
    ['KWD', '1,234', 1_234],
    ['EUR', '12,3', 1_230],
  ])('have the decimals of %s', async (currency, amount, minor) => {
    const { lines, balanced } = await read([
      ':20:X',
      `:60F:C260519${currency}0,`,
      `:61:260520C${amount}NTRFNONREF`,
      `:62F:C260520${currency}${amount}`,
    ]);
    expect(lines).toMatchObject([{ currency, amountMinor: minor }]);
    expect(balanced).toBe(1);
  });

  it('that cannot be read reject the entry with all it says, and the balance tells that it is missing', async () => {
    const { lines, rejected, warnings } = await read(
      around(
        'C260520EUR1003,00',
        ':61:260520C1,234NTRFNONREF',
        ':86:INV-1',
        ':61:269920C1,00NTRFNONREF',
        ':61:nonsense',
        ':61:260520C0,00NTRFNONREF',
      ),
    );
    expect(lines).toEqual([]);
    expect(rejected.map(({ row, code }) => [row, code])).toEqual([
      [5, 'bad_amount'],
      [7, 'bad_date'],
      [8, 'bad_amount'],
      [9, 'no_amount'],
    ]);
    expect(rejected[0]?.cells).toEqual(['260520C1,234NTRFNONREF', 'INV-1']);
    expect(warnings[0]?.message).toMatch(/3\.00 EUR are missing\. 3 of its entries were not added/u);
  });
});

describe('what is no receipt', () => {
  it('is told: reversals in both directions and what is only expected; reversals count in the balance', async () => {
    const { lines, aside, warnings } = await read(
      around(
        'C260520EUR1050,00',
        ':61:260520RC100,00NTRFNONREF',
        ':86:166?20SVWZ+Return of RE 4711?32ACME',
        ':61:260520RD150,00NTRFNONREF',
        ':61:260520EC70,00NTRFNONREF',
      ),
    );
    expect(lines).toEqual([]);
    expect(aside.map(({ row, kind, amountMinor }) => [row, kind, amountMinor])).toEqual([
      [5, 'reversal', -10_000],
      [7, 'reversal', 15_000],
      [8, 'not_booked', 7_000],
    ]);
    expect(aside[0]?.text).toBe('ACME\nReturn of RE 4711');
    expect(warnings).toEqual([]);
  });

  it('is an overdrawn balance neither: it is reckoned below zero', async () => {
    const fields = around('D260520EUR40,00', ':61:260520C60,00NTRFNONREF').map((line) =>
      line.startsWith(':60F') ? ':60F:D260519EUR100,00' : line,
    );
    expect(await read(fields)).toMatchObject({ balanced: 1, warnings: [] });
  });

  it('makes a warning of a closing balance that is missing or another one', async () => {
    const open = around('C260520EUR1001,00', ':61:260520C1,00NTRFNONREF').filter(
      (line) => !line.startsWith(':62F'),
    );
    expect((await read(open)).warnings).toMatchObject([
      { row: 1, message: expect.stringContaining('no closing balance') },
    ]);
    const { warnings, balanced, statements } = await read(
      around('C260520EUR1001,01', ':61:260520C1,00NTRFNONREF'),
    );
    expect(warnings[0]?.message).toBe(
      'Statement 00012/001 of 37040044/0532013000 does not add up: from 1000.00 EUR its entries do not lead to 1001.01 EUR, 0.01 EUR are missing. Compare it with the bank.',
    );
    expect({ balanced, statements }).toEqual({ balanced: 0, statements: 1 });
  });
});

describe('an MT940 file that cannot be read', () => {
  it.each([
    [
      'without its opening balance',
      [':20:X', ':25:1', ':61:260520C1,00NTRF'],
      /line 1 on has no opening balance \(:60F:\)/u,
    ],
    [
      'with a balance that is none',
      [':20:X', ':25:1', ':60F:C26X'],
      /opening balance in line 3 cannot be read \("C26X"\)/u,
    ],
    [
      'that is an interim report',
      [':20:X', ':25:1', ':34F:EUR0,', ':13D:2605201200+0200'],
      /MT942.*not final/u,
    ],
  ])('is refused %s', async (_, lines, message) => {
    await expect(read(lines)).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringMatching(message),
    });
  });
});
