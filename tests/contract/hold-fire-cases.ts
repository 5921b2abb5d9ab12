import type { DisputeId, PromiseId } from '../../shared/domain/ids.ts';
import { minorUnits } from '../../shared/domain/money.ts';
import type { Desk } from './desk.ts';
import { FILTER, SORT } from './inputs.ts';

/** The last account of the worklist with an open invoice of it: what rests there is in no other case's way. */
async function lastInvoice({ client }: Desk) {
  const { items } = await client.worklist.page({ filter: FILTER, sort: SORT, limit: 200 });
  const last = items.at(-1);
  if (last === undefined) throw new Error('The worklist is empty.');
  const { documents } = await client.accounts.get({ id: last.accountId });
  const invoice = documents.find(({ kind, currency }) => kind === 'invoice' && currency === last.currency);
  if (invoice === undefined) throw new Error('The last account has no open invoice.');
  return { accountId: last.accountId, currency: last.currency, documentId: invoice.id, open: invoice.open };
}

async function newPromise(desk: Desk) {
  const { accountId, currency, documentId, open } = await lastInvoice(desk);
  return {
    ...{ accountId, currency, amountMinor: open, documentIds: [documentId] },
    ...{ date: '2099-01-31', promisedBy: 'Jo Field', channel: 'call', note: 'said so' },
  } as const;
}

async function promiseId(desk: Desk): Promise<PromiseId> {
  return (await desk.client.promises.add((await newPromise(desk)) as never)).id;
}

const DETAILS = {
  ...{ reason: 'damaged', amountMinor: minorUnits(1), text: 'Two pallets.', owner: 'Logistics' },
  ...{ nextAction: 'Photos', nextDate: '2099-01-15', papers: [{ name: 'Delivery note', receivedOn: null }] },
} as const;

async function newDispute(desk: Desk) {
  const { accountId, documentId } = await lastInvoice(desk);
  const { disputes } = await desk.client.disputes.list({ accountId });
  for (const { id } of disputes) await desk.client.disputes.resolve({ id, outcome: 'Settled.' });
  return { ...DETAILS, accountId, documentId };
}

async function disputeId(desk: Desk): Promise<DisputeId> {
  return (await desk.client.disputes.open((await newDispute(desk)) as never)).id;
}

async function onHold(desk: Desk) {
  const { accountId, documentId } = await lastInvoice(desk);
  return { scope: 'invoice', accountId, documentId } as const;
}

async function notToContact(desk: Desk) {
  const { accountId } = await lastInvoice(desk);
  return { accountId, contactId: null, channel: 'mail', reason: 'Asked for it.' } as const;
}

async function account(desk: Desk) {
  return { accountId: (await lastInvoice(desk)).accountId };
}

const BACK = { address: 'gone@customer.example', about: '550 no such user' };

/** Inputs for the procedures around promises, disputes and what holds fire. */
export const HOLD_FIRE_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'promises.add': newPromise,
  'promises.withdraw': async (desk) => ({ id: await promiseId(desk), reason: 'wrong customer' }),
  'promises.reinstate': async (desk) => {
    const id = await promiseId(desk);
    await desk.client.promises.withdraw({ id });
    return { id };
  },
  'promises.correct': async (desk) => ({ id: await promiseId(desk), state: 'kept', reason: 'paid by card' }),
  'promises.list': async (desk) => {
    await promiseId(desk);
    return {};
  },
  'disputes.open': newDispute,
  'disputes.change': async (desk) => ({ id: await disputeId(desk), details: { ...DETAILS, owner: null } }),
  'disputes.resolve': async (desk) => ({ id: await disputeId(desk), outcome: 'Credit note.' }),
  'disputes.reopen': async (desk) => {
    const id = await disputeId(desk);
    await desk.client.disputes.resolve({ id, outcome: 'Settled.' });
    return { id, reason: 'came back' };
  },
  'disputes.withdraw': async (desk) => ({ id: await disputeId(desk), reason: 'wrong invoice' }),
  'disputes.summary': async (desk) => {
    await disputeId(desk);
    return undefined;
  },
  'disputes.list': async (desk) => {
    await disputeId(desk);
    return { states: 'all' };
  },
  'holds.set': async (desk) => ({
    target: await onHold(desk),
    reason: 'Being checked.',
    until: '2099-01-31',
  }),
  'holds.list': async (desk) => {
    await desk.client.holds.set({ target: await onHold(desk), reason: 'Being checked.', until: null });
    return undefined;
  },
  'holds.lift': async (desk) => ({ target: await onHold(desk) }),
  'holds.setDoNotContact': notToContact,
  'holds.liftDoNotContact': async (desk) => ({
    id: (await desk.client.holds.setDoNotContact(await notToContact(desk))).id,
  }),
  'holds.markUnanswered': account,
  'holds.clearUnanswered': account,
  'holds.markUndeliverable': async (desk) => ({ ...(await account(desk)), ...BACK }),
  'holds.clearUndeliverable': async (desk) => ({ ...(await account(desk)), address: BACK.address }),
};
