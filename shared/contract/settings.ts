import { z } from 'zod';
import { DEFAULT_GATE_SETTINGS } from '../domain/gate/settings.ts';
import { TEMPLATE_STAGES } from '../domain/letters/stages.ts';
import { procedure } from './base.ts';
import { textSchema, wholeTextSchema } from './primitives.ts';
import { senderKeySchema } from './senders.ts';

/** `08:00`: a time of day on the clock of 24 hours. */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'A time of day such as 08:00.');

/** Settings of a workspace: part of the client's books, logged when they change. */
export const settingsSchema = z.object({
  company: z.object({
    name: textSchema(120),
    address: textSchema(500),
    phone: textSchema(60),
    email: textSchema(254),
    /** Bank details and the like, as they stand in every letter. */
    paymentInstructions: textSchema(2000),
    portalUrl: textSchema(500),
  }),
  sender: z.object({
    name: textSchema(120),
    title: textSchema(120),
    email: textSchema(254),
    phone: textSchema(60),
  }),
  /** Which sender the letters of a stage go out from; a stage that is absent uses the first mailbox. */
  stageSenders: z.partialRecord(z.enum(TEMPLATE_STAGES), senderKeySchema),
  /** Upper edges of the aging buckets, in days past due. */
  agingEdges: z
    .tuple([z.number().int().min(1), z.number().int(), z.number().int()])
    .refine(([a, b, c]) => a < b && b < c && c <= 3650, 'Three rising numbers of days.'),
  /** Points per reason of the priority, by reason code; a missing one has its default. */
  priorityWeights: z.record(wholeTextSchema(60), z.number().min(-100).max(200)),
  gate: z.object({
    /** Days within which another contact is warned about. */
    recentContactDays: z.number().int().min(0).max(60),
    /** Days after which the figures are too old: warn, then block. */
    staleWarnDays: z.number().int().min(0).max(365),
    staleBlockDays: z.number().int().min(1).max(3650),
    /** Hours after which figures that a connection reads are too old: warn, then block. Absent in older workspaces. */
    syncWarnHours: z.number().int().min(0).max(8760).default(DEFAULT_GATE_SETTINGS.syncWarnHours),
    syncBlockHours: z.number().int().min(1).max(8760).default(DEFAULT_GATE_SETTINGS.syncBlockHours),
  }),
  promises: z.object({
    /** Days after a promise's date in which a payment still keeps it. */
    graceDays: z.number().int().min(0).max(30),
  }),
  /** Hours of mail and calls to companies, sole traders and public bodies, at the customer's place. */
  contact: z
    .object({
      outside: z.enum(['warn', 'block', 'off']),
      opens: timeOfDaySchema,
      closes: timeOfDaySchema,
      weekends: z.boolean(),
      holidays: z.boolean(),
    })
    .refine(({ opens, closes }) => opens < closes, {
      message: 'The day ends after it begins.',
      path: ['closes'],
    }),
  /** What to say in a call, and what to find out. */
  callGuide: z.object({
    script: textSchema(4000),
    checklist: z.array(textSchema(200)).max(20),
  }),
  /** Minutes without input until the workspace locks; 0: never. */
  idleLockMinutes: z.number().int().min(0).max(480),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsContract = {
  get: procedure.output(settingsSchema),
  /** Replaces the named groups whole. */
  change: procedure.input(settingsSchema.partial()).output(settingsSchema),
  /** Reasons that have a weight, with label and default. */
  weights: procedure.output(z.array(z.object({ code: z.string(), label: z.string(), default: z.number() }))),
};
