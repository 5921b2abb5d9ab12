import fc from 'fast-check';
import { addDays, type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  currencyCode,
  formatDecimal,
  minorUnits,
} from '../../../../shared/domain/money.ts';

/** A booking as a bank knows it, before it is written in one format or the other. */
export interface SampleEntry {
  /** Negative for money that goes out. */
  readonly amountMinor: number;
  readonly booked: PlainDate;
  readonly value: PlainDate;
  readonly state: 'booked' | 'reversal' | 'not_booked';
  readonly name: string;
  readonly iban: string;
  readonly text: string;
  readonly endToEnd: string;
  readonly bankReference: string;
}

export interface SampleStatement {
  readonly account: string;
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly openingMinor: number;
  readonly entries: readonly SampleEntry[];
}

export const OWN_IBAN = 'DE02120300000000202051';
const IBANS = [
  'DE89370400440532013000',
  'NL91ABNA0417164300',
  'GB29NWBK60161331926819',
  'CH9300762011623852957',
];

const word = fc.stringMatching(/^[A-Z][a-zA-Z0-9/.]{0,11}$/u);
const words = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(' '));
const reference = fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{4,12}$/u);

const entry: fc.Arbitrary<SampleEntry> = fc
  .record({
    amountMinor: fc.integer({ min: 1, max: 99_999_999 }),
    out: fc.boolean(),
    day: fc.integer({ min: 0, max: 700 }),
    later: fc.integer({ min: -40, max: 40 }),
    state: fc.constantFrom('booked', 'booked', 'booked', 'reversal', 'not_booked'),
    name: words(3),
    iban: fc.constantFrom(...IBANS),
    text: words(20),
    endToEnd: reference,
    bankReference: reference,
  })
  .map(({ amountMinor, out, day, later, ...rest }) => ({
    ...(rest as Pick<SampleEntry, 'state' | 'name' | 'iban' | 'text' | 'endToEnd' | 'bankReference'>),
    amountMinor: out ? -amountMinor : amountMinor,
    booked: addDays(plainDate('2025-02-01'), day),
    value: addDays(plainDate('2025-02-01'), day + later),
  }));

export const anyStatement: fc.Arbitrary<SampleStatement> = fc.record({
  account: fc.constant(OWN_IBAN),
  number: fc.stringMatching(/^[1-9]\d{0,4}$/u),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'USD').map(currencyCode),
  openingMinor: fc.integer({ min: -9_999_999, max: 99_999_999 }),
  entries: fc.array(entry, { maxLength: 12 }),
});

/** The sum of what was booked, reversals included. */
export function movedBy({ entries }: SampleStatement): number {
  return entries
    .filter(({ state }) => state !== 'not_booked')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** The receipts and payments that a reader must find, whatever the format. */
export function expectedLines({ account, currency, entries }: SampleStatement) {
  return entries
    .filter(({ state }) => state === 'booked')
    .map((one) => ({
      date: one.booked,
      valueDate: one.value,
      currency,
      amountMinor: one.amountMinor,
      text: `${one.text}\nReference ${one.endToEnd}`,
      payerName: one.name,
      payerAccount: one.iban,
      bankReference: one.bankReference,
      ownAccount: account,
    }));
}

/** As German banks write MT940: numbered subfields of 27 characters, lines of 65. */
export function asMt940(statement: SampleStatement): string {
  const { account, number, currency, openingMinor, entries } = statement;
  const amount = (minor: number) => formatDecimal(minorUnits(Math.abs(minor)), currency).replace('.', ',');
  const comma = (minor: number) => (amount(minor).includes(',') ? amount(minor) : `${amount(minor)},`);
  const short = (date: PlainDate) => date.slice(2).replaceAll('-', '');
  const balance = (tag: string, minor: number) =>
    `:${tag}:${minor < 0 ? 'D' : 'C'}260101${currency}${comma(minor)}`;
  const fields = entries.flatMap((one) => {
    const mark = one.amountMinor < 0 ? 'D' : 'C';
    const other = mark === 'D' ? 'C' : 'D';
    const written = { booked: mark, reversal: `R${other}`, not_booked: `E${mark}` }[one.state];
    const purpose = [...chunks(`EREF+${one.endToEnd}`, 27), ...chunks(`SVWZ+${one.text}`, 27)];
    const numbers = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '60', '61', '62', '63'];
    const owner = [
      '166',
      ...purpose.map((piece, at) => `${numbers[at]}${piece}`),
      ...[`31${one.iban}`, ...chunks(one.name, 27).map((piece, at) => `${32 + at}${piece}`)],
    ].join('?');
    return [
      `:61:${short(one.value)}${one.booked.slice(5).replace('-', '')}${written}${comma(one.amountMinor)}NTRFNONREF//${one.bankReference}`,
      ...chunks(`:86:${owner}`, 65),
    ];
  });
  const closing = balance('62F', openingMinor + movedBy(statement));
  const head = [':20:STMT', `:25:${account}`, `:28C:${number}/1`, balance('60F', openingMinor)];
  return `${[...head, ...fields, closing, '-', ''].join('\r\n')}`;
}

/** As ISO 20022 writes it, in the shape of one of its versions. */
export function asCamt053(statement: SampleStatement, version = 8): string {
  const { account, number, currency, openingMinor, entries } = statement;
  const money = (minor: number) =>
    `<Amt Ccy="${currency}">${formatDecimal(minorUnits(Math.abs(minor)), currency)}</Amt><CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
  const balance = (kind: string, minor: number) =>
    `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp>${money(minor)}<Dt><Dt>2026-01-01</Dt></Dt></Bal>`;
  const party = (name: string) => (version >= 8 ? `<Pty><Nm>${name}</Nm></Pty>` : `<Nm>${name}</Nm>`);
  const status = (code: string) => (version >= 7 ? `<Sts><Cd>${code}</Cd></Sts>` : `<Sts>${code}</Sts>`);
  const written = entries.map((one) => {
    const role = one.amountMinor < 0 ? 'Cdtr' : 'Dbtr';
    return `<Ntry><NtryRef>1</NtryRef>${money(one.amountMinor)}${one.state === 'reversal' ? '<RvslInd>true</RvslInd>' : ''}
      ${status(one.state === 'not_booked' ? 'PDNG' : 'BOOK')}
      <BookgDt><Dt>${one.booked}</Dt></BookgDt><ValDt><DtTm>${one.value}T12:00:00+02:00</DtTm></ValDt>
      <AcctSvcrRef>${one.bankReference}</AcctSvcrRef><BkTxCd/>
      <NtryDtls><TxDtls><Refs><EndToEndId>${one.endToEnd}</EndToEndId></Refs>
      <RltdPties><${role}>${party(one.name)}</${role}><${role}Acct><Id><IBAN>${one.iban}</IBAN></Id></${role}Acct></RltdPties>
      <RmtInf>${chunks(one.text, 140)
        .map((piece) => `<Ustrd>${piece}</Ustrd>`)
        .join('')}</RmtInf></TxDtls></NtryDtls></Ntry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${String(version).padStart(2, '0')}">
<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>${number}</Id>
<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', openingMinor)}${balance('CLBD', openingMinor + movedBy(statement))}
${written.join('\n')}
</Stmt></BkToCstmrStmt></Document>`;
}

function chunks(text: string, size: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  return pieces;
}
