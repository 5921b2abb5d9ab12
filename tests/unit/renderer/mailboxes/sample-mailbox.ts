import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';

/** A mailbox with a password that reads and sends, and was not tested yet. */
export const MAILBOX: MailboxView = {
  id: 'mb-1' as MailboxId,
  address: 'ines@halden.example',
  displayName: null,
  imap: { host: 'imap.halden.example', port: 993, security: 'tls' },
  smtp: { host: 'smtp.halden.example', port: 587, security: 'starttls' },
  user: 'ines@halden.example',
  draftsFolder: null,
  hasCertificateAuthority: false,
  hasSecret: true,
  lastCheck: null,
  provider: 'other',
  login: 'password',
  service: null,
  reconnect: null,
  aliases: [],
  sentFolder: null,
  savesSent: null,
  perMinute: 20,
  perDay: 400,
  pause: null,
  pins: { imap: null, smtp: null },
};
