import type { Dovecot } from '../dovecot.ts';
import { asAlice } from './as-alice.ts';

/** Puts a message into Sent as a provider would, not with our code. */
export function saveToSent(imap: Dovecot, bytes: Buffer): Promise<void> {
  return asAlice(imap, (client) => client.append('Sent', bytes, ['\\Seen']));
}
