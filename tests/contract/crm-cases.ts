import type { Desk } from './desk.ts';

/** Nothing listens there: an event that is sent comes to its end at once. */
const WEBHOOK = { url: 'http://127.0.0.1:9/events', kinds: ['note', 'call'] as const };

async function turnOn({ client }: Desk): Promise<void> {
  await client.webhook.set({ url: WEBHOOK.url, kinds: [...WEBHOOK.kinds] });
}

/** Inputs for what leaves for spreadsheets, CRMs and other programs. */
export const CRM_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'exports.aging': () => ({ format: 'xlsx', basis: 'invoice' }),
  'exports.crm': async (desk) => {
    const accountId = await desk.accountId();
    await desk.client.accounts.addTouchpoint({ accountId, kind: 'note', text: 'They pay on Friday.' });
    return { system: 'hubspot', subject: 'touchpoints', accounts: [accountId] };
  },
  'webhook.get': turnOn,
  'webhook.set': () => ({ ...WEBHOOK, newSecret: true }),
  'webhook.off': turnOn,
  'webhook.test': turnOn,
  'webhook.resume': async (desk) => {
    await turnOn(desk);
    return { skip: true };
  },
};
