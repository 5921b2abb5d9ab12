import { z } from 'zod';
import type { Brand } from '../domain/brand.ts';
import type { MailboxId } from '../domain/ids.ts';
import { idOf, instantSchema, wholeTextSchema } from './primitives.ts';

/** A sign-in under way; known only to the engine that began it. */
export type SignInId = Brand<string, 'SignInId'>;
export const signInIdSchema = idOf<SignInId>();

const clientId = wholeTextSchema(500).trim().min(1, 'Enter the client id that you registered.');

/** The service that gives out tokens, and the client id as which we ask. Holds no secret. */
export const oauthServiceSchema = z.discriminatedUnion('service', [
  z.object({ service: z.literal('google'), clientId }),
  z.object({
    service: z.literal('microsoft'),
    clientId,
    /** `common`, `organizations`, `consumers`, or a company's tenant by id or domain. */
    tenant: wholeTextSchema(253).trim().min(1).default('common'),
  }),
  z.object({
    service: z.literal('own'),
    clientId,
    issuer: wholeTextSchema(500).trim().min(1, 'Enter the address of the sign-in service.'),
    scopes: z.array(wholeTextSchema(200).trim().min(1).regex(/^\S+$/u)).min(1).max(20),
  }),
]);
export type OAuthServiceView = z.infer<typeof oauthServiceSchema>;

/** What begins a sign-in: for a mailbox to be added, or to connect one again with what it was connected with. */
export const signInStartSchema = z.union([
  z.object({
    service: oauthServiceSchema,
    /** Only where the service gives desktop programs one, such as Google. It goes into the key store. */
    clientSecret: wholeTextSchema(500).trim().min(1).nullable().default(null),
    address: wholeTextSchema(320).trim(),
  }),
  z.object({ mailboxId: idOf<MailboxId>() }),
]);
export type SignInStart = z.infer<typeof signInStartSchema>;

export const signInStartedSchema = z.object({
  id: signInIdSchema,
  /** To be opened in the person's own browser, never inside the window. */
  url: z.string(),
  /** Where it leads, to be shown. */
  host: z.string(),
  /** When the listener gives up. */
  until: instantSchema,
});
export type SignInStarted = z.infer<typeof signInStartedSchema>;

export const signInEndedSchema = z.object({
  state: z.enum(['done', 'cancelled', 'timed_out', 'failed']),
  text: z.string(),
});
export type SignInEnded = z.infer<typeof signInEndedSchema>;
