import type { PresetServer, ProviderId, ProviderPreset } from './provider-preset.ts';

const READ = '2026-11-22';

const implicit = (host: string, port: number): PresetServer => ({ host, port, security: 'tls' });
const startTls = (host: string): PresetServer => ({ host, port: 587, security: 'starttls' });

const provider = (url: string) => ({ url, read: READ, by: 'provider' }) as const;
const thirdParty = (url: string) => ({ url, read: READ, by: 'third_party' }) as const;

/** Mail providers with the servers, logins and limits that they had on the day that each source names. */
export const PROVIDER_PRESETS: readonly ProviderPreset[] = [
  {
    id: 'google',
    name: 'Gmail and Google Workspace',
    page: 'https://developers.google.com/workspace/gmail/imap/imap-smtp',
    domains: ['gmail.com', 'googlemail.com'],
    mxSuffixes: ['google.com', 'googlemail.com'],
    imap: implicit('imap.gmail.com', 993),
    smtp: implicit('smtp.gmail.com', 465),
    logins: ['google', 'app_password'],
    loginHint:
      'Connect with your own Google client id. App passwords need 2-Step Verification; Workspace administrators can forbid them.',
    appPasswordPage: 'https://myaccount.google.com/apppasswords',
    savesSent: true,
    limits: { perMinute: 20, perDay: 400 },
    providerLimit:
      '2,000 messages a day for Google Workspace (500 during a trial) and 100 recipients a message; 500 messages a day for Gmail, as others report',
    sources: [
      provider('https://developers.google.com/workspace/gmail/imap/imap-smtp'),
      provider('https://support.google.com/a/answer/166852'),
      // That what is sent by SMTP is copied to Sent.
      provider('https://support.google.com/mail/answer/78892'),
      thirdParty('https://developer.nylas.com/docs/cookbook/email/gmail-smtp-settings/'),
    ],
  },
  {
    id: 'microsoft365',
    name: 'Microsoft 365',
    page: 'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
    domains: [],
    mxSuffixes: ['mail.protection.outlook.com', 'mx.microsoft'],
    imap: implicit('outlook.office365.com', 993),
    smtp: startTls('smtp.office365.com'),
    logins: ['microsoft'],
    loginHint:
      'Connect with your own Entra application id. Passwords are not accepted for reading mail; the administrator has to allow authenticated SMTP for the mailbox, which is off in new companies.',
    appPasswordPage: null,
    savesSent: true,
    limits: { perMinute: 20, perDay: 1000 },
    providerLimit: '30 messages a minute, 10,000 recipients a day',
    sources: [
      provider(
        'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
      ),
      // Copies in Sent Items, 30 messages a minute, 10,000 recipients a day, three connections.
      provider('https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements'),
      // Passwords for sending: off by default at the end of December 2026, an administrator can allow them again.
      provider(
        'https://techcommunity.microsoft.com/blog/exchange/updated-exchange-online-smtp-auth-basic-authentication-deprecation-timeline/4489835',
      ),
      thirdParty('https://developer.nylas.com/docs/cookbook/email/outlook-smtp-settings/'),
    ],
  },
  {
    id: 'outlook',
    name: 'Outlook.com',
    page: 'https://support.microsoft.com/office/pop-imap-and-smtp-settings-8361e398-8af4-4e97-b147-6c6c4ac95353',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    mxSuffixes: ['olc.protection.outlook.com'],
    imap: implicit('outlook.office365.com', 993),
    smtp: startTls('smtp-mail.outlook.com'),
    logins: ['microsoft'],
    loginHint:
      'Connect with your own Entra application id that allows personal accounts; passwords have not been accepted since September 2024. IMAP is off at first: switch it on in the settings of Outlook.com.',
    appPasswordPage: null,
    savesSent: null,
    limits: { perMinute: 10, perDay: 200 },
    providerLimit: null,
    sources: [
      provider(
        'https://support.microsoft.com/office/pop-imap-and-smtp-settings-8361e398-8af4-4e97-b147-6c6c4ac95353',
      ),
      thirdParty('https://patriotmail.ai/blog/microsoft-modern-authentication-outlook-app-passwords'),
    ],
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail',
    page: 'https://help.yahoo.com/kb/SLN4075.html',
    domains: ['yahoo.com', 'ymail.com', 'rocketmail.com', 'yahoo.de', 'yahoo.co.uk', 'yahoo.fr'],
    mxSuffixes: ['yahoodns.net'],
    imap: implicit('imap.mail.yahoo.com', 993),
    smtp: implicit('smtp.mail.yahoo.com', 465),
    logins: ['app_password'],
    loginHint: 'Make an app password in the account security page of Yahoo; your usual password is refused.',
    appPasswordPage: 'https://login.yahoo.com/account/security',
    savesSent: null,
    limits: { perMinute: 10, perDay: 200 },
    providerLimit: '500 messages a day and 100 recipients a message, as others report',
    sources: [
      provider('https://senders.yahooinc.com/developer/documentation'),
      thirdParty('https://xenocept.com/docs/email-setup/yahoo.html'),
      thirdParty(
        'https://www.suped.com/knowledge/email-deliverability/technical/what-are-yahoos-smtp-connection-and-concurrent-link-limits-and-how-to-manage-them-for-email-deli',
      ),
    ],
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    page: 'https://support.apple.com/102525',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mxSuffixes: ['mail.icloud.com'],
    imap: implicit('imap.mail.me.com', 993),
    smtp: startTls('smtp.mail.me.com'),
    logins: ['app_password'],
    loginHint: 'Make an app-specific password for your Apple account; it needs two-factor authentication.',
    appPasswordPage: 'https://account.apple.com/account/manage',
    savesSent: null,
    limits: { perMinute: 10, perDay: 200 },
    providerLimit: '1,000 messages and 1,000 recipients a day, 500 recipients a message',
    sources: [
      provider('https://support.apple.com/102198'),
      thirdParty('https://meshworld.in/blog/devops/email/icloud-smtp-server'),
      thirdParty('https://sowebmail.com/email-setup/icloud'),
    ],
  },
  {
    id: 'gmx',
    name: 'GMX',
    page: 'https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    mxSuffixes: ['gmx.net'],
    imap: implicit('imap.gmx.net', 993),
    smtp: startTls('mail.gmx.net'),
    logins: ['password'],
    loginHint:
      'Allow access by IMAP in the settings of GMX first. With two-factor authentication make an application password.',
    appPasswordPage: 'https://hilfe.gmx.net/sicherheit/2fa/anwendungsspezifisches-passwort.html',
    savesSent: null,
    limits: { perMinute: 10, perDay: 100 },
    providerLimit: null,
    sources: [
      { url: 'https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html', read: null, by: 'provider' },
      provider('https://hilfe.gmx.net/sicherheit/2fa/anwendungsspezifisches-passwort.html'),
      provider('https://support.gmx.com/pop-imap/imap/imap.html'),
    ],
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    page: 'https://www.fastmail.com/help/technical/servernamesandports.html',
    domains: ['fastmail.com', 'fastmail.fm'],
    mxSuffixes: ['messagingengine.com'],
    imap: implicit('imap.fastmail.com', 993),
    smtp: implicit('smtp.fastmail.com', 465),
    logins: ['app_password'],
    loginHint: 'Make an app password in the privacy and security settings of Fastmail.',
    appPasswordPage: 'https://app.fastmail.com/settings/security/apps',
    savesSent: null,
    limits: { perMinute: 20, perDay: 400 },
    providerLimit: null,
    sources: [provider('https://www.fastmail.com/help/technical/servernamesandports.html')],
  },
];

/** The preset with this id; null for `other`. */
export function presetOf(id: ProviderId): ProviderPreset | null {
  return PROVIDER_PRESETS.find((preset) => preset.id === id) ?? null;
}

/**
 * Whether the provider is known to put sent mail into Sent by itself: only for its own servers, by their names; null for
 * any other server, and where it is found out.
 */
export function knownToSaveSent(
  id: ProviderId,
  imapHost: string,
  smtpHost: string | undefined,
): boolean | null {
  const preset = presetOf(id);
  if (preset === null || preset.imap.host !== imapHost || preset.smtp.host !== smtpHost) return null;
  return preset.savesSent;
}

/** The preset whose own domain an address has; null for any other domain. */
export function presetForAddress(address: string): ProviderPreset | null {
  const domain = domainOf(address);
  return PROVIDER_PRESETS.find(({ domains }) => domains.includes(domain)) ?? null;
}

/** The preset that the hosts of a domain's incoming mail (MX) point to, or null. */
export function presetForMx(hosts: readonly string[]): ProviderPreset | null {
  const names = hosts.map((host) => host.toLowerCase().replace(/\.$/u, ''));
  const fits = (suffix: string) => names.some((name) => name === suffix || name.endsWith(`.${suffix}`));
  // The longest suffix decides: the personal service of Microsoft is a part of the one for companies.
  const fitting = PROVIDER_PRESETS.flatMap((preset) =>
    preset.mxSuffixes.filter(fits).map((suffix) => ({ preset, suffix })),
  ).sort((one, other) => other.suffix.length - one.suffix.length);
  return fitting[0]?.preset ?? null;
}

/** The domain of a mail address in lower case; empty when there is none. */
export function domainOf(address: string): string {
  return address.trim().split('@').at(-1)?.toLowerCase() ?? '';
}
