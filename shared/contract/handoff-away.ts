import { z } from 'zod';
import type { AccountId, MergeConflictId } from '../domain/ids.ts';
import { TOUCHPOINT_KINDS } from '../domain/touchpoint-kinds.ts';
import { currencySchema, idOf, instantSchema, minorSchema, plainDateSchema } from './primitives.ts';

/** One thing that a record says; the window sets amounts and dates in the words of its language. */
export const recordFactSchema = z.object({
  label: z.string(),
  value: z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.literal('date'), date: plainDateSchema }),
    z.object({ type: z.literal('instant'), at: instantSchema }),
    z.object({ type: z.literal('money'), currency: currencySchema, minor: minorSchema }),
  ]),
});
export type RecordFactView = z.infer<typeof recordFactSchema>;

/** A record that both sides changed. No facts: it is not there, or not any more. Ours stands until it is decided. */
export const conflictSchema = z.object({
  id: idOf<MergeConflictId>(),
  accountId: idOf<AccountId>().nullable(),
  accountName: z.string().nullable(),
  /** Which kind of record: "Next action". */
  what: z.string(),
  before: z.array(recordFactSchema),
  mine: z.array(recordFactSchema),
  theirs: z.array(recordFactSchema),
  foundAt: instantSchema,
});
export type ConflictView = z.infer<typeof conflictSchema>;

export const trailEntrySchema = z.object({
  seq: z.int(),
  at: instantSchema,
  actor: z.string(),
  kind: z.enum(TOUCHPOINT_KINDS),
  accountId: idOf<AccountId>(),
  summary: z.string(),
  date: plainDateSchema.nullable(),
  retracted: z.boolean(),
});
export type TrailEntryView = z.infer<typeof trailEntrySchema>;

export const followUpSchema = z.object({
  accountId: idOf<AccountId>(),
  kind: z.enum(['next_action', 'promise']),
  due: plainDateSchema,
  summary: z.string(),
  /** `back`: not due yet when the work came back. `dropped`: nobody touched or replanned it. */
  state: z.enum(['done', 'back', 'dropped']),
});
export type FollowUpView = z.infer<typeof followUpSchema>;

export const awayCoverageSchema = z.object({
  accepted: z.int(),
  declined: z.int(),
  /** When they took over; null before the first return. */
  acceptedAt: instantSchema.nullable(),
  firstTouch: trailEntrySchema.nullable(),
  touchedAccounts: z.int(),
  followUps: z.array(followUpSchema),
});
export type AwayCoverageView = z.infer<typeof awayCoverageSchema>;

export const awayAccountSchema = z.object({
  id: idOf<AccountId>(),
  name: z.string(),
  number: z.string().nullable(),
  /** `handed`: their answer is not known yet. */
  state: z.enum(['handed', 'accepted', 'declined']),
  entries: z.array(trailEntrySchema),
  /** Records that were taken over, by kind in words. */
  taken: z.array(z.object({ what: z.string(), count: z.int() })),
});
export type AwayAccountView = z.infer<typeof awayAccountSchema>;

/** What changed while somebody else looked after accounts. */
export const awaySchema = z.object({
  coverage: awayCoverageSchema,
  conflicts: z.array(conflictSchema),
  /** Those with something to decide first, then those where something happened. */
  accounts: z.array(awayAccountSchema),
});
export type AwayView = z.infer<typeof awaySchema>;
