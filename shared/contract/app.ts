import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import type { JobId, WorkspaceId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import {
  currencySchema,
  idOf,
  instantSchema,
  plainDateSchema,
  plainJsonSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';

export const workspaceInfoSchema = z.object({
  id: idOf<WorkspaceId>(),
  name: z.string(),
  currency: currencySchema,
  timeZone: z.string(),
  demo: z.boolean(),
  /** Where the folder is, for people; the window never sends it back. */
  path: z.string(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>;

/** The life of the engine as the window sees it. Everything but `app` and `workspaces` answers `not_ready` outside `ready`. */
export const appStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('no_workspace') }),
  z.object({
    state: z.literal('needs_unlock'),
    folder: z.string(),
    unlock: z.array(z.enum(['keyring', 'passphrase', 'recovery'])),
  }),
  z.object({ state: z.literal('migrating'), folder: z.string() }),
  z.object({
    state: z.literal('ready'),
    workspace: workspaceInfoSchema,
    today: plainDateSchema,
    actor: z.string(),
  }),
  z.object({
    state: z.literal('failed'),
    folder: z.string().nullable(),
    code: z.enum(ERROR_CODES),
    message: z.string(),
  }),
]);
export type AppStatus = z.infer<typeof appStatusSchema>;

export const appInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'browser', 'cli']),
  platform: z.string(),
  keyring: z.object({ available: z.boolean(), text: z.string() }),
  /** Known workspaces, newest first. `id` opens one. */
  recents: z.array(z.object({ id: z.string(), folder: z.string(), openedAt: instantSchema })),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** Choices of the person on this computer. Kept in the profile, readable before a workspace is open: nothing about customers. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  locale: wholeTextSchema(35).nullable(),
  personName: textSchema(120).nullable(),
  /** Widths, column choices and collapsed panes by a key of the window's choice. */
  layout: z.record(wholeTextSchema(100), plainJsonSchema(100_000)),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const TOPICS = [
  'status',
  'worklist',
  'accounts',
  'timeline',
  'imports',
  'drafts',
  'outbox',
  'templates',
  'mailboxes',
  'connections',
  'cash',
  'holdFire',
  'invoiceFiles',
  'webhook',
  'people',
  'takeover',
  'handoffs',
  'log',
  'settings',
  'views',
  'jobs',
  'connectivity',
] as const;
export type Topic = (typeof TOPICS)[number];

export const jobSchema = z.object({
  id: idOf<JobId>(),
  kind: z.enum(['import', 'backup', 'restore', 'export', 'mailbox', 'demo', 'files', 'sync', 'handoff']),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: z.string(),
  done: z.number(),
  /** Null while the amount of work is not known. */
  total: z.number().nullable(),
  /** What is to be said beside the counts, such as how long it still takes; empty or absent: nothing. */
  remark: z.string().optional(),
  cancellable: z.boolean(),
  startedAt: instantSchema,
  error: z
    .object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
  /** The result of a job that is done, in the schema of its kind; null before. */
  result: z.unknown().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const connectivitySchema = z.object({
  online: z.boolean(),
  since: instantSchema.nullable(),
  draftsWaiting: z.number(),
});
export type Connectivity = z.infer<typeof connectivitySchema>;

export const appEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), status: appStatusSchema }),
  /** Something of this topic changed; `ids` when it is known what. Never rows. */
  z.object({
    type: z.literal('changed'),
    topic: z.enum(TOPICS),
    ids: z.array(z.string()).max(100).optional(),
  }),
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('connectivity'), connectivity: connectivitySchema }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;

export const appContract = {
  status: procedure.output(appStatusSchema),
  info: procedure.output(appInfoSchema),
  /** First event: the present status. Then whatever happens. */
  watch: procedure.output(eventIterator(appEventSchema)),
  preferences: {
    get: procedure.output(preferencesSchema),
    set: procedure.input(preferencesSchema.partial()).output(preferencesSchema),
  },
  jobs: {
    list: procedure.output(z.array(jobSchema)),
    cancel: procedure.input(z.object({ id: idOf<JobId>() })).output(z.object({ cancelled: z.boolean() })),
  },
  connectivity: procedure.output(connectivitySchema),
  /** The window tells what the browser knows of the network. */
  reportOnline: procedure.input(z.object({ online: z.boolean() })).output(connectivitySchema),
};
