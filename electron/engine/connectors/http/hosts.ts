import { connectorFailure } from '../connector-failure.ts';

const LOOPBACK = ['127.0.0.1', 'localhost'];

/** A host that may be talked to: `host` or `host:port`, exactly as `URL.host` writes it, or a form of the name. */
export type AllowedHost = string | RegExp;

/** Whether `host` (as `URL.host` writes it) is on the list. */
export function isAllowedHost(host: string, hosts: readonly AllowedHost[]): boolean {
  return hosts.some((one) => (typeof one === 'string' ? one === host : one.test(host)));
}

/**
 * The address, when it may be talked to: https (http only for this very computer), a host of the list, no user name or
 * password in it.
 *
 * @throws EngineError `bad_request`; the message names the host, never the address, which could open a document.
 */
export function allowedUrl(address: string | URL, hosts: readonly AllowedHost[]): URL {
  const url = URL.parse(String(address));
  if (url === null) {
    throw connectorFailure('bad_request', 'The address of the accounting system is not a web address.');
  }
  const secure = isEncryptedOrLocal(url);
  if (!secure) {
    throw connectorFailure(
      'bad_request',
      `${url.host} was not called: its address has to begin with https://.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw connectorFailure('bad_request', `${url.host} was not called: its address contains a password.`);
  }
  if (!isAllowedHost(url.host, hosts)) {
    throw connectorFailure(
      'bad_request',
      `${url.host} was not called: it does not belong to this connection.`,
    );
  }
  return url;
}

/** Whether nobody on the way can read along: https, or http on this very computer. */
export function isEncryptedOrLocal({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
