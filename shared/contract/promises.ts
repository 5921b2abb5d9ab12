import { z } from 'zod';
import type { AccountId, DocumentId, PromiseId } from '../domain/ids.ts';
import { PROMISE_CHANNELS, PROMISE_STATES } from '../domain/promises/types.ts';
import { procedure } from './base.ts';
import {
  currencySchema,
  idOf,
  instantSchema,
  minorSchema,
  plainDateSchema,
  textSchema,
} from './primitives.ts';

/** A promise to pay as it stands today. Definitions: `/docs/user-guide.md`, "Promises". */
export const promiseSchema = z.object({
  id: idOf<PromiseId>(),
  accountId: idOf<AccountId>(),
  currency: currencySchema,
  amountMinor: minorSchema,
  date: plainDateSchema,
  /** The last day on which a payment keeps it. */
  lastDay: plainDateSchema,
  graceDays: z.number().int(),
  /** Empty: it stands on the account. */
  documentIds: z.array(idOf<DocumentId>()),
  level: z.number().int(),
  state: z.enum(PROMISE_STATES),
  receivedMinor: minorSchema,
  promisedBy: z.string().nullable(),
  channel: z.enum(PROMISE_CHANNELS),
  note: z.string(),
  /** Why a person said otherwise than the payments. */
  correction: z.string().nullable(),
  madeOn: plainDateSchema,
  madeAt: instantSchema,
  madeBy: z.string(),
});
export type PromiseToPay = z.infer<typeof promiseSchema>;

/** One row of the list of promises: with its account and the numbers of its invoices. */
export const promiseRowSchema = promiseSchema.extend({
  accountName: z.string(),
  accountNumber: z.string().nullable(),
  numbers: z.array(z.string()),
  /** What is open on what it stands on now. */
  openMinor: minorSchema,
  /** A later promise that was not taken back stands on some of the same. */
  followed: z.boolean(),
});
export type PromiseRow = z.infer<typeof promiseRowSchema>;

/** How reliably promises were kept in a period, as shares from 0 to 1. Definition: `/docs/user-guide.md`, "Promises". */
export const keptRateSchema = z.object({
  currency: currencySchema,
  from: plainDateSchema,
  to: plainDateSchema,
  promises: z.number().int(),
  kept: z.number().int(),
  byCount: z.number(),
  byValue: z.number(),
  byCash: z.number(),
});
export type KeptRateView = z.infer<typeof keptRateSchema>;

export const newPromiseSchema = z.object({
  accountId: idOf<AccountId>(),
  currency: currencySchema,
  amountMinor: minorSchema,
  date: plainDateSchema,
  /** Absent: the workspace's own. */
  graceDays: z.number().int().min(0).max(30).optional(),
  documentIds: z.array(idOf<DocumentId>()).max(500).default([]),
  promisedBy: textSchema(120).nullable().default(null),
  channel: z.enum(PROMISE_CHANNELS).default('call'),
  note: textSchema(2000).default(''),
});

export const promisesContract = {
  add: procedure.input(newPromiseSchema).output(
    z.object({
      id: idOf<PromiseId>(),
      level: z.number().int(),
      /** What is open on what it stands on. */
      openMinor: minorSchema,
      replaced: z.array(idOf<PromiseId>()),
    }),
  ),
  withdraw: procedure
    .input(z.object({ id: idOf<PromiseId>(), reason: textSchema(500).default('') }))
    .output(z.object({ withdrawn: z.boolean() })),
  /** Takes back that it was withdrawn or corrected: the payments tell again. For undo. */
  reinstate: procedure
    .input(z.object({ id: idOf<PromiseId>() }))
    .output(z.object({ reinstated: z.boolean() })),
  correct: procedure
    .input(
      z.object({
        id: idOf<PromiseId>(),
        state: z.enum(['kept', 'partly_kept', 'broken']),
        reason: textSchema(500),
      }),
    )
    .output(z.object({ corrected: z.boolean() })),
  /** Due soon and open first, then the rest, the newest first; at most 500. */
  list: procedure
    .input(
      z.object({
        states: z.array(z.enum(PROMISE_STATES)).default(['open', 'broken', 'partly_kept']),
        accountId: idOf<AccountId>().nullable().default(null),
      }),
    )
    .output(
      z.object({
        promises: z.array(promiseRowSchema),
        total: z.number().int(),
        /** Of all promises of the account or the workspace in the twelve months up to today, by currency. */
        keptRates: z.array(keptRateSchema),
      }),
    ),
};
