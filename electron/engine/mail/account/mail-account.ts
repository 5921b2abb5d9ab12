import { X509Certificate } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import type { MailEndpoint } from './mail-endpoint.ts';

/** A mailbox as the mail code needs it. Knows no database and no stored secret. */
export interface MailAccount {
  /** The user's own address, the sender of what is written. */
  readonly address: string;
  readonly user: string;
  readonly imap: MailEndpoint;
  readonly smtp: MailEndpoint | null;
  /** Certificate authority of the company in PEM form; then only this one is trusted for the account. */
  readonly caPem: string | null;
  /** Certificates that the user accepted for one server each, in PEM form: then only that one will do. */
  readonly pins: { readonly imap: string | null; readonly smtp: string | null };
  /** Folders that the user chose, or null to find them. */
  readonly draftsFolder: string | null;
  readonly sentFolder: string | null;
}

/** What opens the mailbox. It is handed in for one call and never kept. */
export type MailSecret =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'token'; readonly accessToken: string };

/** How long a server may take, in milliseconds. */
export interface MailTimeouts {
  /** Name, connection and encryption together. */
  readonly connect: number;
  /** First words of the server. */
  readonly greeting: number;
  /** Silence in the middle of an exchange. */
  readonly silence: number;
  /** The whole operation, whatever the server does. */
  readonly total: number;
}

export const MAIL_TIMEOUTS: MailTimeouts = {
  connect: 15_000,
  greeting: 15_000,
  silence: 30_000,
  total: 120_000,
};

export interface MailOptions {
  readonly signal?: AbortSignal;
  readonly timeouts?: MailTimeouts;
}

/**
 * TLS settings of every mail connection: TLS 1.2 or newer, the certificate is always checked: against the authorities
 * of the computer, that of the company, or the one certificate that the user accepted for this server.
 */
export function tlsOptions(
  account: Pick<MailAccount, 'caPem' | 'pins'>,
  endpoint: MailEndpoint,
): ConnectionOptions {
  const pinned = account.pins[endpoint.protocol];
  const checked = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;
  if (pinned !== null) return { ...checked, ...pinnedTo(pinned) };
  return account.caPem === null ? checked : { ...checked, ca: account.caPem };
}

/** The name in an accepted certificate is not asked about: the person accepted this certificate for this server. */
function pinnedTo(pem: string): ConnectionOptions {
  const { fingerprint256 } = new X509Certificate(pem);
  return {
    ca: pem,
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, certificate) =>
      certificate.fingerprint256 === fingerprint256
        ? undefined
        : Object.assign(new Error('The certificate has changed.'), { code: 'CERT_REJECTED' }),
  };
}
