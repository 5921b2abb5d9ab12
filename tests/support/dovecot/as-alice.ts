import { ImapFlow } from 'imapflow';
import type { Dovecot } from '../dovecot.ts';

/** Works in Alice's mailbox as another mail client would, not with our code. */
export async function asAlice(imap: Dovecot, work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
  const { user, password } = imap.users.alice;
  const client = new ImapFlow({
    host: 'localhost',
    port: imap.imapsPort,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: imap.caPem },
    logger: false,
  });
  await client.connect();
  await work(client);
  await client.logout();
}
