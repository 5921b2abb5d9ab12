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
  /** Folder for drafts that the user chose, or null to find it. */
  readonly draftsFolder: string | null;
}

/** What opens the mailbox. It is handed in for one call and never kept. */
export interface MailSecret {
  readonly kind: 'password';
  readonly password: string;
}

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

/** TLS settings of every mail connection: TLS 1.2 or newer, the certificate is always checked. */
export function tlsOptions(account: MailAccount): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(account.caPem === null ? {} : { ca: account.caPem }),
  };
}
