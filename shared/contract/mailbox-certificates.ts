import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { idOf, instantSchema, wholeTextSchema } from './primitives.ts';

/** The certificate that a mail server shows, as a person compares it. */
export const serverCertificateSchema = z.object({
  server: z.enum(['imap', 'smtp']),
  host: z.string(),
  port: z.int(),
  /** SHA-256 as `AB:CD:…`. */
  fingerprint: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: instantSchema,
  validTo: instantSchema,
  /** Trusted by this computer or the company's authority: nothing has to be accepted. */
  trusted: z.boolean(),
  /** Why it is not trusted; null when it is. */
  problem: z.string().nullable(),
  /** SHA-256 of the one that was accepted before; another one is in the way now when they differ. */
  accepted: z.string().nullable(),
});
export type ServerCertificate = z.infer<typeof serverCertificateSchema>;

/** What came of looking at one server: its certificate, or why none was to be had. */
export const certificateProbeSchema = z.object({
  server: z.enum(['imap', 'smtp']),
  certificate: serverCertificateSchema.nullable(),
  problem: z.string().nullable(),
});
export type CertificateProbe = z.infer<typeof certificateProbeSchema>;

/** `fingerprint` is what the person saw and agreed to; null takes an accepted certificate away. */
export const certificateChoiceSchema = z.object({
  id: idOf<MailboxId>(),
  server: z.enum(['imap', 'smtp']),
  fingerprint: wholeTextSchema(100)
    .regex(/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/u, 'A SHA-256 fingerprint.')
    .nullable(),
});
export type CertificateChoice = z.infer<typeof certificateChoiceSchema>;
