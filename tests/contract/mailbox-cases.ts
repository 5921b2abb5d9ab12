import { startAuthorizationServer } from '../support/oauth/authorization-server.ts';
import { completeSignIn } from '../support/oauth/browser.ts';
import type { Desk } from './desk.ts';

const GOOGLE = {
  service: { service: 'google', clientId: 'client-1' },
  clientSecret: null,
  address: 'ada@gmail.com',
} as const;

/** A sign-in that a person finished; the service is gone afterwards and not needed any more. */
async function finishedSignIn({ client }: Desk) {
  const server = await startAuthorizationServer({ accountId: 'ada@halden.example' });
  try {
    const service = {
      service: 'own' as const,
      clientId: server.clientId,
      issuer: server.issuer,
      scopes: ['openid', 'offline_access'],
    };
    const begun = { service, clientSecret: null, address: 'ada@halden.example' };
    const { id, url } = await client.mailboxes.startSignIn(begun);
    await completeSignIn(url);
    await client.mailboxes.awaitSignIn({ id });
    return id;
  } finally {
    await server.stop();
  }
}

/** Inputs for the procedures that set up how a mailbox is reached. */
export const MAILBOX_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'mailboxes.discover': () => ({ address: 'ada@gmail.com' }),
  'mailboxes.probeSent': async (desk) => ({ id: await desk.mailboxId() }),
  'mailboxes.startSignIn': () => GOOGLE,
  'mailboxes.awaitSignIn': async ({ client }) => {
    const { id } = await client.mailboxes.startSignIn(GOOGLE);
    await client.mailboxes.cancelSignIn({ id });
    return { id };
  },
  'mailboxes.cancelSignIn': async ({ client }) => ({
    id: (await client.mailboxes.startSignIn(GOOGLE)).id,
  }),
  'mailboxes.reconnect': async (desk) => ({
    id: await desk.mailboxId(),
    signIn: await finishedSignIn(desk),
  }),
  'mailboxes.certificates': async (desk) => ({ id: await desk.mailboxId() }),
  'mailboxes.acceptCertificate': async (desk) => ({
    id: await desk.mailboxId(),
    server: 'imap',
    fingerprint: null,
  }),
  'mailboxes.pause': async (desk) => ({ id: await desk.mailboxId() }),
};
