import { PROVIDER_IDS } from '../../../../shared/domain/mailboxes/provider-preset.ts';
import { knownToSaveSent } from '../../../../shared/domain/mailboxes/provider-presets.ts';
import { parseMailUrl } from '../../mail/account/mail-endpoint.ts';

/**
 * What the preset of a mailbox knows about copies of sent mail, as it is stored: 1 the provider saves them by itself, 0 not,
 * null nobody knows or its servers are others than those of the preset. Throws `validation` for a server that cannot be one.
 */
export function savesSentOf(settings: {
  readonly provider?: string | undefined;
  readonly imapUrl: string;
  readonly smtpUrl: string | null;
}): number | null {
  const imap = parseMailUrl(settings.imapUrl, 'imap');
  const smtp = settings.smtpUrl === null ? undefined : parseMailUrl(settings.smtpUrl, 'smtp');
  const provider = PROVIDER_IDS.find((id) => id === settings.provider) ?? 'other';
  const saves = knownToSaveSent(provider, imap.host, smtp?.host);
  return saves === null ? null : Number(saves);
}
