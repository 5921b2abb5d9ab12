import type { MailAccount, MailSecret } from '../../../electron/engine/mail/account/mail-account.ts';
import { composeMessage } from '../../../electron/engine/mail/compose/compose-message.ts';
import { parseMailAddress } from '../../../electron/engine/mail/compose/mail-address.ts';
import { instant } from '../../../shared/domain/dates.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import type { Dovecot, TestUser } from '../../support/dovecot.ts';

/** The account of a test user, over IMAPS and submission with STARTTLS; `changes` replace parts of it. */
export function accountOf(
  server: Dovecot,
  { user }: TestUser,
  changes: Partial<MailAccount> = {},
): MailAccount {
  return {
    address: user,
    user,
    imap: { protocol: 'imap', host: 'localhost', port: server.imapsPort, security: 'tls' },
    smtp: { protocol: 'smtp', host: 'localhost', port: server.submissionPort, security: 'starttls' },
    caPem: server.caPem,
    pins: { imap: null, smtp: null },
    draftsFolder: null,
    sentFolder: null,
    ...changes,
  };
}

export function secretOf({ password }: TestUser): MailSecret {
  return { kind: 'password', password };
}

/** A finished message to a customer; `length` characters of text make it large. */
export async function draftMessage(messageId: string, length = 100): Promise<Buffer> {
  return composeMessage({
    from: parseMailAddress('Ines Okafor <alice@example.test>'),
    to: [parseMailAddress('payables@northwind.example')],
    cc: [],
    subject: 'Halden Instruments: €4,821.00 past due',
    text: `Zoë, \n${'The invoice is open. \n'.repeat(Math.ceil(length / 22))}`,
    html: '<p>Zoë</p>',
    messageId,
    date: instant('2026-11-21T08:12:00.000Z'),
    draftId: 'draft-1' as DraftId,
  });
}
