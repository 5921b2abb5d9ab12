import { z } from 'zod';
import { CRM_ACTIVITIES, CRM_SUBJECTS, CRM_SYSTEMS } from '../domain/crm/crm-kinds.ts';
import type { AccountId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { downloadSchema, idOf, plainDateSchema } from './primitives.ts';
import { worklistFilterSchema } from './worklist.ts';

/** A file for the import of a CRM; `activity` says of which kind its touchpoints are, where they are of one kind. */
export const crmFileSchema = z.object({
  download: downloadSchema,
  rows: z.number().int(),
  activity: z.enum(CRM_ACTIVITIES).nullable(),
});
export type CrmFileView = z.infer<typeof crmFileSchema>;

export const exportsContract = {
  /** The aging by currency and by account: a workbook with a sheet for each, or a CSV of one of them. */
  aging: procedure
    .input(
      z.object({
        format: z.enum(['csv', 'xlsx']),
        basis: z.enum(['due', 'invoice']).default('due'),
        by: z.enum(['total', 'account']).default('account'),
        asOf: plainDateSchema.optional(),
      }),
    )
    .output(downloadSchema),
  /** Files in the columns that a CRM imports, and an entry in the log. */
  crm: procedure
    .input(
      z.object({
        system: z.enum(CRM_SYSTEMS),
        subject: z.enum(CRM_SUBJECTS),
        /** Of touchpoints: which kinds; none for all. */
        activities: z.array(z.enum(CRM_ACTIVITIES)).max(20).default([]),
        from: plainDateSchema.nullable().default(null),
        to: plainDateSchema.nullable().default(null),
        /** Ticked accounts, those of a list, or all. */
        accounts: z
          .union([z.array(idOf<AccountId>()).max(10_000), worklistFilterSchema])
          .nullable()
          .default(null),
        /** Only touchpoints that no export to this CRM held before. */
        newOnly: z.boolean().default(false),
      }),
    )
    .output(z.object({ files: z.array(crmFileSchema) })),
};
