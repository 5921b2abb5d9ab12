import { connectorFailure } from '../connector-failure.ts';

const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * The address, when it may be talked to: https (http only for this very computer), a host of the list, no user name or
 * password in it.
 *
 * @param hosts `host` or `host:port`, exactly as `URL.host` writes it.
 * @throws EngineError `bad_request`; the message names the host, never the address, which could open a document.
 */
export function allowedUrl(address: string | URL, hosts: readonly string[]): URL {
  const url = URL.parse(String(address));
  if (url === null) {
    throw connectorFailure('bad_request', 'The address of the accounting system is not a web address.');
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  if (!secure) {
    throw connectorFailure(
      'bad_request',
      `${url.host} was not called: its address has to begin with https://.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw connectorFailure('bad_request', `${url.host} was not called: its address contains a password.`);
  }
  if (!hosts.includes(url.host)) {
    throw connectorFailure(
      'bad_request',
      `${url.host} was not called: it does not belong to this connection.`,
    );
  }
  return url;
}
