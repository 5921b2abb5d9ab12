import PostalMime from 'postal-mime';
import type { TakenMessage } from '../smtp/smtp-plan.ts';

/** What a letter asks for, as its reader finds it in the text: lines that begin with a number and end with an amount. */
export interface ReadLetter {
  readonly to: string;
  readonly currency: string;
  readonly lines: readonly { readonly invoice: string; readonly minor: number }[];
}

const SIGNS: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR' };
const LINE = /^(INV-\d+)\b.*?([£€])([\d,]+\.\d\d)\s*$/u;

/** Reads a message as the customer gets it. */
export async function readLetter({ to, bytes }: TakenMessage): Promise<ReadLetter> {
  const { text = '' } = await PostalMime.parse(bytes);
  const found = text.split('\n').flatMap((line) => {
    const [, invoice, sign, amount] = LINE.exec(line) ?? [];
    if (invoice === undefined || sign === undefined || amount === undefined) return [];
    return [{ invoice, sign, minor: Math.round(Number(amount.replaceAll(',', '')) * 100) }];
  });
  const [first] = found;
  if (first === undefined || found.some(({ sign }) => sign !== first.sign)) {
    throw new Error(`A message without one currency's invoices: ${text}`);
  }
  return {
    to: to.join(' '),
    currency: SIGNS[first.sign] ?? first.sign,
    lines: found.map(({ invoice, minor }) => ({ invoice, minor })),
  };
}
