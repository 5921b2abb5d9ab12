import { z } from 'zod';
import { DEBTOR_TYPES } from '../domain/contact-rules/types.ts';
import type { AccountId, ContactId, DisputeId, DocumentId, PromiseId, TouchpointId } from '../domain/ids.ts';
import { CALL_OUTCOMES } from '../domain/touchpoint-kinds.ts';
import { NEXT_ACTION_KINDS } from './accounts.ts';
import { procedure } from './base.ts';
import { disputeDetailsSchema } from './disputes.ts';
import {
  currencySchema,
  idOf,
  instantSchema,
  minorSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';
import { newPromiseSchema } from './promises.ts';
import { nextActionSchema } from './worklist.ts';

const decisionSchema = z.enum(['allow', 'warn', 'block']);

/** Whether a contact is right at a moment, by the rules that the user guide names under "Contact hours". */
const judgementSchema = z.object({
  decision: decisionSchema,
  reasons: z.array(
    z.object({ decision: z.enum(['warn', 'block']), rule: z.string().nullable(), text: z.string() }),
  ),
  /** `Saturday 14:05` at the customer's place; null: the place is not known. */
  localTime: z.string().nullable(),
  until: instantSchema.nullable(),
  nextAt: instantSchema.nullable(),
  nextText: z.string().nullable(),
});

/** Where a customer is, as far as it is known. */
const placeSchema = z.object({
  country: z.string().nullable(),
  countryName: z.string().nullable(),
  region: z.string().nullable(),
  timeZone: z.string().nullable(),
});

/** Whether and whom of an account to call now. */
const callSchema = z.object({
  accountId: idOf<AccountId>(),
  debtorType: z.enum(DEBTOR_TYPES),
  place: placeSchema,
  judgement: judgementSchema,
  /** `18:00`: until when the customer may be called today, at their place. */
  untilText: z.string().nullable(),
  /** Contacts with a telephone; `closed` says why one is not to be called. */
  contacts: z.array(
    z.object({
      id: idOf<ContactId>(),
      name: z.string().nullable(),
      role: z.string().nullable(),
      phone: z.string(),
      closed: z.string().nullable(),
    }),
  ),
  /** Calls of the last seven days at the customer's place, today included. */
  attemptsInWeek: z.number().int(),
  lastTalk: z.object({ at: instantSchema, outcome: z.enum(CALL_OUTCOMES) }).nullable(),
});
export type CallView = z.infer<typeof callSchema>;

/** An account that is to be called, in the currency in which the most is overdue. */
const callRowSchema = callSchema.extend({
  number: z.string().nullable(),
  name: z.string(),
  currency: currencySchema,
  overdue: minorSchema,
  free: minorSchema,
  oldestDaysPastDue: z.number().int(),
  score: z.number().int(),
  planned: z.object({ date: plainDateSchema, note: z.string().nullable() }).nullable(),
  reasons: z.array(z.string()),
});
export type CallRow = z.infer<typeof callRowSchema>;

/** Attempts, connects and right parties are three facts; the rates are percentages with one decimal. */
const countersSchema = z.object({
  attempts: z.number().int(),
  connected: z.number().int(),
  rightParty: z.number().int(),
  ofAttempts: z.number().nullable(),
  ofConnected: z.number().nullable(),
});
export type CallCounters = z.infer<typeof countersSchema>;

const callListSchema = z.object({
  at: instantSchema,
  calls: z.array(callRowSchema),
  today: countersSchema,
  week: countersSchema,
});
export type CallList = z.infer<typeof callListSchema>;

const callSheetSchema = z.object({
  at: instantSchema,
  call: callSchema,
  /** The rules of contact that apply to this debtor at this place. */
  rules: z.array(z.object({ code: z.string(), text: z.string(), source: z.string() })),
  /** The workspace's script with its names filled in. */
  script: z.string(),
  checklist: z.array(z.string()),
});
export type CallSheet = z.infer<typeof callSheetSchema>;

const plannedSchema = z.object({
  kind: z.enum(NEXT_ACTION_KINDS),
  date: plainDateSchema,
  note: textSchema(500).nullable(),
});

/** What was planned before a call, as the books have it. */
const undoneActionSchema = z.object({
  kind: wholeTextSchema(60),
  date: plainDateSchema,
  note: textSchema(500).nullable(),
});

/** A call with what came of it. Null `next`: what is planned stays; in it a null action clears the plan. */
export const newCallSchema = z.object({
  accountId: idOf<AccountId>(),
  contactId: idOf<ContactId>().nullable().default(null),
  outcome: z.enum(CALL_OUTCOMES),
  text: textSchema(10_000).default(''),
  begunAt: instantSchema.nullable().default(null),
  next: z.object({ action: plannedSchema.nullable() }).nullable().default(null),
  promise: newPromiseSchema.omit({ accountId: true }).nullable().default(null),
  dispute: disputeDetailsSchema.extend({ documentId: idOf<DocumentId>() }).nullable().default(null),
});
export type NewCallInput = z.infer<typeof newCallSchema>;

const profileSchema = z.object({
  debtorType: z.enum(DEBTOR_TYPES),
  /** ISO code of two letters; null: that of the books. */
  country: textSchema(2).nullable(),
  /** `MA`, or with its country `US-MA`. */
  region: textSchema(12).nullable(),
  timeZone: textSchema(60).nullable(),
});
export type DebtorProfileInput = z.infer<typeof profileSchema>;

const debtorSchema = z.object({ profile: profileSchema, place: placeSchema });
export type DebtorView = z.infer<typeof debtorSchema>;

const choiceSchema = z.object({ code: z.string(), name: z.string() });

export const callsContract = {
  /** Whom to call, in the order in which to call; at most 500. */
  list: procedure.output(callListSchema),
  /** How many accounts are to be called, all of them. */
  count: procedure.output(z.object({ total: z.number().int() })),
  /** What a person needs while calling an account. */
  sheet: procedure.input(z.object({ accountId: idOf<AccountId>() })).output(callSheetSchema),
  log: procedure.input(newCallSchema).output(
    z.object({
      seq: z.number().int(),
      id: idOf<TouchpointId>(),
      hash: z.string(),
      promiseId: idOf<PromiseId>().nullable(),
      disputeId: idOf<DisputeId>().nullable(),
      /** What was planned before, for undo. */
      previous: nextActionSchema.nullable(),
      warnings: z.array(z.string()),
    }),
  ),
  /** Takes a call back with the promise, dispute and plan that came of it. */
  undo: procedure
    .input(
      z.object({
        id: idOf<TouchpointId>(),
        accountId: idOf<AccountId>(),
        promiseId: idOf<PromiseId>().nullable(),
        disputeId: idOf<DisputeId>().nullable(),
        next: z.object({ action: undoneActionSchema.nullable() }).nullable(),
      }),
    )
    .output(z.object({ undone: z.boolean() })),
  /** What kind of debtor an account is and where. */
  debtor: procedure.input(z.object({ accountId: idOf<AccountId>() })).output(debtorSchema),
  setDebtor: procedure
    .input(z.object({ accountId: idOf<AccountId>(), profile: profileSchema }))
    .output(debtorSchema),
  /** Countries whose holidays are known, and the states of one of them. */
  countries: procedure.output(z.array(choiceSchema)),
  regions: procedure.input(z.object({ country: textSchema(2) })).output(z.array(choiceSchema)),
};
