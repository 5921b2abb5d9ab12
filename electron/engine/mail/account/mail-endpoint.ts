import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { EngineError } from '../../platform/engine-error.ts';

export type MailProtocol = 'imap' | 'smtp';

/** Where a mail server listens. `tls` encrypts from the first byte, `starttls` before anything is said. */
export interface MailEndpoint {
  readonly protocol: MailProtocol;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

const SCHEMES: ReadonlyMap<string, Omit<MailEndpoint, 'host'>> = new Map([
  ['imaps', { protocol: 'imap', security: 'tls', port: 993 }],
  ['imap+starttls', { protocol: 'imap', security: 'starttls', port: 143 }],
  ['smtps', { protocol: 'smtp', security: 'tls', port: 465 }],
  ['smtp+starttls', { protocol: 'smtp', security: 'starttls', port: 587 }],
] as const);

const FORM = /^(?<scheme>[a-z+]+):\/\/(?<host>\[[0-9a-f:.]+\]|[^/\s:@?#[\]]+)(?::(?<port>\d{1,5}))?\/?$/iu;

/**
 * Reads `imaps://host:port`, `imap+starttls://…`, `smtps://…` or `smtp+starttls://…`; without a port the usual one.
 *
 * @throws EngineError `validation` for another form, for a user or password inside, and for `imap://` and `smtp://`,
 *   which would send the password unencrypted.
 */
export function parseMailUrl(text: string, protocol: MailProtocol): MailEndpoint {
  const groups = FORM.exec(text.trim())?.groups;
  const scheme = groups?.scheme?.toLowerCase() ?? '';
  if (scheme === 'imap' || scheme === 'smtp') {
    throw refused(
      protocol,
      `${scheme}:// would send the password unencrypted. Use ${scheme}s:// or ${scheme}+starttls://.`,
    );
  }
  const kind = SCHEMES.get(scheme);
  if (!groups || kind?.protocol !== protocol) {
    throw refused(
      protocol,
      `Write the address of the server as ${protocol}s://host:port or ${protocol}+starttls://host:port.`,
    );
  }
  const host = hostOf(groups.host ?? '');
  const port = groups.port === undefined ? kind.port : Number(groups.port);
  if (host === '' || port < 1 || port > 65_535) {
    throw refused(protocol, 'The name or the port of the mail server is not valid. Check the spelling.');
  }
  return { ...kind, host, port };
}

/** Writes an endpoint as the text that `parseMailUrl` reads. */
export function mailUrl({ protocol, host, port, security }: MailEndpoint): string {
  const scheme = security === 'tls' ? `${protocol}s` : `${protocol}+starttls`;
  return `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

function hostOf(text: string): string {
  if (text.startsWith('[')) {
    const address = text.slice(1, -1);
    return isIPv6(address) ? address : '';
  }
  return domainToASCII(text).toLowerCase();
}

function refused(protocol: MailProtocol, message: string): EngineError {
  return new EngineError('validation', message, { field: protocol });
}
