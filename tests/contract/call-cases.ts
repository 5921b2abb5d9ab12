import { minorUnits } from '../../shared/domain/money.ts';
import type { Desk } from './desk.ts';
import { FILTER, SORT } from './inputs.ts';

async function onAccount(desk: Desk) {
  return { accountId: await desk.accountId() };
}

/** A conversation on the last account of the worklist in which something was promised. */
async function conversation({ client }: Desk) {
  const { items } = await client.worklist.page({ filter: FILTER, sort: SORT, limit: 200 });
  const last = items.at(-1);
  if (last === undefined) throw new Error('The worklist is empty.');
  return {
    accountId: last.accountId,
    outcome: 'right_party',
    text: 'They pay next month.',
    next: { action: { kind: 'wait', date: '2099-02-01', note: null } },
    promise: { currency: last.currency, amountMinor: minorUnits(100), date: '2099-01-31' },
  } as const;
}

/** Inputs for the procedures around calls. */
export const CALL_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'calls.list': () => undefined,
  'calls.count': () => undefined,
  'calls.sheet': onAccount,
  'calls.log': conversation,
  'calls.undo': async (desk) => {
    const call = await conversation(desk);
    const { id, promiseId, disputeId, previous } = await desk.client.calls.log(call as never);
    return { id, accountId: call.accountId, promiseId, disputeId, next: { action: previous } };
  },
  'calls.debtor': onAccount,
  'calls.setDebtor': async (desk) => ({
    ...(await onAccount(desk)),
    profile: { debtorType: 'sole_trader', country: 'GB', region: null, timeZone: 'Europe/London' },
  }),
  'calls.countries': () => undefined,
  'calls.regions': () => ({ country: 'US' }),
};
