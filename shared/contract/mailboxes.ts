import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { PROVIDER_IDS } from '../domain/mailboxes/provider-preset.ts';
import { oauthServiceSchema, signInIdSchema } from './mailbox-sign-in.ts';
import { idOf, instantSchema, wholeTextSchema } from './primitives.ts';

/** A mail server as the user set it up. */
export const mailEndpointSchema = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
});
export type MailEndpointView = z.infer<typeof mailEndpointSchema>;

/** One line of the connection test; the order is the order in which they are tried. */
export const mailCheckSchema = z.object({
  check: z.enum(['dns', 'connect', 'tls', 'login', 'drafts_folder', 'sent_folder', 'quota', 'smtp']),
  ok: z.boolean(),
  text: z.string(),
});
export type MailCheckView = z.infer<typeof mailCheckSchema>;

/** Outcome of a connection test. `ok` when every check is. */
export const mailboxTestSchema = z.object({
  ok: z.boolean(),
  at: instantSchema,
  checks: z.array(mailCheckSchema),
});
export type MailboxTest = z.infer<typeof mailboxTestSchema>;

/** Another address that the mailbox may send as. */
export const mailboxAliasSchema = z.object({
  address: wholeTextSchema(320).trim().min(3, 'Enter the mail address.'),
  name: wholeTextSchema(200).trim().nullable().default(null),
});
export type MailboxAlias = z.infer<typeof mailboxAliasSchema>;

/** A mailbox as the window shows it. The password never comes back; `hasSecret` says whether one is stored. */
export const mailboxSchema = z.object({
  id: idOf<MailboxId>(),
  address: z.string(),
  displayName: z.string().nullable(),
  imap: mailEndpointSchema,
  smtp: mailEndpointSchema.nullable(),
  user: z.string(),
  draftsFolder: z.string().nullable(),
  hasCertificateAuthority: z.boolean(),
  hasSecret: z.boolean(),
  lastCheck: mailboxTestSchema.nullable(),
  provider: z.enum(PROVIDER_IDS),
  login: z.enum(['password', 'oauth']),
  /** Which service it was connected with; null for a password. */
  service: oauthServiceSchema.nullable(),
  /** Why its owner has to sign in again; null while the permission is good. */
  reconnect: z.string().nullable(),
  aliases: z.array(mailboxAliasSchema),
  sentFolder: z.string().nullable(),
  /** Whether the provider puts sent mail into Sent by itself; null until it was seen. */
  savesSent: z.boolean().nullable(),
  perMinute: z.int(),
  perDay: z.int(),
  /** While it is set nothing is sent; `until` null: until a person resumes. */
  pause: z.object({ reason: z.string(), until: instantSchema.nullable() }).nullable(),
  /** SHA-256 of the certificates that were accepted for the servers. */
  pins: z.object({ imap: z.string().nullable(), smtp: z.string().nullable() }),
});
export type MailboxView = z.infer<typeof mailboxSchema>;

/** What a password may hold: it goes into the login as it is, so nothing that ends a line. */
const password = wholeTextSchema(1_000)
  .min(1, 'Enter the password of the mailbox.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001F\u007F]*$/u, 'The password holds a control character. Type it anew.');

const folder = wholeTextSchema(1_000).min(1);

const mailUrl = wholeTextSchema(300).trim().min(1, 'Enter the address of the server.');

/**
 * A mailbox to be added. The server addresses are URLs (`imaps://host:port`, `smtp+starttls://host:port`); the
 * engine reads them strictly and refuses those without encryption.
 */
export const mailboxInputSchema = z.object({
  address: wholeTextSchema(320).trim().min(3, 'Enter the mail address.'),
  displayName: wholeTextSchema(200).trim().nullable().default(null),
  imapUrl: mailUrl,
  smtpUrl: mailUrl.nullable().default(null),
  user: wholeTextSchema(320).trim().min(1, 'Enter the user name of the mailbox.'),
  /** Either the password, or the finished sign-in whose token opens the mailbox. */
  password: password.optional(),
  signIn: signInIdSchema.optional(),
  certificateAuthority: wholeTextSchema(100_000).nullable().default(null),
  draftsFolder: folder.nullable().default(null),
  sentFolder: folder.nullable().optional(),
  provider: z.enum(PROVIDER_IDS).optional(),
  aliases: z.array(mailboxAliasSchema).max(50).optional(),
  /** Absent: what the preset of the provider says. */
  perMinute: z.int().min(1).max(1_000).optional(),
  perDay: z.int().min(1).max(100_000).optional(),
});
export type MailboxInput = z.infer<typeof mailboxInputSchema>;

/**
 * Other settings for a mailbox. The address stays. What is absent stays as it is: the password, the certificate
 * authority (null takes it away), the sent folder, aliases and limits.
 */
export const mailboxChangeSchema = mailboxInputSchema.omit({ address: true, signIn: true }).extend({
  id: idOf<MailboxId>(),
  displayName: wholeTextSchema(200).trim().nullable(),
  smtpUrl: mailUrl.nullable(),
  certificateAuthority: wholeTextSchema(100_000).nullable().optional(),
  draftsFolder: folder.nullable(),
});
export type MailboxChange = z.infer<typeof mailboxChangeSchema>;

/** What a test message to itself showed about a mailbox. */
export const sentProbeSchema = z.object({
  /** Whether the provider puts sent mail into Sent by itself; if not, Duebook does. */
  savesSent: z.boolean(),
  /** Copies of the test message that were removed again. */
  removed: z.int(),
});
export type SentProbe = z.infer<typeof sentProbeSchema>;

/** `saved` is false when the test failed: then nothing was changed, and the mailbox is as it was. */
export const mailboxChangedSchema = z.object({
  saved: z.boolean(),
  mailbox: mailboxSchema,
  /** Null when nothing was changed that a test would try. */
  test: mailboxTestSchema.nullable(),
});
export type MailboxChanged = z.infer<typeof mailboxChangedSchema>;
