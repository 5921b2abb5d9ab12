import type { CashProposalView } from '../../shared/contract/cash.ts';
import type { AccountId, BankLineId, CashMatchId } from '../../shared/domain/ids.ts';
import { minorUnits } from '../../shared/domain/money.ts';
import type { Desk } from './desk.ts';

let read = 0;

/** A statement with one line of its own, of as much as the top account has open on one invoice. */
async function pickedStatement(desk: Desk): Promise<{ readonly grant: string }> {
  read += 1;
  const { number, amount, currency } = await openInvoice(desk);
  const rows = [
    'Date,Amount,Currency,Payer,Details',
    `2026-11-0${1 + (read % 9)},${(amount / 100).toFixed(2)},${currency},Payer ${read},${number}`,
    '',
  ];
  return { grant: desk.engine.files.offerBytes(`bank-${read}.csv`, Buffer.from(rows.join('\r\n'))) };
}

async function openInvoice({ client, target }: Desk) {
  const { accountId, currency } = await target();
  const { documents } = await client.accounts.get({ id: accountId });
  const invoice = documents.find((one) => one.kind === 'invoice' && one.currency === currency);
  if (invoice === undefined) throw new Error('The top account has no open invoice.');
  return { accountId, currency, id: invoice.id, number: invoice.number, amount: invoice.open };
}

async function lineOf(desk: Desk): Promise<{ readonly bankLineId: BankLineId; readonly amount: number }> {
  await desk.client.cash.takeStatement(await pickedStatement(desk));
  const { rows } = await desk.client.cash.unapplied({ kinds: ['bank_line'], limit: 500 });
  const line = rows.find(({ payerName }) => payerName === `Payer ${read}`);
  if (line === undefined) throw new Error('The line was not taken.');
  return { bankLineId: line.id as BankLineId, amount: line.openMinor };
}

/** One unit of the line goes to the invoice, the rest stays on account: so the next approval has something left, too. */
async function approval(desk: Desk): Promise<{
  readonly source: { readonly bankLineId: BankLineId };
  readonly accountId: AccountId;
  readonly proposal: CashProposalView;
}> {
  const { bankLineId, amount } = await lineOf(desk);
  const { accountId, id, number } = await openInvoice(desk);
  const part = { itemId: id, kind: 'invoice', number, shortMinor: minorUnits(0), shortReason: null } as const;
  return {
    source: { bankLineId },
    accountId,
    proposal: {
      kind: 'numbers',
      confidence: 'possible',
      allocations: [{ ...part, amountMinor: minorUnits(1) }],
      restMinor: minorUnits(amount - 1),
      reasons: ['A person said so.'],
    },
  };
}

async function matchId(desk: Desk): Promise<CashMatchId> {
  return (await desk.client.cash.approve(await approval(desk))).id;
}

/** Inputs for the procedures around money that came in. */
export const CASH_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'cash.unapplied': async (desk) => {
    await lineOf(desk);
    await lineOf(desk);
    return { limit: 500 };
  },
  'cash.byAccount': () => ({ limit: 500 }),
  'cash.takeStatement': pickedStatement,
  'cash.advise': async (desk) => {
    const { bankLineId } = await lineOf(desk);
    return { source: { bankLineId }, accountId: await desk.accountId(), remittance: 'your invoices' };
  },
  'cash.approve': approval,
  'cash.withdraw': async (desk) => ({ id: await matchId(desk) }),
  'cash.matches': async (desk) => {
    await matchId(desk);
    await matchId(desk);
    return { limit: 500 };
  },
  'cash.export': async (desk) => {
    await matchId(desk);
    return { format: 'csv' };
  },
};
