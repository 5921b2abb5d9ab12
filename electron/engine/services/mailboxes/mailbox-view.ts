import { X509Certificate } from 'node:crypto';
import {
  type MailboxAlias,
  type MailboxTest,
  type MailboxView,
  mailboxAliasSchema,
} from '../../../../shared/contract/mailboxes.ts';
import { PROVIDER_IDS } from '../../../../shared/domain/mailboxes/provider-preset.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { type MailEndpoint, parseMailUrl } from '../../mail/account/mail-endpoint.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { pauseOf } from './demo-mail.ts';
import { registrationOf } from './oauth-secret.ts';

/** A mailbox as screens show it; never a secret. */
export async function viewOf(workspace: OpenWorkspace, row: MailboxRow): Promise<MailboxView> {
  return {
    id: row.id,
    address: row.address,
    displayName: row.displayName,
    imap: endpointView(parseMailUrl(row.imapUrl, 'imap')),
    smtp: row.smtpUrl === null ? null : endpointView(parseMailUrl(row.smtpUrl, 'smtp')),
    user: row.user,
    draftsFolder: row.draftsFolder,
    hasCertificateAuthority: row.caPem !== null,
    hasSecret: (await workspace.secrets.get(row.secretName)) !== null,
    lastCheck: row.lastCheckJson === null ? null : (JSON.parse(row.lastCheckJson) as MailboxTest),
    provider: PROVIDER_IDS.find((id) => id === row.provider) ?? 'other',
    login: row.login,
    service: registrationOf(row),
    reconnect: row.reconnectReason,
    aliases: aliasesOf(row),
    sentFolder: row.sentFolder,
    savesSent: row.savesSent === null ? null : row.savesSent === 1,
    perMinute: row.perMinute,
    perDay: row.perDay,
    pause: pauseOf(workspace, row),
    pins: { imap: fingerprintOf(row.imapPin), smtp: fingerprintOf(row.smtpPin) },
  };
}

/** Addresses that the mailbox may send as besides its own. */
export function aliasesOf({ aliasesJson }: Pick<MailboxRow, 'aliasesJson'>): MailboxAlias[] {
  return mailboxAliasSchema.array().parse(JSON.parse(aliasesJson));
}

function endpointView({ host, port, security }: MailEndpoint): MailboxView['imap'] {
  return { host, port, security };
}

function fingerprintOf(pem: string | null): string | null {
  return pem === null ? null : new X509Certificate(pem).fingerprint256;
}
