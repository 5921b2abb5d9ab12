import type { MailEndpointView } from '../../../shared/contract/mailboxes.ts';
import type { ProviderId } from '../../../shared/domain/mailboxes/provider-preset.ts';
import { presetForAddress } from '../../../shared/domain/mailboxes/provider-presets.ts';

/** The servers that most likely belong to an address. */
export interface GuessedServers {
  readonly provider: ProviderId;
  readonly imap: MailEndpointView;
  readonly smtp: MailEndpointView;
  /** What this provider asks for. */
  readonly hint: string | null;
}

type Security = MailEndpointView['security'];

/** The usual ports: encrypted from the first byte, or before anything is said. */
export const USUAL_PORTS: Readonly<Record<'imap' | 'smtp', Readonly<Record<Security, number>>>> = {
  imap: { tls: 993, starttls: 143 },
  smtp: { tls: 465, starttls: 587 },
};

/** From the part after the @: a preset, or custom; null while there is no whole domain yet. */
export function guessServers(address: string): GuessedServers | null {
  const domain = address.trim().toLowerCase().split('@')[1] ?? '';
  if (!/^[^\s.]+(?:\.[^\s.]+)+$/u.test(domain)) return null;
  const preset = presetForAddress(address);
  if (preset !== null) {
    return { provider: preset.id, imap: preset.imap, smtp: preset.smtp, hint: preset.loginHint };
  }
  return {
    provider: 'other',
    imap: { host: `imap.${domain}`, port: USUAL_PORTS.imap.tls, security: 'tls' },
    smtp: { host: `smtp.${domain}`, port: USUAL_PORTS.smtp.starttls, security: 'starttls' },
    hint: null,
  };
}
