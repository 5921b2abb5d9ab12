import { z } from 'zod';
import { CHANGE_GROUPS } from '../domain/connections/change-groups.ts';
import { CONNECTOR_KINDS, SYNC_ENTITIES } from '../domain/connections/connector-kinds.ts';
import { SIGN_IN_PROOFS } from '../domain/connections/sign-in-life.ts';
import type { AccountId, ConnectionId, JobId, SyncRunId } from '../domain/ids.ts';
import {
  currencySchema,
  idOf,
  instantSchema,
  minorSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';

/** A field of choices in which this value stands; the first choice counts where none was made. */
const chosenValueSchema = z.object({ field: z.string(), value: z.string() });

/** What a system asks for, and how to give it no more than it needs. */
export const connectionFormSchema = z.object({
  kind: z.enum(CONNECTOR_KINDS),
  system: z.string(),
  everyMinutes: z.int(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      help: z.string(),
      secret: z.boolean(),
      /** May stay empty. */
      optional: z.boolean(),
      /** A text of several lines. */
      multiline: z.boolean(),
      /** The values that it can have; the first counts when none is chosen. */
      choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      /** A folder of this computer, which the window does not name. */
      folder: z.literal(true).optional(),
      /** It is asked for only while this was chosen. */
      onlyWith: chosenValueSchema.optional(),
    }),
  ),
  guide: z.object({
    reads: z.string(),
    steps: z.array(z.string()),
    /** To be copied letter by letter. */
    addresses: z.array(z.string()).optional(),
    revoke: z.string(),
  }),
  /** Once it is saved, a person signs in to it in the browser: always, or when this was chosen. */
  browserSignIn: z.union([z.literal(true), chosenValueSchema]).optional(),
});
export type ConnectionFormView = z.infer<typeof connectionFormSchema>;

/** One step of a connection test, in the order in which they are tried. */
export const connectionCheckSchema = z.object({
  step: z.enum(['dns', 'connect', 'tls', 'database', 'login', 'scope', 'role', 'plan', 'read', 'read_only']),
  ok: z.boolean(),
  text: z.string(),
});

export const connectionTestSchema = z.object({
  ok: z.boolean(),
  at: instantSchema,
  checks: z.array(connectionCheckSchema),
  company: z.object({ name: z.string(), baseCurrency: z.string().nullable() }).nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

export const syncErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  reason: z.string().nullable(),
});

/** So few of the known records are there that a person has to say whether the others were deleted. */
export const missingRecordsSchema = z.object({
  entity: z.enum(SYNC_ENTITIES),
  known: z.int(),
  there: z.int(),
});
export type MissingRecordsView = z.infer<typeof missingRecordsSchema>;

export const syncRunSchema = z.object({
  id: idOf<SyncRunId>(),
  mode: z.enum(['full', 'changes']),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  calls: z.int(),
  bytes: z.int(),
  /** New or changed records. */
  counts: z.partialRecord(z.enum(SYNC_ENTITIES), z.int()),
  /** How many changes there are to read, by group. Empty for the first whole read: all of it is new. */
  changes: z.partialRecord(z.enum(CHANGE_GROUPS), z.int()),
  /** Customers whose balance could not be compared: the system gives one figure of several currencies. */
  uncompared: z.int(),
  error: syncErrorSchema.nullable(),
});
export type SyncRunView = z.infer<typeof syncRunSchema>;

export const usageSchema = z.object({
  /** `2026-11`, in UTC. */
  month: z.string(),
  calls: z.int(),
  bytes: z.int(),
});
export type UsageView = z.infer<typeof usageSchema>;

/** What proves to a system who we are, for as long as it is good. */
export const signInSchema = z.object({
  what: z.enum(SIGN_IN_PROOFS),
  endsOn: plainDateSchema,
  state: z.enum(['lasting', 'ending', 'ended']),
  /** What a person has to do; null while there is time. */
  warning: z.string().nullable(),
  /** It begins anew each time the books are read. */
  unlessUsed: z.literal(true).optional(),
});
export type SignInView = z.infer<typeof signInSchema>;

/** A connection as the window shows it. Secrets never come back; `hasSecrets` says whether they are on this computer. */
export const connectionSchema = z.object({
  id: idOf<ConnectionId>(),
  name: z.string(),
  kind: z.enum(CONNECTOR_KINDS),
  system: z.string(),
  settings: z.record(z.string(), z.string()),
  hasSecrets: z.boolean(),
  status: z.enum(['new', 'ready', 'reconnect', 'failing']),
  error: syncErrorSchema.nullable(),
  company: z.string().nullable(),
  /** How long its key or certificate is good; null where it does not end, or that is not known. */
  signIn: signInSchema.nullable(),
  /** 0: it is only read when a person asks for it. */
  everyMinutes: z.int(),
  nextRunAt: instantSchema.nullable(),
  /** The moment that its figures speak of; null before the first whole run. */
  freshAt: instantSchema.nullable(),
  lastCheck: connectionTestSchema.nullable(),
  /** The newest run that has ended. */
  lastRun: syncRunSchema.nullable(),
  usage: usageSchema,
  /** The job that reads it now. */
  running: idOf<JobId>().nullable(),
  /** What a person has to answer before deletions are believed. */
  missing: z.array(missingRecordsSchema),
  /** Whether somebody signed in to it in the browser; absent where nobody has to. */
  signedIn: z.boolean().optional(),
  /** Files of a folder that wait for a person. */
  waitingFiles: z.int().optional(),
});
export type ConnectionView = z.infer<typeof connectionSchema>;

export const balanceDifferenceSchema = z.object({
  accountId: idOf<AccountId>(),
  account: z.string(),
  number: z.string().nullable(),
  currency: currencySchema,
  /** Open invoices less credit notes less unapplied payments. */
  ours: minorSchema,
  /** The figure that the accounting system gives itself. */
  ledger: minorSchema,
});
export type BalanceDifferenceView = z.infer<typeof balanceDifferenceSchema>;

export const syncProblemSchema = z.object({
  entity: z.enum(SYNC_ENTITIES),
  sourceId: z.string(),
  problem: z.string(),
  at: instantSchema,
});
export type SyncProblemView = z.infer<typeof syncProblemSchema>;

/** The result of a job that read the books to their end. */
export const syncResultSchema = z.object({
  connectionId: idOf<ConnectionId>(),
  runId: idOf<SyncRunId>(),
  differences: z.int(),
  missing: z.array(missingRecordsSchema),
});

/** Long enough for a key of 4096 bits with its certificate, as PEM. */
export const LONGEST_FIELD = 16_000;

const fieldValues = z
  .record(wholeTextSchema(60), wholeTextSchema(LONGEST_FIELD))
  .refine((values) => Object.keys(values).length <= 20, 'At most 20 fields.');

/** A month at most between two runs. */
const everyMinutes = z.int().min(0).max(43_200);
const name = textSchema(120).trim().min(1, 'Give the connection a name.');

export const connectionInputSchema = z.object({
  name,
  kind: z.enum(CONNECTOR_KINDS),
  settings: fieldValues,
  secrets: fieldValues,
  everyMinutes: everyMinutes.optional(),
});
export type ConnectionInputView = z.input<typeof connectionInputSchema>;

/** What is absent stays as it is; of the secrets, each that is not given. */
export const connectionChangeSchema = z.object({
  id: idOf<ConnectionId>(),
  name: name.optional(),
  settings: fieldValues.optional(),
  secrets: fieldValues.optional(),
  everyMinutes: everyMinutes.optional(),
});
export type ConnectionChangeView = z.input<typeof connectionChangeSchema>;

/** Settings to be tried. With an `id`, secrets that are not given are those of this connection. */
export const connectionTrialSchema = z.object({
  id: idOf<ConnectionId>().nullable().default(null),
  kind: z.enum(CONNECTOR_KINDS),
  settings: fieldValues,
  secrets: fieldValues,
});
