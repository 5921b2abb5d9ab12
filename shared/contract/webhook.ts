import { z } from 'zod';
import { WEBHOOK_KINDS } from '../domain/webhook/webhook-kinds.ts';
import { procedure } from './base.ts';
import { instantSchema, wholeTextSchema } from './primitives.ts';

export const webhookSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({
    state: z.enum(['on', 'paused']),
    url: z.string(),
    kinds: z.array(z.enum(WEBHOOK_KINDS)),
    /** Whether texts of notes, calls and mails go along. */
    withText: z.boolean(),
    /** Whether the address may be one of a private network. */
    privateAllowed: z.boolean(),
    /** Events that wait to be told. */
    waiting: z.number().int(),
    delivered: z.number().int(),
    deliveredAt: instantSchema.nullable(),
    nextAt: instantSchema.nullable(),
    /** What kept the last try from being delivered; null after one that was. */
    problem: z.string().nullable(),
  }),
]);
export type WebhookView = z.infer<typeof webhookSchema>;

export const webhookContract = {
  get: procedure.output(webhookSchema),
  /** Turns it on, or changes it. `secret` comes back once, when Duebook made it. */
  set: procedure
    .input(
      z.object({
        url: wholeTextSchema(2000),
        kinds: z.array(z.enum(WEBHOOK_KINDS)).min(1).max(100),
        withText: z.boolean().default(false),
        privateAllowed: z.boolean().default(false),
        newSecret: z.boolean().default(false),
      }),
    )
    .output(z.object({ webhook: webhookSchema, secret: z.string().nullable() })),
  off: procedure.output(z.object({ turnedOff: z.boolean() })),
  /** Sends an event about no customer. */
  test: procedure.output(z.object({ ok: z.boolean(), text: z.string() })),
  /** Goes on after a pause; `skip` leaves the event out that is next. */
  resume: procedure.input(z.object({ skip: z.boolean().default(false) })).output(webhookSchema),
};
