import { EngineError } from '../../platform/engine-error.ts';
import type { AddressKind } from './reachable-address.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const LONGEST = 2_000;

/**
 * The address that a person names, when events may go there: https, or http to this very computer; no user name or
 * password in it. Throws `validation`; the message never repeats the address, whose path may be a secret.
 */
export function webhookUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (url === null || text.length > LONGEST)
    throw refused('This is no web address. It begins with https://.');
  const local = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if (url.protocol !== 'https:' && !local) {
    throw refused('Events only go to an address that begins with https://, or with http://localhost.');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('The address holds a user name or password. Leave it out: events are signed instead.');
  }
  url.hash = '';
  return url;
}

/** Whether events may go to an address of this kind. Without TLS they stay on this computer. */
export function mayReach(url: URL, kind: AddressKind, privateAllowed: boolean): boolean {
  if (url.protocol === 'http:') return kind === 'loopback';
  return kind === 'public' || (privateAllowed && (kind === 'private' || kind === 'loopback'));
}

function refused(message: string): EngineError {
  return new EngineError('validation', message, { field: 'url' });
}
