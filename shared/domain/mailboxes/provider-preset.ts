import type { SendingLimits } from '../outbox/sending-limits.ts';

export const PROVIDER_IDS = [
  'google',
  'microsoft365',
  'outlook',
  'yahoo',
  'icloud',
  'gmx',
  'fastmail',
  'other',
] as const;
/** Who runs the mailbox. An id is never renamed: mailboxes are stored with it. */
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** A mail server of a provider. There is no unencrypted kind. */
export interface PresetServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

/** Where a preset's facts come from. */
export interface PresetSource {
  readonly url: string;
  /** The day on which it was read, `YYYY-MM-DD`; null: known from elsewhere and still to be read. */
  readonly read: string | null;
  /** `provider`: a page of the provider itself; `third_party`: what others say about it. */
  readonly by: 'provider' | 'third_party';
}

export interface ProviderPreset {
  readonly id: Exclude<ProviderId, 'other'>;
  readonly name: string;
  /** The provider's own page about its servers: where a person looks when they no longer fit. */
  readonly page: string;
  /** Domains whose addresses are certainly with this provider. Companies' own domains are found by discovery. */
  readonly domains: readonly string[];
  /** Names at whose end a domain's incoming mail (MX) shows that it is with this provider. */
  readonly mxSuffixes: readonly string[];
  readonly imap: PresetServer;
  readonly smtp: PresetServer;
  /** Ways to log in, the better one first. */
  readonly logins: readonly PresetLogin[];
  /** What the login needs, in one sentence for the person who sets it up. */
  readonly loginHint: string;
  readonly appPasswordPage: string | null;
  /** Whether the provider puts what was sent by SMTP into Sent by itself; null: found out with the first message. */
  readonly savesSent: boolean | null;
  /** What is set at first: below what the provider allows, since people send from the mailbox, too. */
  readonly limits: SendingLimits;
  /** What the provider itself allows, in words; null when it does not say. */
  readonly providerLimit: string | null;
  readonly sources: readonly [PresetSource, ...PresetSource[]];
}

/** `google`, `microsoft`: OAuth with that service. `app_password`: one made for this program. */
export type PresetLogin = 'google' | 'microsoft' | 'app_password' | 'password';
