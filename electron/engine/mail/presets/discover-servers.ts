import { Resolver } from 'node:dns/promises';
import { domainToASCII } from 'node:url';
import type { ProviderId } from '../../../../shared/domain/mailboxes/provider-preset.ts';
import {
  domainOf,
  presetForAddress,
  presetForMx,
} from '../../../../shared/domain/mailboxes/provider-presets.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { cancelledByUser } from '../account/mail-failure.ts';
import { type AutoconfigServers, readAutoconfig } from './autoconfig-file.ts';
import { type FetchOptions, fetchText } from './fetch-autoconfig.ts';
import { mailHostsOf, publishedServers } from './published-servers.ts';

/** How servers were found; a `guess` rests on nothing but custom. */
export type FoundBy = 'preset' | 'srv' | 'autoconfig' | 'mx' | 'guess';

/** Servers that may belong to an address. Nothing is set up with them before a person agrees and a test passes. */
export interface ServerProposal {
  readonly foundBy: FoundBy;
  readonly provider: ProviderId;
  readonly imap: MailEndpoint;
  readonly smtp: MailEndpoint | null;
  readonly user: string;
  /** The servers have names outside the address's domain, and no preset knows them: to be looked at twice. */
  readonly foreign: boolean;
}

export interface Discovery {
  /** The most certain first; the last is a guess. */
  readonly proposals: readonly ServerProposal[];
  /** What could not be asked, in words. An answer that nothing is published is no problem. */
  readonly problems: readonly string[];
}

export interface DiscoveryOptions extends FetchOptions {
  readonly resolver?: Resolver;
}

const DNS_TIMEOUT = 4_000;

/**
 * Looks for the servers of an address: presets, SRV records (RFC 6186 and 8314), the file that the domain publishes
 * for mail programs (https only), the provider that its incoming mail goes to, and last a guess by custom.
 *
 * @throws EngineError `validation` for something that is no address, `cancelled` by the signal.
 */
export async function discoverServers(address: string, options: DiscoveryOptions = {}): Promise<Discovery> {
  const domain = domainToASCII(domainOf(address)).toLowerCase();
  if (!address.includes('@') || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(domain)) {
    throw new EngineError('validation', 'This is not a mail address. Enter it as name@company.example.', {
      field: 'address',
    });
  }
  const preset = presetForAddress(address);
  if (preset !== null) {
    const found = proposal('preset', preset.id, withProtocol(preset), address, domain);
    return { proposals: [found], problems: [] };
  }
  const resolver = options.resolver ?? new Resolver({ timeout: DNS_TIMEOUT, tries: 2 });
  const stopAsking = () => resolver.cancel();
  options.signal?.addEventListener('abort', stopAsking, { once: true });
  try {
    return await askEverywhere(address, domain, resolver, options);
  } finally {
    options.signal?.removeEventListener('abort', stopAsking);
  }
}

async function askEverywhere(
  address: string,
  domain: string,
  resolver: Resolver,
  options: DiscoveryOptions,
): Promise<Discovery> {
  const problems: string[] = [];
  const note = (problem: string) => problems.push(problem);
  const [srv, file, hosts] = await Promise.all([
    publishedServers(resolver, domain, note),
    publishedFile(address, domain, options, note),
    mailHostsOf(resolver, domain, note),
  ]);
  if (options.signal?.aborted === true) throw cancelledByUser();
  const mxPreset = presetForMx(hosts);
  const known = mxPreset?.id ?? 'other';
  const proposals: ServerProposal[] = [];
  if (mxPreset !== null) {
    proposals.push(proposal('mx', mxPreset.id, withProtocol(mxPreset), address, domain));
  }
  if (srv.imap !== null) {
    proposals.push(proposal('srv', known, { imap: srv.imap, smtp: srv.smtp }, address, domain));
  }
  if (file?.imap) {
    proposals.push(proposal('autoconfig', known, { imap: file.imap, smtp: file.smtp }, file.user, domain));
  }
  proposals.push(proposal('guess', 'other', guess(domain), address, domain));
  return { proposals: withoutRepeats(proposals), problems };
}

async function publishedFile(
  address: string,
  domain: string,
  options: FetchOptions,
  note: (problem: string) => void,
): Promise<AutoconfigServers | null> {
  // The address itself is not sent along: the domain is all that the file depends on in practice.
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
  for (const place of places) {
    try {
      const text = await fetchText(place, options);
      const servers = text === null ? null : readAutoconfig(text, address);
      if (servers !== null) return servers;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== null) note(`${new URL(place).host} could not be asked: ${reason}`);
    }
  }
  return null;
}

/** A name that does not exist is the usual way of publishing nothing. */
function reasonOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'ENODATA') return null;
  return error instanceof Error ? error.message : 'unknown reason';
}

type Servers = Pick<ServerProposal, 'imap' | 'smtp'>;

function withProtocol({ imap, smtp }: Record<'imap' | 'smtp', Omit<MailEndpoint, 'protocol'>>): Servers {
  return { imap: { protocol: 'imap', ...imap }, smtp: { protocol: 'smtp', ...smtp } };
}

function guess(domain: string): Servers {
  return {
    imap: { protocol: 'imap', host: `imap.${domain}`, port: 993, security: 'tls' },
    smtp: { protocol: 'smtp', host: `smtp.${domain}`, port: 587, security: 'starttls' },
  };
}

function proposal(
  foundBy: FoundBy,
  provider: ProviderId,
  { imap, smtp }: Servers,
  user: string,
  domain: string,
): ServerProposal {
  const outside = ({ host }: MailEndpoint) => host !== domain && !host.endsWith(`.${domain}`);
  const foreign = foundBy !== 'preset' && foundBy !== 'mx' && [imap, smtp ?? imap].some(outside);
  return { foundBy, provider, imap, smtp, user, foreign };
}

function withoutRepeats(proposals: readonly ServerProposal[]): readonly ServerProposal[] {
  const keyOf = ({ imap, smtp }: ServerProposal) => JSON.stringify([imap, smtp]);
  return proposals.filter(
    (one, index) => proposals.findIndex((other) => keyOf(other) === keyOf(one)) === index,
  );
}
