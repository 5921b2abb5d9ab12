import { ImapFlow } from 'imapflow';
import type { Dovecot } from '../dovecot.ts';

/** Opens a mailbox of the test server as somebody's own mail program does, not with our code. */
export async function openImap(
  { imapsPort, caPem }: Pick<Dovecot, 'imapsPort' | 'caPem'>,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: 'localhost',
    port: imapsPort,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: caPem },
    logger: false,
  });
  await client.connect();
  return client;
}
