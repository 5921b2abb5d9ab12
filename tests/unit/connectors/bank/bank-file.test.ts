import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankFileKind, readBankFile } from '../../../../electron/engine/connectors/bank/bank-file.ts';
import { statementText } from '../../../../electron/engine/connectors/bank/statement-file.ts';
import { isEngineError } from '../../../../electron/engine/platform/engine-error.ts';
import { anyStatement, asCamt053, asMt940, expectedLines } from './sample-statements.ts';

async function statementOf(text: string | Uint8Array) {
  const reading = await readBankFile(Buffer.from(text), 'any-name.dat');
  if (reading.state !== 'read') throw new Error('it asks');
  return reading.statement;
}

describe('any statement of a bank', () => {
  const told = ({ entries }: { readonly entries: readonly { readonly state: string }[] }) =>
    entries.filter(({ state }) => state !== 'booked').map(({ state }) => state);

  it('comes back from MT940 as it was, adds up, and nothing of it is lost', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatement, async (statement) => {
        const found = await statementOf(asMt940(statement));
        expect(found.lines.map(({ row: _, ...line }) => line)).toEqual(expectedLines(statement));
        expect(found.aside.map(({ kind }) => kind)).toEqual(told(statement));
        expect(found).toMatchObject({ warnings: [], rejected: [], statements: 1, balanced: 1, balances: 2 });
      }),
    );
  });

  it('comes back from each version of CAMT.053 as the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatement, fc.integer({ min: 2, max: 13 }), async (statement, version) => {
        const found = await statementOf(asCamt053(statement, version));
        expect(found.lines.map(({ row: _, ...line }) => line)).toEqual(expectedLines(statement));
        expect(found.aside.map(({ kind }) => kind)).toEqual(told(statement));
        expect(found).toMatchObject({ warnings: [], rejected: [], statements: 1, balanced: 1, balances: 2 });
      }),
    );
  });

  it('that lacks one of its bookings does not add up, in both formats', async () => {
    const some = anyStatement.filter(({ entries }) => entries.some(({ state }) => state !== 'not_booked'));
    await fc.assert(
      fc.asyncProperty(some, async (statement) => {
        const lost = statement.entries.findIndex(({ state }) => state !== 'not_booked');
        const rest = { ...statement, entries: statement.entries.filter((_, index) => index !== lost) };
        const closing = (text: string) =>
          /:62F:.*|<Bal><Tp><CdOrPrtry><Cd>CLBD.*?<\/Bal>/u.exec(text)?.[0] ?? '';
        for (const write of [asMt940, (one: typeof statement) => asCamt053(one)]) {
          const text = write(rest).replace(closing(write(rest)), closing(write(statement)));
          const { warnings, balanced } = await statementOf(text);
          expect(balanced).toBe(0);
          expect(warnings[0]?.message).toContain('does not add up');
        }
      }),
    );
  });
});

describe('the kind of a file', () => {
  it.each([
    ['mt940', ':20:X\r\n:25:1\r\n'],
    ['mt940', '{1:F01BANKDEFFXXXX0000000000}{4:\n:20:X'],
    ['mt940', 'ABNANL2A\n940\nABNANL2A\n:20:X'],
    ['camt053', '<?xml version="1.0"?><Document/>'],
    ['camt053', '\ufeff\n<Document/>'],
    ['table', 'Date,Amount\n2026-01-01,1.00'],
    ['table', '<!DOCTYPE html><html></html>'],
    ['table', 'PK\u0003\u0004'],
    ['table', ''],
  ])('is %s by what stands in it', (kind, text) => {
    expect(bankFileKind(Buffer.from(text))).toBe(kind);
  });

  it('is a table also where a text speaks of a tag', async () => {
    const csv = 'Date,Amount,Currency,Details\n2026-05-20,5.00,EUR,":20:X"\n';
    expect((await statementOf(csv)).format).toBe('csv');
  });
});

describe('a file that is no statement', () => {
  const document = (name: string, version = '053.001.08') =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}"><${name}><Stmt><Id>1</Id></Stmt></${name}></Document>`;
  const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>${document('BkToCstmrStmt')}`;

  it.each([
    [
      'an interim report',
      document('BkToCstmrAcctRpt', '052.001.08'),
      /CAMT\.052.*Export the statement as CAMT\.053/u,
    ],
    ['a notification', document('BkToCstmrDbtCdtNtfctn', '054.001.08'), /CAMT\.054/u],
    [
      'a version that is not known',
      document('BkToCstmrStmt', '053.001.14'),
      /camt\.053\.001\.14 is not known/u,
    ],
    ['other XML', '<?xml version="1.0"?><Workbook><Sheet/></Workbook>', /its first element is Workbook/u],
    ['other XML with a Stmt', '<Report><Stmt/></Report>', /its first element is Report/u],
    [
      'no statement at all',
      '<Document><BkToCstmrStmt></BkToCstmrStmt></Document>',
      /no statement \(no element Stmt\)/u,
    ],
    ['half of a file', document('BkToCstmrStmt').slice(0, -30), /line 1: this is no well-formed XML/u],
    ['a document type', bomb, /line 1: the file has a document type definition/u],
    ['an entity of its own', document('BkToCstmrStmt').replace('<Id>1', '<Id>&b;'), /no well-formed XML/u],
    ['an entity of a file', document('BkToCstmrStmt').replace('<Id>1', '<Id>&file;'), /no well-formed XML/u],
    ['deeper than a statement', `<Document>${'<a>'.repeat(100)}`, /deeper than 40 levels/u],
    [
      'one endless booking',
      `${document('BkToCstmrStmt').split('<Id>')[0]}<Ntry>${'<a/>'.repeat(500_001)}`,
      /more parts than can be read/u,
    ],
  ])('is refused with the reason: %s', async (_, text, message) => {
    await expect(statementOf(text)).rejects.toMatchObject({
      code: 'bad_file',
      message: expect.stringMatching(message),
    });
  });

  it('is refused above 64 MB before it is read', () => {
    expect(() => statementText(new Uint8Array(64 * 1_024 * 1_024 + 1), 'big.xml')).toThrow(
      /larger than 64 MB/u,
    );
  });

  it('stops when it is told to', async () => {
    const stop = AbortSignal.abort();
    for (const text of [document('BkToCstmrStmt'), ':20:X\n:60F:C260101EUR1,']) {
      await expect(readBankFile(Buffer.from(text), 'x', {}, stop)).rejects.toMatchObject({
        code: 'cancelled',
      });
    }
  });
});

describe('a damaged file', () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.integer({ min: 0, max: 200 }),
    insert: fc.oneof(
      fc.string(),
      fc.constantFrom(':61:', '-', '?20', '<Ntry>', '</Ntry>', '&', '\u0000', ']]>'),
    ),
  });

  it('is read or refused in words, and never breaks the reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStatement,
        fc.boolean(),
        fc.array(damage, { minLength: 1, maxLength: 5 }),
        async (statement, xml, damages) => {
          let text = xml ? asCamt053(statement) : asMt940(statement);
          for (const { at, remove, insert } of damages) {
            const place = Math.floor(at * text.length);
            text = text.slice(0, place) + insert + text.slice(place + remove);
          }
          try {
            const { lines } = await statementOf(text);
            expect(lines.every(({ amountMinor }) => Number.isSafeInteger(amountMinor))).toBe(true);
          } catch (error) {
            if (!isEngineError(error)) throw error;
            expect(['bad_file']).toContain(error.code);
            expect(error.message).toMatch(/any-name\.dat: .+\. .+\./su);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any bytes does neither', async () => {
    const begins = fc.constantFrom('<Document>', ':20:X\n:60F:C260101EUR1,\n', '<?xml version="1.0"?>', '');
    await fc.assert(
      fc.asyncProperty(begins, fc.uint8Array({ maxLength: 2_000 }), async (begin, bytes) => {
        const file = Buffer.concat([Buffer.from(begin), bytes]);
        try {
          await readBankFile(file, 'any-name.dat');
        } catch (error) {
          if (!isEngineError(error)) throw error;
        }
      }),
    );
  });
});
