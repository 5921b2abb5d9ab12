import PostalMime from 'postal-mime';
import type { FakeSmtp } from '../smtp/fake-smtp.ts';
import type { TakenMessage } from '../smtp/smtp-plan.ts';
import type { Chronicle } from './chronicle.ts';
import type { Debtor } from './debtors.ts';

/** What a letter asks for, as its reader finds it in the text: lines that begin with a number and end with an amount. */
interface ReadLetter {
  readonly to: string;
  readonly currency: string;
  readonly lines: readonly { readonly invoice: string; readonly minor: number }[];
}

const SIGNS: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR' };
const LINE = /^(INV-\d+)\b.*?([£€])([\d,]+\.\d\d)\s*$/u;

/** Reads a message as the customer gets it. */
async function readLetter({ to, bytes }: TakenMessage): Promise<ReadLetter> {
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

/** Takes what the mail server got since it was asked last, tells the chronicle of it, and whom it reached. */
export async function takeDelivered(
  smtp: FakeSmtp,
  debtors: readonly Debtor[],
  chronicle: Chronicle,
): Promise<readonly { readonly debtor: Debtor; readonly lines: ReadLetter['lines'] }[]> {
  const delivered = [];
  for (const message of smtp.taken) {
    const { to, currency, lines } = await readLetter(message);
    const debtor = debtors.find(({ email }) => email === to);
    if (debtor === undefined) throw new Error(`A message to a stranger: ${to}`);
    chronicle.tell({ kind: 'message', customer: debtor.number, currency, lines });
    delivered.push({ debtor, lines });
  }
  smtp.forget();
  return delivered;
}
