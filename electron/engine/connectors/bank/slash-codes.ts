import { accountText } from './payer-account.ts';
import { type OwnerText, realReference, receiptText } from './receipt-text.ts';

/** Code words of SWIFT's rules and of the banks of the Netherlands, Belgium and Scandinavia. */
const CODES =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|IREF|MREF|PREF|CREF|KREF|ORDP|BENM|CNTP|CSID|MARF|RTRN|RTYP|SVCL|PURP|ULTC|ULTD|UDTR|UCRD|OCMT|CHGS|CHGD|EXCH|ADDR|ISDT|ROC|RFB|INV|IPI|BUSP|TRCD|ACCW|SUM|NRTX|ID';
const CODE = new RegExp(`/(${CODES})/`, 'gu');
const START = new RegExp(String.raw`^\s*/(?:${CODES})/`, 'u');
const TELLING = /\/(?:REMI|EREF|ORDP|CNTP)\//u;
/** Who is meant by the name, account and address that follow. */
const SIDES: ReadonlySet<string> = new Set(['ORDP', 'BENM']);
const OTHERWISE: ReadonlySet<string> = new Set([
  'REMI',
  'EREF',
  'ORDP',
  'BENM',
  'NAME',
  'IBAN',
  'BIC',
  'CNTP',
  'ACCW',
]);

interface Coded {
  readonly code: string;
  readonly text: string;
  readonly side: string;
}

/** Reads code words between slashes. The ordering party is the payer; of the beneficiary nothing is taken. Null for another form. */
export function readSlashText(whole: string): OwnerText | null {
  if (!START.test(whole) && !TELLING.test(whole)) return null;
  const { before, parts } = codedParts(whole);
  const all = (code: string) =>
    parts.filter((part) => part.code === code && part.side !== 'BENM').map(({ text }) => text);
  const counter = (all('CNTP')[0] ?? '').split('/');
  const ordering = all('ORDP').find((text) => text !== '' && accountText(text) === null);
  const name = [all('NAME')[0], counter[2], ordering].find(
    (text) => text !== undefined && text.trim() !== '',
  );
  const accounts = [
    ...all('IBAN'),
    ...all('ACCW').map((text) => text.split(/[,/]/u)[0] ?? ''),
    counter[0] ?? '',
  ];
  const account = accounts.map(accountText).find((one) => one !== null);
  const rest = parts.filter((part) => part.side !== 'BENM' && !OTHERWISE.has(part.code));
  return {
    text: receiptText([
      before,
      ...all('REMI').map(remittance),
      ...all('EREF')
        .flatMap((text) => realReference(text) ?? [])
        .map((text) => `Reference ${text}`),
      ...rest.flatMap(({ code, text }) => (realReference(text) === null ? [] : `${code} ${text}`)),
    ]),
    payerName: name?.replace(/\s+/gu, ' ').trim() ?? null,
    payerAccount: account ?? null,
  };
}

function codedParts(whole: string): { readonly before: string; readonly parts: readonly Coded[] } {
  const found = [...whole.matchAll(CODE)];
  const parts: Coded[] = [];
  let side = '';
  for (const [index, match] of found.entries()) {
    const code = match[1] ?? '';
    if (SIDES.has(code)) side = code;
    else if (!['NAME', 'ADDR', 'IBAN', 'BIC', 'ID'].includes(code)) side = '';
    const text = whole.slice(match.index + match[0].length, found[index + 1]?.index);
    parts.push({ code, side, text: text.replace(/^\/+|\/+\s*$/gu, '').trim() });
  }
  return { before: whole.slice(0, found[0]?.index), parts };
}

/** What is written before the remittance itself says only whether it is structured. */
function remittance(text: string): string {
  return text.replace(/^(?:USTD|STRD(?:\/(?:CUR|ISO|SCOR))?)\/+/u, '');
}
