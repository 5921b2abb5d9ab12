import { isCurrencyCode } from '../../../../shared/domain/currencies.ts';
import { type CurrencyCode, formatDecimal } from '../../../../shared/domain/money.ts';
import { camtAccount, camtAmount, camtName } from './camt-values.ts';
import { type OwnerText, realReference, receiptText } from './receipt-text.ts';
import { elementAt, elementsAt, textAt, type XmlElement } from './xml-children.ts';

/**
 * What the details of one payment (`TxDtls`) say, with what its entry says of all of them. The payer is the debtor of
 * money that came in; of money that went out it is the creditor. Null details: the entry has none.
 */
export function camtText(details: XmlElement | null, entry: XmlElement, cameIn: boolean): OwnerText {
  const parties = elementAt(details, 'RltdPties');
  const behalf = cameIn ? camtName(parties, 'UltmtDbtr') : null;
  const reference = realReference(textAt(details, 'Refs/EndToEndId'));
  const name = camtName(parties, cameIn ? 'Dbtr' : 'Cdtr');
  const returned = textAt(details, 'RtrInf/Rsn/Cd', 'RtrInf/Rsn/Prtry');
  return {
    text: receiptText([
      ...remittance(details),
      ...references(details, reference),
      behalf === null || behalf === name ? null : `On behalf of ${behalf}`,
      returned === null ? null : `Returned (${returned})`,
      textAt(details, 'AddtlTxInf'),
      textAt(entry, 'AddtlNtryInf'),
      details === null ? batchText(entry) : null,
    ]),
    payerName: name,
    payerAccount: camtAccount(elementAt(parties, cameIn ? 'DbtrAcct' : 'CdtrAcct')),
  };
}

/** The bank's own reference of a payment, else of its entry. `NtryRef` is none: it mostly counts within the statement. */
export function camtReference(details: XmlElement | null, entry: XmlElement): string | null {
  return realReference(textAt(details, 'Refs/AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef'));
}

function remittance(details: XmlElement | null): readonly (string | null)[] {
  const free = elementsAt(details, 'RmtInf/Ustrd').map(({ text }) => text);
  return [...joined(free), ...elementsAt(details, 'RmtInf/Strd').flatMap(structured)];
}

const LONGEST_FREE = 140;

/** A part that is full goes on in the next one. */
function joined(parts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    const full = (parts[index - 1] ?? '').length >= LONGEST_FREE;
    if (full) lines.push(`${lines.pop() ?? ''}${part}`);
    else lines.push(part);
  }
  return lines;
}

/** One document that is paid, with what is paid of it; a creditor's reference; what is added in words. */
function structured(part: XmlElement): readonly (string | null)[] {
  const amount =
    elementAt(part, 'RfrdDocAmt/RmtdAmt') ??
    elementAt(part, 'RfrdDocAmt/CdtNoteAmt') ??
    elementAt(part, 'RfrdDocAmt/DuePyblAmt');
  const numbers = elementsAt(part, 'RfrdDocInf/Nb').map(({ text }) => text.trim());
  const credit = textAt(part, 'RfrdDocInf/Tp/CdOrPrtry/Cd') === 'CREN' ? 'Credit note' : '';
  return [
    numbers.length === 0
      ? null
      : [credit, ...numbers, amountText(amount)].filter((one) => one !== '').join(' '),
    textAt(part, 'CdtrRefInf/Ref'),
    ...elementsAt(part, 'AddtlRmtInf').map(({ text }) => text),
  ];
}

function amountText(amount: XmlElement | null): string {
  const currency = amount?.attributes.Ccy ?? '';
  if (amount === null || !isCurrencyCode(currency)) return '';
  const minor = camtAmount(amount.text.trim(), currency as CurrencyCode);
  return minor === null ? '' : `${formatDecimal(minor, currency as CurrencyCode)} ${currency}`;
}

function references(details: XmlElement | null, endToEnd: string | null): readonly string[] {
  const own = elementsAt(details, 'Refs/Prtry').flatMap((one) => realReference(textAt(one, 'Ref')) ?? []);
  return [...(endToEnd === null ? [] : [endToEnd]), ...own].map((reference) => `Reference ${reference}`);
}

function batchText(entry: XmlElement): string | null {
  const count = textAt(entry, 'NtryDtls/Btch/NbOfTxs');
  return count === null || count === '1' ? null : `Batch of ${count} payments`;
}
