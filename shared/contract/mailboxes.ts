import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { idOf, instantSchema } from './primitives.ts';

/** A mail server as the user set it up. */
export const mailEndpointSchema = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
});
export type MailEndpointView = z.infer<typeof mailEndpointSchema>;

/** One line of the connection test; the order is the order in which they are tried. */
export const mailCheckSchema = z.object({
  check: z.enum(['dns', 'connect', 'tls', 'login', 'drafts_folder', 'quota', 'smtp']),
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
});
export type MailboxView = z.infer<typeof mailboxSchema>;

/** What a password may hold: it goes into the login as it is, so nothing that ends a line. */
const password = z
  .string()
  .min(1, 'Enter the password of the mailbox.')
  .max(1_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001F\u007F]*$/u, 'The password holds a control character. Type it anew.');

const mailUrl = z.string().trim().min(1, 'Enter the address of the server.').max(300);

/**
 * A mailbox to be added. The server addresses are URLs (`imaps://host:port`, `smtp+starttls://host:port`); the
 * engine reads them strictly and refuses those without encryption.
 */
export const mailboxInputSchema = z.object({
  address: z.string().trim().min(3, 'Enter the mail address.').max(320),
  displayName: z.string().trim().max(200).nullable().default(null),
  imapUrl: mailUrl,
  smtpUrl: mailUrl.nullable().default(null),
  user: z.string().trim().min(1, 'Enter the user name of the mailbox.').max(320),
  password,
  certificateAuthority: z.string().max(100_000).nullable().default(null),
  draftsFolder: z.string().min(1).max(1_000).nullable().default(null),
});
export type MailboxInput = z.infer<typeof mailboxInputSchema>;
