import { z } from 'zod';
import type { AccountId, ViewId } from '../domain/ids.ts';
import { LANES } from '../domain/lanes/lanes.ts';
import { TEMPLATE_STAGES } from '../domain/letters/stages.ts';
import { PLANNED_KINDS } from '../domain/next-action/planned-kinds.ts';
import { BEST_ACTION_KINDS } from '../domain/next-action/types.ts';
import { procedure } from './base.ts';
import { figuresSchema } from './figures.ts';
import {
  currencySchema,
  cursorSchema,
  downloadSchema,
  idOf,
  instantSchema,
  minorSchema,
  pageLimitSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';

export const BUCKETS = ['current', 'd1_30', 'd31_60', 'd61_90', 'd91_plus'] as const;
export const bucketSchema = z.enum(BUCKETS);

/** Open invoices by bucket, in minor units of one currency. */
export const bucketAmountsSchema = z.object({
  current: minorSchema,
  d1_30: minorSchema,
  d31_60: minorSchema,
  d61_90: minorSchema,
  d91_plus: minorSchema,
});

/** Definition of every figure: `/docs/user-guide.md`, "Figures". credits and unapplied are ≤ 0. */
export const agingSchema = bucketAmountsSchema.extend({
  currency: currencySchema,
  gross: minorSchema,
  credits: minorSchema,
  unapplied: minorSchema,
  net: minorSchema,
  invoices: z.number().int(),
});
export type AgingFigures = z.infer<typeof agingSchema>;

export const reasonSchema = z.object({ code: z.string(), text: z.string(), points: z.number() });
export const nextActionSchema = z.object({
  kind: z.string(),
  date: plainDateSchema,
  note: z.string().nullable(),
});
export const holdSchema = z.object({
  code: z.string(),
  until: plainDateSchema.nullable(),
  reason: z.string().nullable(),
});

/** What the rules propose to do, on which day, and why in words: see "Next best action" in the user guide. */
export const nextBestActionSchema = z.object({
  kind: z.enum(BEST_ACTION_KINDS),
  /** Which letter, for a mail. */
  stage: z.enum(TEMPLATE_STAGES).nullable(),
  date: plainDateSchema,
  reasons: z.array(z.string()),
});
export type NextBestActionView = z.infer<typeof nextBestActionSchema>;

/** One account in one currency. */
export const worklistItemSchema = z.object({
  rank: z.number().int(),
  accountId: idOf<AccountId>(),
  number: z.string().nullable(),
  name: z.string(),
  country: z.string().nullable(),
  currency: currencySchema,
  aging: agingSchema,
  /** Open invoices that are past due. */
  overdue: minorSchema,
  /** All open invoices (the aging's gross). */
  open: minorSchema,
  /** What of the overdue may be asked for today: neither claimed, disputed, held nor promised. */
  free: minorSchema,
  /** The level of the last promise where it was not kept and is not made good; else 0. */
  brokenLevel: z.number().int(),
  promiseDue: plainDateSchema.nullable(),
  /** Nothing is to be done today: snoozed, on hold, or all of it waits for a promise. */
  rests: z.boolean(),
  owner: z.string().nullable(),
  /** Null when nothing is overdue, as `proposal`. */
  lane: z.enum(LANES).nullable(),
  proposal: nextBestActionSchema.nullable(),
  /** Something is going to happen on what is overdue: planned, put away up to a day, promised, or with a date in a dispute. */
  hasStep: z.boolean(),
  overdueInvoices: z.number().int(),
  oldestDaysPastDue: z.number().int(),
  score: z.number().int(),
  reasons: z.array(reasonSchema),
  nextAction: nextActionSchema.nullable(),
  holds: z.array(holdSchema),
  stage: z.enum(TEMPLATE_STAGES),
  lastTouch: z.object({ at: instantSchema, kind: z.string(), summary: z.string() }).nullable(),
  disputedInLedger: z.boolean(),
});
export type WorklistItem = z.infer<typeof worklistItemSchema>;

export const SORT_KEYS = [
  'priority',
  'overdue',
  'open',
  'oldest',
  'name',
  'lastTouch',
  'nextAction',
] as const;
export const worklistFilterSchema = z.object({
  /** `overdue`: something is past due (the worklist proper). `open`: anything open. `all`: every account. */
  scope: z.enum(['overdue', 'open', 'all']).default('overdue'),
  search: wholeTextSchema(200).default(''),
  currencies: z.array(currencySchema).default([]),
  /** Has an open invoice in one of these buckets. */
  buckets: z.array(bucketSchema).default([]),
  stages: z.array(z.enum(TEMPLATE_STAGES)).default([]),
  countries: z.array(wholeTextSchema(80)).default([]),
  /** Compared with `overdue` in the row's own currency. */
  minOverdue: minorSchema.nullable().default(null),
  minDaysPastDue: z.number().int().nullable().default(null),
  nextAction: z.enum(['any', 'none', 'due', 'planned']).default('any'),
  held: z.enum(['any', 'hidden', 'only']).default('hidden'),
  disputedInLedger: z.enum(['any', 'only', 'hidden']).default('any'),
  /** Only these lanes; empty: all. */
  lanes: z.array(z.enum(LANES)).default([]),
  /** `none`: overdue accounts for which no next step is set. */
  nextStep: z.enum(['any', 'none']).default('any'),
});
export type WorklistFilter = z.infer<typeof worklistFilterSchema>;

export const worklistSortSchema = z.object({ key: z.enum(SORT_KEYS), descending: z.boolean() });

export const viewSchema = z.object({
  id: idOf<ViewId>(),
  name: z.string(),
  filter: worklistFilterSchema,
  sort: worklistSortSchema,
  /** Rows of the view today. */
  count: z.number().int(),
});

const previousStepSchema = z.object({
  accountId: idOf<AccountId>(),
  action: nextActionSchema.nullable(),
  owner: z.string().nullable(),
});

export const worklistContract = {
  page: procedure
    .input(
      z.object({
        filter: worklistFilterSchema,
        sort: worklistSortSchema,
        limit: pageLimitSchema.default(100),
        cursor: cursorSchema.nullable().default(null),
        asOf: plainDateSchema.optional(),
      }),
    )
    .output(
      z.object({
        items: z.array(worklistItemSchema),
        total: z.number().int(),
        /** Sums over all rows of the filter, by currency. */
        totals: z.array(
          z.object({
            currency: currencySchema,
            overdue: minorSchema,
            open: minorSchema,
            rows: z.number().int(),
          }),
        ),
        /** The lanes under the same filter, whichever are chosen; with the first page only, else empty. */
        lanes: z.array(
          z.object({
            lane: z.enum(LANES),
            rows: z.number().int(),
            sums: z.array(z.object({ currency: currencySchema, overdue: minorSchema })),
          }),
        ),
        /** Overdue accounts of the workspace without a next step, whatever the filter; with the first page only, else 0. */
        withoutStep: z.number().int(),
        next: cursorSchema.nullable(),
        asOf: plainDateSchema,
        figures: figuresSchema,
        /** Values that the filter can offer. */
        facets: z.object({ currencies: z.array(currencySchema), countries: z.array(z.string()) }),
      }),
    ),
  /**
   * Takes a next step over: plans it, and where the account has no owner, whoever plans owns it. Gives back what stood
   * there, so that undo can set it again.
   */
  planStep: procedure
    .input(
      z.object({
        accountIds: z.array(idOf<AccountId>()).min(1).max(500),
        action: z.object({
          kind: z.enum(PLANNED_KINDS),
          date: plainDateSchema,
          note: textSchema(500).nullable(),
        }),
        /** Null: whoever is at work. */
        owner: textSchema(120).nullable().default(null),
      }),
    )
    .output(z.object({ previous: z.array(previousStepSchema) })),
  /** Says who works accounts; null: nobody's. */
  setOwner: procedure
    .input(
      z.object({
        accountIds: z.array(idOf<AccountId>()).min(1).max(500),
        owner: textSchema(120).nullable(),
      }),
    )
    .output(
      z.object({
        previous: z.array(z.object({ accountId: idOf<AccountId>(), owner: z.string().nullable() })),
      }),
    ),
  /** Portfolio aging by currency. */
  aging: procedure
    .input(z.object({ asOf: plainDateSchema.optional(), basis: z.enum(['due', 'invoice']).default('due') }))
    .output(z.object({ asOf: plainDateSchema, totals: z.array(agingSchema) })),
  export: procedure
    .input(
      z.object({
        filter: worklistFilterSchema,
        sort: worklistSortSchema,
        format: z.enum(['csv', 'xlsx']),
        asOf: plainDateSchema.optional(),
      }),
    )
    .output(downloadSchema),
  views: {
    list: procedure.output(z.array(viewSchema)),
    save: procedure
      .input(
        z.object({
          id: idOf<ViewId>().optional(),
          name: wholeTextSchema(80).trim().min(1),
          filter: worklistFilterSchema,
          sort: worklistSortSchema,
        }),
      )
      .output(viewSchema),
    remove: procedure.input(z.object({ id: idOf<ViewId>() })).output(z.object({ removed: z.boolean() })),
  },
};
