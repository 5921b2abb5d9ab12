import { SaxesParser } from 'saxes';
import { domainOf } from '../../../../shared/domain/mailboxes/provider-presets.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';

/** What a domain publishes for mail programs: encrypted servers only. */
export interface AutoconfigServers {
  readonly imap: MailEndpoint | null;
  readonly smtp: MailEndpoint | null;
  readonly user: string;
}

interface ServerEntry {
  readonly kind: string;
  readonly texts: Map<string, string>;
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/iu;

/**
 * Reads a Thunderbird-style `config-v1.1.xml`. Of each protocol the first server with encryption is taken; those
 * without are passed over. Null for anything that is not such a file.
 */
export function readAutoconfig(xml: string, address: string): AutoconfigServers | null {
  const entries = serverEntries(xml);
  if (entries === null) return null;
  const imap = entries.find((entry) => entry.kind === 'imap' && endpointOf(entry, 'imap') !== null);
  const smtp = entries.find((entry) => entry.kind === 'smtp' && endpointOf(entry, 'smtp') !== null);
  if (imap === undefined && smtp === undefined) return null;
  return {
    imap: imap === undefined ? null : endpointOf(imap, 'imap'),
    smtp: smtp === undefined ? null : endpointOf(smtp, 'smtp'),
    user: userOf((imap ?? smtp)?.texts.get('username') ?? '', address),
  };
}

function serverEntries(xml: string): readonly ServerEntry[] | null {
  const entries: ServerEntry[] = [];
  const parser = new SaxesParser();
  let server: ServerEntry | null = null;
  let field = '';
  let isConfiguration = false;
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'clientConfig') isConfiguration = true;
    if (name === 'incomingServer' || name === 'outgoingServer') {
      server = { kind: String(attributes.type ?? '').toLowerCase(), texts: new Map() };
      entries.push(server);
    }
    field = name;
  });
  parser.on('text', (text) => {
    if (server !== null && text.trim() !== '' && !server.texts.has(field)) {
      server.texts.set(field, text.trim());
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'incomingServer' || name === 'outgoingServer') server = null;
    field = '';
  });
  try {
    parser.write(xml).close();
  } catch {
    return null;
  }
  return isConfiguration ? entries : null;
}

function endpointOf({ texts }: ServerEntry, protocol: 'imap' | 'smtp'): MailEndpoint | null {
  const host = texts.get('hostname') ?? '';
  const port = Number(texts.get('port'));
  const security = SECURITY.get((texts.get('socketType') ?? '').toUpperCase());
  if (security === undefined || !HOST.test(host)) return null;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null;
  return { protocol, host: host.toLowerCase(), port, security };
}

const SECURITY: ReadonlyMap<string, MailEndpoint['security']> = new Map([
  ['SSL', 'tls'],
  ['STARTTLS', 'starttls'],
]);

function userOf(pattern: string, address: string): string {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const user = pattern
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', local)
    .replaceAll('%EMAILDOMAIN%', domainOf(address));
  return user === '' || user.length > 320 ? address : user;
}
