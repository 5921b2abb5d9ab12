import { z } from 'zod';
import type { AccountId, HandoffId, JobId, MergeConflictId, PersonId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { awaySchema } from './handoff-away.ts';
import { sharedFolderSchema, sharedPackNameSchema } from './handoff-folder.ts';
import {
  currencySchema,
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  minorSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';
import { worklistFilterSchema } from './worklist.ts';

/** `returned`: the other side gave the work back. `taken_back`: it was ended here. */
export const HANDOFF_STATES = ['upcoming', 'running', 'over', 'returned', 'taken_back'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

export const givenHandoffSchema = z.object({
  id: idOf<HandoffId>(),
  state: z.enum(HANDOFF_STATES),
  to: z.string(),
  /** Null: a passphrase opens it. */
  personId: idOf<PersonId>().nullable(),
  startsOn: plainDateSchema,
  /** The last day of the window. */
  endsOn: plainDateSchema,
  givenAt: instantSchema,
  givenBy: z.string(),
  words: z.string(),
  /** Of the last return that was merged. */
  returnedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  closedWhy: z.string().nullable(),
  accounts: z.int(),
  declined: z.int(),
  /** What waits for a decision. */
  conflicts: z.int(),
});
export type GivenHandoff = z.infer<typeof givenHandoffSchema>;

/** An account that somebody else looks after today. */
export const handedAccountSchema = z.object({
  accountId: idOf<AccountId>(),
  handoffId: idOf<HandoffId>(),
  to: z.string(),
  endsOn: plainDateSchema,
});
export type HandedAccount = z.infer<typeof handedAccountSchema>;

/** Ticked accounts, those of a list or view, or all. */
export const handoffSelectionSchema = z.union([
  z.literal('all'),
  z.array(idOf<AccountId>()).max(10_000),
  worklistFilterSchema,
]);
export type HandoffSelection = z.infer<typeof handoffSelectionSchema>;

const windowSchema = z.object({
  selection: handoffSelectionSchema,
  from: plainDateSchema,
  /** The last day, with it. */
  to: plainDateSchema,
});

/** What the specialist writes for the one who takes over. */
const wordsSchema = z.object({
  words: textSchema(20_000).default(''),
  wordsOf: z
    .array(z.object({ accountId: idOf<AccountId>(), words: textSchema(5000) }))
    .max(1000)
    .default([]),
});

export const handoffWarningSchema = z.object({
  code: z.string(),
  count: z.int(),
  message: z.string(),
  accounts: z.array(z.object({ id: idOf<AccountId>(), name: z.string() })),
});
export type HandoffWarningView = z.infer<typeof handoffWarningSchema>;

export const accountToHandSchema = z.object({
  id: idOf<AccountId>(),
  name: z.string(),
  number: z.string().nullable(),
  /** That in which most is overdue; null where nothing is open. */
  currency: currencySchema.nullable(),
  overdue: minorSchema,
  lastTouchAt: instantSchema.nullable(),
  /** Handed out in a part of the window already: it cannot be handed over once more. */
  handedTo: z.string().nullable(),
  handedUntil: plainDateSchema.nullable(),
});
export type AccountToHand = z.infer<typeof accountToHandSchema>;

export const handoffCheckSchema = z.object({
  total: z.int(),
  /** Those that matter most, at most 200. */
  accounts: z.array(accountToHandSchema),
  warnings: z.array(handoffWarningSchema),
  /** Handed out in a part of the window already, at most 200. */
  taken: z.array(accountToHandSchema),
});
export type HandoffCheck = z.infer<typeof handoffCheckSchema>;

/** The result of a job that made a handoff. */
export const handoffMadeSchema = z.object({
  id: idOf<HandoffId>(),
  to: z.string(),
  from: plainDateSchema,
  until: plainDateSchema,
  accounts: z.int(),
  fileName: z.string(),
  size: z.int(),
  /** Null when it lies in the shared folder. */
  download: downloadSchema.nullable(),
  passphrase: z.boolean(),
});
export type HandoffMade = z.infer<typeof handoffMadeSchema>;

/** A pack that was picked, dropped, or lies in the shared folder. */
export const packSourceSchema = z.union([
  z.object({ grant: grantSchema }),
  z.object({ shared: sharedPackNameSchema }),
]);
export type PackSource = z.infer<typeof packSourceSchema>;

/** A return before it is merged. */
export const returnLookSchema = z.object({
  handoffId: idOf<HandoffId>(),
  sender: z.string(),
  fingerprint: z.string(),
  client: z.string(),
  madeAt: instantSchema,
  startsOn: plainDateSchema,
  endsOn: plainDateSchema,
  accounts: z.int(),
  entries: z.int(),
  changes: z.int(),
  /** Given from the open workspace. */
  ours: z.boolean(),
  /** All of it was merged before. */
  known: z.boolean(),
});
export type ReturnLook = z.infer<typeof returnLookSchema>;

/** The result of a job that merged a return. */
export const mergeResultSchema = z.object({
  handoffId: idOf<HandoffId>(),
  known: z.boolean(),
  entries: z.int(),
  taken: z.int(),
  conflicts: z.int(),
});
export type MergeResult = z.infer<typeof mergeResultSchema>;

const started = z.object({ jobId: idOf<JobId>() });
const one = z.object({ id: idOf<HandoffId>() });

/** The owner's side of handoffs. */
export const handoffsContract = {
  /** Handoffs that were given from here, newest first, and the accounts that are with somebody else today. */
  overview: procedure.output(
    z.object({ handoffs: z.array(givenHandoffSchema), handed: z.array(handedAccountSchema) }),
  ),
  /** What would be handed over, and what a backup would stumble over. */
  check: procedure.input(windowSchema).output(handoffCheckSchema),
  /** The brief as it would be: HTML that stands alone. Of at most 25 accounts. */
  preview: procedure
    .input(windowSchema.extend({ ...wordsSchema.shape, recipient: textSchema(120).default('') }))
    .output(z.object({ html: z.string(), accounts: z.int(), total: z.int() })),
  /** The whole brief as a file. */
  brief: procedure
    .input(
      windowSchema.extend({
        ...wordsSchema.shape,
        recipient: textSchema(120).default(''),
        format: z.enum(['html', 'pdf']),
      }),
    )
    .output(downloadSchema),
  /** Hands over. The job's result is `handoffMadeSchema`. */
  create: procedure
    .input(
      windowSchema.extend({
        ...wordsSchema.shape,
        recipient: z.union([
          z.object({ person: idOf<PersonId>() }),
          z.object({ passphrase: wholeTextSchema(1024).min(1), name: textSchema(120).trim().min(1) }),
        ]),
        target: z.enum(['download', 'shared']).default('download'),
      }),
    )
    .output(started),
  /** Ends a handoff before its last day. It cannot be taken back: what the other side does is not seen from here. */
  close: procedure
    .input(one.extend({ why: textSchema(500).trim().min(1) }))
    .output(z.object({ closed: z.boolean() })),
  /** Opens a return for the own person and says what is in it; nothing changes. */
  look: procedure.input(packSourceSchema).output(returnLookSchema),
  /** Merges a return. The job's result is `mergeResultSchema`. */
  merge: procedure.input(packSourceSchema).output(started),
  /** What changed while somebody else had the accounts. */
  away: procedure.input(one).output(awaySchema),
  decide: procedure
    .input(z.object({ id: idOf<MergeConflictId>(), decision: z.enum(['mine', 'theirs']) }))
    .output(z.object({ decided: z.boolean() })),
  sharedFolder: {
    /** The folder of a shared drive for packs: a setting of the profile. */
    get: procedure.output(sharedFolderSchema),
    /** The grant of a folder that was picked; null takes the setting away. */
    set: procedure.input(z.object({ grant: grantSchema.nullable() })).output(sharedFolderSchema),
  },
};
