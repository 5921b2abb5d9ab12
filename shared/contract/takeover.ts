import { z } from 'zod';
import { CONTACT_CHANNELS } from '../domain/holds/types.ts';
import type { AccountId, HandoffId, JobId } from '../domain/ids.ts';
import { WINDOW_STATES } from '../domain/people/coverage-window.ts';
import { PERSON_ROLES } from '../domain/people/types.ts';
import { workspaceInfoSchema } from './app.ts';
import { procedure } from './base.ts';
import { packSourceSchema } from './handoffs.ts';
import {
  currencySchema,
  downloadSchema,
  idOf,
  instantSchema,
  minorSchema,
  moneyTotalSchema,
  plainDateSchema,
  wholeTextSchema,
} from './primitives.ts';
import { todayRowSchema } from './today.ts';
import { protectionSchema, unlockSchema } from './workspaces.ts';

const packInput = z.object({
  source: packSourceSchema,
  /** Opens a pack that was made for a passphrase; null: the own person's keys do. */
  passphrase: wholeTextSchema(1024).nullable(),
});

/** An account that is offered, with what is under way about it. */
export const offeredAccountSchema = z.object({
  id: idOf<AccountId>(),
  name: z.string(),
  number: z.string().nullable(),
  words: z.string(),
  /** Open and past due today, the largest first. */
  overdue: z.array(moneyTotalSchema),
  promises: z.number().int(),
  promiseDue: plainDateSchema.nullable(),
  disputes: z.number().int(),
  drafts: z.number().int(),
  holds: z.number().int(),
  replyWaiting: z.boolean(),
  doNotContact: z.enum(CONTACT_CHANNELS).nullable(),
  nextAction: z.object({ kind: z.string(), date: plainDateSchema, note: z.string().nullable() }).nullable(),
});
export type OfferedAccount = z.infer<typeof offeredAccountSchema>;

export const handoffLookSchema = z.object({
  handoff: idOf<HandoffId>(),
  sender: z.object({
    name: z.string(),
    role: z.enum(PERSON_ROLES),
    fingerprint: z.string(),
    /** `passphrase`: nobody here knows the sender; knowing the passphrase says who it is from. */
    proof: z.enum(['trusted', 'own', 'passphrase']),
  }),
  /** Null: whoever knows the passphrase. */
  recipient: z.string().nullable(),
  client: z.string(),
  from: plainDateSchema,
  to: plainDateSchema,
  state: z.enum(['not_begun', 'running', 'over']),
  daysLeft: z.number().int(),
  expiresOn: plainDateSchema.nullable(),
  expired: z.boolean(),
  madeAt: instantSchema,
  /** In the time zone of its workspace. */
  today: plainDateSchema,
  /** What was compared with what the sender signed. */
  files: z.number().int(),
  bytes: z.number().int(),
  /** Entries of the log. */
  entries: z.number().int(),
  words: z.string(),
  accounts: z.array(offeredAccountSchema),
  /** Shown in a frame that runs nothing; null: too long to be shown. */
  briefHtml: z.string().nullable(),
  acceptedBefore: z.object({ folder: z.string(), at: instantSchema }).nullable(),
});
export type HandoffLook = z.infer<typeof handoffLookSchema>;

/** The result of the job that accepts. */
export const acceptedSchema = z.object({
  handoff: idOf<HandoffId>(),
  accepted: z.number().int(),
  declined: z.number().int(),
});

/** How a workspace that came from a handoff stands. */
export const coverageSchema = z.object({
  handoff: idOf<HandoffId>(),
  sender: z.string(),
  from: plainDateSchema,
  to: plainDateSchema,
  state: z.enum(WINDOW_STATES),
  /** Today with them; 0 when the window is over. */
  daysLeft: z.number().int(),
  words: z.string(),
  wordsOf: z.array(z.object({ accountId: idOf<AccountId>(), words: z.string() })),
  acceptedAt: instantSchema,
  firstContactAt: instantSchema.nullable(),
  returnedAt: instantSchema.nullable(),
  accepted: z.number().int(),
  declined: z.number().int(),
  /** Accepted accounts about which something was done here. */
  worked: z.array(idOf<AccountId>()),
});
export type Coverage = z.infer<typeof coverageSchema>;

const NEVER_KINDS = ['do_not_contact', 'hold', 'reply', 'dispute', 'undeliverable'] as const;

export const neverSchema = z.object({
  /** Unique within its kind. */
  key: z.string(),
  kind: z.enum(NEVER_KINDS),
  /** Null: it rests on the whole workspace. */
  accountId: idOf<AccountId>().nullable(),
  name: z.string(),
  text: z.string(),
  why: z.string(),
});
export type Never = z.infer<typeof neverSchema>;

export const firstHourAccountSchema = z.object({
  accountId: idOf<AccountId>(),
  number: z.string().nullable(),
  name: z.string(),
  currency: currencySchema.nullable(),
  overdue: minorSchema.nullable(),
  next: z.string(),
  nextOn: plainDateSchema.nullable(),
  words: z.string(),
});
export type FirstHourAccount = z.infer<typeof firstHourAccountSchema>;

export const firstHourSchema = z.object({
  today: plainDateSchema,
  coverage: coverageSchema,
  promisesDue: z.array(todayRowSchema),
  promisesAhead: z.array(todayRowSchema),
  brokenPromises: z.array(todayRowSchema),
  nextActions: z.array(todayRowSchema),
  /** `key` is the draft. */
  drafts: z.array(todayRowSchema),
  never: z.array(neverSchema),
  /** The most urgent first. */
  accounts: z.array(firstHourAccountSchema),
});
export type FirstHour = z.infer<typeof firstHourSchema>;

/** The result of the job that makes a return; `download` is null when it went into the shared folder. */
export const returnedSchema = z.object({
  fileName: z.string(),
  final: z.boolean(),
  download: downloadSchema.nullable(),
});

/**
 * The backup's side of a handoff. `look`, `brief`, `accept` and `enter` work without an open workspace; what they refuse:
 * `no_key` (no person, or its keys are locked), `wrong_recipient`, `bad_pack` (with `details.sender` of a stranger, with
 * `details.expiresOn` when it ran out), `newer_version`.
 */
export const takeoverContract = {
  /** Who it is from, that it is whole, and what is under way. Nothing is changed. */
  look: procedure.input(packInput).output(handoffLookSchema),
  brief: procedure.input(packInput.extend({ form: z.enum(['html', 'pdf']) })).output(downloadSchema),
  /** Makes a workspace of its own of the accounts that are taken. The job's result is `acceptedSchema`. */
  accept: procedure
    .input(
      packInput.extend({
        accounts: z.union([z.literal('all'), z.array(idOf<AccountId>()).min(1).max(100_000)]),
        protection: protectionSchema,
      }),
    )
    .output(z.object({ jobId: idOf<JobId>() })),
  /** Opens the workspace of a handoff that was accepted on this computer; the recovery code is told once. */
  enter: procedure
    .input(z.object({ handoff: idOf<HandoffId>(), unlock: unlockSchema.default({ with: 'keyring' }) }))
    .output(z.object({ workspace: workspaceInfoSchema, recoveryCode: z.string().nullable() })),
  /** Null in a workspace of one's own. */
  coverage: procedure.output(z.object({ coverage: coverageSchema.nullable() })),
  /** Throws `conflict` in a workspace of one's own. */
  firstHour: procedure.output(firstHourSchema),
  /** Everything that happened since the acceptance, for the owner. A final one ends the window here. */
  return: procedure
    .input(z.object({ final: z.boolean(), to: z.enum(['download', 'shared']) }))
    .output(z.object({ jobId: idOf<JobId>() })),
};
