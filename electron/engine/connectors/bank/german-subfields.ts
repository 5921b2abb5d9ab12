import { accountText } from './payer-account.ts';
import { type OwnerText, realReference, receiptText } from './receipt-text.ts';

const START = /^\d{3}([?~^<>|@])(?=\d{2})|^([?~^<>|@])(?=00|20)/u;
const WIDTH = 27;
const PURPOSE = /^(?:2\d|6[0-3])$/u;
/** Code words inside the purpose, as the SEPA rule book of German banks has them. */
const SEPA = 'EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|COAM|OAMT|PURP|RREF';
const SEPA_CODE = new RegExp(String.raw`(?:^|(?<=\s))(${SEPA})(?:\+|: )`, 'gu');
const SEPA_START = new RegExp(String.raw`^(?:${SEPA})(?:\+|: )`, 'u');

/**
 * Reads numbered subfields: ?00 what the bank calls it, ?20–?29 and ?60–?63 the purpose, ?30 and ?31 bank and account,
 * ?32 and ?33 the name of the other side. The mark before the numbers is the bank's choice. Null for another form.
 */
export function readGermanText(joined: string): OwnerText | null {
  const start = START.exec(joined);
  if (start === null) return null;
  const fields = subfields(joined, start[1] ?? start[2] ?? '?');
  const all = (wanted: (number: string) => boolean) =>
    fields.filter(({ number }) => wanted(number)).map(({ text }) => text);
  const { plain, codes } = sepaCodes(joinPieces(all((number) => PURPOSE.test(number))));
  const name = joinPieces(all((number) => number === '32' || number === '33')).trim();
  const account = all((number) => number === '31').join('');
  const reference = realReference(codes.get('EREF') ?? null);
  const rest = [...codes].filter(
    ([code]) => !SHOWN_OTHERWISE.has(code) && realReference(codes.get(code) ?? null) !== null,
  );
  const behalf = codes.get('ABWA');
  return {
    text: receiptText([
      plain,
      codes.get('SVWZ') ?? null,
      reference === null ? null : `Reference ${reference}`,
      behalf === undefined ? null : `On behalf of ${behalf}`,
      ...rest.map(([code, text]) => `${code} ${text}`),
      all((number) => number === '00').join(' '),
    ]),
    payerName: name === '' ? null : name,
    payerAccount: accountText(account) ?? accountText(codes.get('IBAN') ?? ''),
  };
}

const SHOWN_OTHERWISE: ReadonlySet<string> = new Set(['EREF', 'SVWZ', 'ABWA', 'IBAN', 'BIC']);

interface Subfield {
  readonly number: string;
  readonly text: string;
}

/** A mark without two digits behind it belongs to the text. */
function subfields(joined: string, mark: string): readonly Subfield[] {
  const fields: Subfield[] = [];
  for (const piece of joined.split(mark).slice(1)) {
    const last = fields.at(-1);
    if (/^\d{2}/u.test(piece)) fields.push({ number: piece.slice(0, 2), text: piece.slice(2) });
    else if (last !== undefined) fields[fields.length - 1] = { ...last, text: last.text + mark + piece };
  }
  return fields;
}

/** A subfield that is full goes on in the next one; banks cut blanks off the end of the others. */
function joinPieces(pieces: readonly string[]): string {
  return pieces.reduce((text, piece, index) => {
    if (index === 0) return piece;
    const before = pieces[index - 1] ?? '';
    if (SEPA_START.test(piece)) return `${text}\n${piece}`;
    return text + (before.length >= WIDTH ? '' : ' ') + piece;
  }, '');
}

function sepaCodes(purpose: string): { readonly plain: string; readonly codes: ReadonlyMap<string, string> } {
  const found = [...purpose.matchAll(SEPA_CODE)];
  const codes = new Map<string, string>();
  for (const [index, match] of found.entries()) {
    const text = purpose.slice(match.index + match[0].length, found[index + 1]?.index).trim();
    const code = match[1] ?? '';
    codes.set(code, codes.has(code) ? `${codes.get(code)} ${text}` : text);
  }
  return { plain: purpose.slice(0, found[0]?.index), codes };
}
