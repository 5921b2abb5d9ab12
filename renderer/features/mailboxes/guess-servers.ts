import type { MailEndpointView } from '../../../shared/contract/mailboxes.ts';

/** The servers that most likely belong to an address. */
export interface GuessedServers {
  readonly imap: MailEndpointView;
  readonly smtp: MailEndpointView;
  /** What this provider asks for beside the usual password. */
  readonly hint: string | null;
}

type Security = MailEndpointView['security'];

/** The usual ports: encrypted from the first byte, or before anything is said. */
export const USUAL_PORTS: Readonly<Record<'imap' | 'smtp', Readonly<Record<Security, number>>>> = {
  imap: { tls: 993, starttls: 143 },
  smtp: { tls: 465, starttls: 587 },
};

interface Provider {
  readonly domains: readonly string[];
  readonly imap: string;
  readonly smtp: string;
  readonly smtpSecurity: Security;
  readonly hint: string | null;
}

const APP_PASSWORD = 'asks for an app password here, not the one you sign in with.';

/** Published by the providers; a domain of its own is guessed from its name. */
const PROVIDERS: readonly Provider[] = [
  {
    domains: ['gmail.com', 'googlemail.com'],
    imap: 'imap.gmail.com',
    smtp: 'smtp.gmail.com',
    smtpSecurity: 'tls',
    hint: `Gmail ${APP_PASSWORD}`,
  },
  {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    imap: 'outlook.office365.com',
    smtp: 'smtp-mail.outlook.com',
    smtpSecurity: 'starttls',
    hint: 'Outlook.com takes no passwords over IMAP any more. Save letters as .eml until sign-in with Microsoft is there.',
  },
  {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: 'imap.mail.me.com',
    smtp: 'smtp.mail.me.com',
    smtpSecurity: 'starttls',
    hint: `iCloud ${APP_PASSWORD}`,
  },
  {
    domains: ['yahoo.com', 'yahoo.co.uk', 'ymail.com'],
    imap: 'imap.mail.yahoo.com',
    smtp: 'smtp.mail.yahoo.com',
    smtpSecurity: 'tls',
    hint: `Yahoo ${APP_PASSWORD}`,
  },
  {
    domains: ['fastmail.com', 'fastmail.fm'],
    imap: 'imap.fastmail.com',
    smtp: 'smtp.fastmail.com',
    smtpSecurity: 'tls',
    hint: `Fastmail ${APP_PASSWORD}`,
  },
  {
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    imap: 'imap.gmx.net',
    smtp: 'mail.gmx.net',
    smtpSecurity: 'tls',
    hint: null,
  },
];

/** Guesses from the part after the @; null while there is no whole domain yet. */
export function guessServers(address: string): GuessedServers | null {
  const domain = address.trim().toLowerCase().split('@')[1] ?? '';
  if (!/^[^\s.]+(?:\.[^\s.]+)+$/u.test(domain)) return null;
  const known = PROVIDERS.find((provider) => provider.domains.includes(domain));
  const smtpSecurity = known?.smtpSecurity ?? 'starttls';
  return {
    imap: { host: known?.imap ?? `imap.${domain}`, port: USUAL_PORTS.imap.tls, security: 'tls' },
    smtp: {
      host: known?.smtp ?? `smtp.${domain}`,
      port: USUAL_PORTS.smtp[smtpSecurity],
      security: smtpSecurity,
    },
    hint: known?.hint ?? null,
  };
}
