import { z } from 'zod';
import { DEBTOR_TYPES } from '../domain/contact-rules/types.ts';
import { disputeSchema } from './disputes.ts';
import { doNotContactSchema, standingHoldSchema } from './holds.ts';
import { minorSchema, plainDateSchema } from './primitives.ts';
import { keptRateSchema, promiseSchema } from './promises.ts';

/** What is open of an invoice, parted without rest. Definitions: `/docs/user-guide.md`, "Free, promised, disputed, held". */
export const invoicePartsSchema = z.object({
  claimed: minorSchema,
  disputed: minorSchema,
  held: minorSchema,
  promised: minorSchema,
  free: minorSchema,
});

/** Everything that stands against asking an account. */
export const accountStandingSchema = z.object({
  /** Open ones by their last day, then those that were decided last; `numbers` are of its invoices. */
  promises: z.array(promiseSchema.extend({ numbers: z.array(z.string()) })),
  /** Of the twelve months up to the date, by currency. */
  keptRates: z.array(keptRateSchema),
  /** Open ones, the oldest first. */
  disputes: z.array(disputeSchema),
  /** On the workspace, the account and its invoices; `number` of the invoice. */
  holds: z.array(standingHoldSchema.extend({ number: z.string().nullable() })),
  /** `name` of the contact. */
  doNotContact: z.array(doNotContactSchema.extend({ name: z.string().nullable() })),
  /** The customer waits for an answer. */
  unansweredReply: z.object({ since: plainDateSchema, about: z.string(), setBy: z.string() }).nullable(),
  /** Addresses of its contacts from which mail comes back. */
  undeliverable: z.array(
    z.object({ address: z.string(), since: plainDateSchema, about: z.string(), setBy: z.string() }),
  ),
  owner: z.string().nullable(),
  debtor: z.object({
    debtorType: z.enum(DEBTOR_TYPES),
    /** ISO code of two letters; null: that of the books. */
    country: z.string().nullable(),
    region: z.string().nullable(),
    timeZone: z.string().nullable(),
  }),
});
export type AccountStanding = z.infer<typeof accountStandingSchema>;
