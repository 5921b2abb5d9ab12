import type { SrvRecord } from 'node:dns';
import type { Resolver } from 'node:dns/promises';
import type { MailEndpoint } from '../account/mail-endpoint.ts';

/** Codes with which the system of names says that there is no such record. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'ECANCELLED']);

const SERVICES = [
  { service: '_imaps', protocol: 'imap', security: 'tls' },
  { service: '_imap', protocol: 'imap', security: 'starttls' },
  { service: '_submissions', protocol: 'smtp', security: 'tls' },
  { service: '_submission', protocol: 'smtp', security: 'starttls' },
] as const;

/**
 * The servers that a domain names in SRV records (RFC 6186, RFC 8314 §5.1); encryption from the first byte goes first.
 * `_imap` and `_submission` mean STARTTLS here, which is then required.
 */
export async function publishedServers(
  resolver: Resolver,
  domain: string,
  note: (problem: string) => void,
): Promise<{ readonly imap: MailEndpoint | null; readonly smtp: MailEndpoint | null }> {
  const found = await Promise.all(
    SERVICES.map(async ({ service, protocol, security }) => {
      const name = `${service}._tcp.${domain}`;
      const records = await recordsOf(() => resolver.resolveSrv(name), name, note);
      return records.flatMap((record) => endpointOf(record, protocol, security)).slice(0, 1);
    }),
  );
  const endpoints = found.flat();
  const first = (wanted: string) => endpoints.find(({ protocol }) => protocol === wanted) ?? null;
  return { imap: first('imap'), smtp: first('smtp') };
}

/** The hosts that take a domain's incoming mail. */
export async function mailHostsOf(
  resolver: Resolver,
  domain: string,
  note: (problem: string) => void,
): Promise<readonly string[]> {
  const records = await recordsOf(() => resolver.resolveMx(domain), domain, note);
  return records.map(({ exchange }) => exchange);
}

/** A record with `.` as its name says that the service is not offered (RFC 2782). */
function endpointOf(
  { name, port }: SrvRecord,
  protocol: MailEndpoint['protocol'],
  security: MailEndpoint['security'],
): readonly MailEndpoint[] {
  const host = name.replace(/\.$/u, '').toLowerCase();
  return host === '' || port === 0 ? [] : [{ protocol, host, port, security }];
}

async function recordsOf<Row extends { readonly priority: number }>(
  ask: () => Promise<Row[]>,
  name: string,
  note: (problem: string) => void,
): Promise<readonly Row[]> {
  try {
    return (await ask()).sort((one, other) => one.priority - other.priority);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!NOTHING_THERE.has(code)) note(`${name} could not be looked up (${code || 'no answer'}).`);
    return [];
  }
}
