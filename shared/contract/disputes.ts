import { z } from 'zod';
import { DISPUTE_AGE_BANDS } from '../domain/disputes/cycle-time.ts';
import { DISPUTE_REASONS } from '../domain/disputes/reasons.ts';
import type { AccountId, DisputeId, DocumentId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { currencySchema, idOf, minorSchema, plainDateSchema, textSchema } from './primitives.ts';

const paperSchema = z.object({ name: textSchema(120), receivedOn: plainDateSchema.nullable() });

export const disputeDetailsSchema = z.object({
  reason: z.enum(DISPUTE_REASONS),
  /** Null: all that is open of the invoice. */
  amountMinor: minorSchema.nullable(),
  text: textSchema(4000),
  /** Who settles it, outside accounts receivable. */
  owner: textSchema(120).nullable(),
  nextAction: textSchema(500).nullable(),
  nextDate: plainDateSchema.nullable(),
  papers: z.array(paperSchema).max(30),
});

/** A dispute as it stands. `openMinor` is what is open of its invoice now. */
export const disputeSchema = z.object({
  id: idOf<DisputeId>(),
  accountId: idOf<AccountId>(),
  documentId: idOf<DocumentId>(),
  number: z.string(),
  currency: currencySchema,
  openMinor: minorSchema,
  reason: z.enum(DISPUTE_REASONS),
  amountMinor: minorSchema.nullable(),
  state: z.enum(['open', 'resolved']),
  text: z.string(),
  owner: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextDate: plainDateSchema.nullable(),
  openedOn: plainDateSchema,
  openedBy: z.string(),
  resolvedOn: plainDateSchema.nullable(),
  outcome: z.string().nullable(),
  papers: z.array(z.object({ name: z.string(), receivedOn: plainDateSchema.nullable() })),
});
export type DisputeView = z.infer<typeof disputeSchema>;

/** One row of the list of disputes: with its account. */
export const disputeRowSchema = disputeSchema.extend({
  accountName: z.string(),
  accountNumber: z.string().nullable(),
});
export type DisputeRow = z.infer<typeof disputeRowSchema>;

/** Disputed amounts, one for each currency. */
const disputedAmountsSchema = z.array(z.object({ currency: currencySchema, minor: minorSchema }));
/** Calendar days from logging to resolution. */
const cycleTimeSchema = z.object({
  disputes: z.number().int(),
  meanDays: z.number(),
  medianDays: z.number(),
});

/** Aging and root causes of disputes. Definitions: `/docs/user-guide.md`, "Disputes". */
export const disputeSummarySchema = z.object({
  asOf: plainDateSchema,
  /** Resolved disputes count from this day on. */
  from: plainDateSchema,
  /** Open disputes by the days since they were logged; a band without any is there with 0. */
  bands: z.array(
    z.object({
      band: z.enum(DISPUTE_AGE_BANDS),
      disputes: z.number().int(),
      amounts: disputedAmountsSchema,
    }),
  ),
  /** By reason, the most open ones first; reasons without any are not in it. */
  causes: z.array(
    z.object({
      reason: z.enum(DISPUTE_REASONS),
      open: z.number().int(),
      amounts: disputedAmountsSchema,
      resolved: cycleTimeSchema.nullable(),
    }),
  ),
  /** Of all that were resolved; null without any. */
  resolved: cycleTimeSchema.nullable(),
});
export type DisputeSummary = z.infer<typeof disputeSummarySchema>;

export const disputesContract = {
  summary: procedure.output(disputeSummarySchema),
  open: procedure
    .input(disputeDetailsSchema.extend({ accountId: idOf<AccountId>(), documentId: idOf<DocumentId>() }))
    .output(z.object({ id: idOf<DisputeId>(), number: z.string() })),
  change: procedure
    .input(z.object({ id: idOf<DisputeId>(), details: disputeDetailsSchema }))
    .output(z.object({ changed: z.boolean() })),
  resolve: procedure
    .input(z.object({ id: idOf<DisputeId>(), outcome: textSchema(1000) }))
    .output(z.object({ resolved: z.boolean() })),
  reopen: procedure
    .input(z.object({ id: idOf<DisputeId>(), reason: textSchema(500).default('') }))
    .output(z.object({ reopened: z.boolean() })),
  /** Opened by mistake: it counts nowhere any more, and stands in the log alone. For undo. */
  withdraw: procedure
    .input(z.object({ id: idOf<DisputeId>(), reason: textSchema(500).default('') }))
    .output(z.object({ withdrawn: z.boolean() })),
  /** The oldest first; with their accounts. At most 500. */
  list: procedure
    .input(
      z.object({
        states: z.enum(['open', 'resolved', 'all']).default('open'),
        accountId: idOf<AccountId>().nullable().default(null),
      }),
    )
    .output(
      z.object({
        disputes: z.array(disputeRowSchema),
        total: z.number().int(),
      }),
    ),
};
