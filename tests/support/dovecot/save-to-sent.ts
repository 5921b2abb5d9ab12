import { ImapFlow } from 'imapflow';
import type { Dovecot } from '../dovecot.ts';

/** Puts a message into Sent as a provider would, not with our code. */
export async function saveToSent(imap: Dovecot, bytes: Buffer): Promise<void> {
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
  await client.append('Sent', bytes, ['\\Seen']);
  await client.logout();
}
