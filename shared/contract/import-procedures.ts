import { z } from 'zod';
import type { ImportBatchId, JobId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import {
  importInspectionSchema,
  importMappingSchema,
  importPresetListSchema,
  importResultSchema,
} from './imports.ts';
import {
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  plainDateSchema,
  wholeTextSchema,
} from './primitives.ts';

/** The result of an import job: what `jobSchema.result` holds when its kind is `import`. */
export const importOutcomeSchema = importResultSchema;
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

export const importBatchSchema = z.object({
  id: idOf<ImportBatchId>(),
  fileName: z.string(),
  importedAt: instantSchema,
  importedBy: z.string(),
  complete: z.boolean(),
  asOf: plainDateSchema.nullable(),
  undoneAt: instantSchema.nullable(),
  /** The newest import that stands: the one that can be undone. */
  undoable: z.boolean(),
  /** Ids of the gone items that a person closed upon it. */
  closed: z.array(z.string()).readonly(),
  result: importOutcomeSchema,
});
export type ImportBatch = z.infer<typeof importBatchSchema>;

const importInputSchema = z.object({
  grant: grantSchema,
  mapping: importMappingSchema,
  /** The file lists everything that is open; `asOf` is then required. */
  complete: z.boolean().default(false),
  asOf: plainDateSchema.nullable().default(null),
  /** From the inspection: the mapping is kept for the next file of this shape. */
  shapeHash: wholeTextSchema(200).nullable().default(null),
});

const goneInputSchema = z.object({
  id: idOf<ImportBatchId>(),
  items: z.array(wholeTextSchema(100).min(1)).min(1).max(10_000),
});

export const importsContract = {
  presets: procedure.output(importPresetListSchema),
  /** Looks into a picked file. With a mapping: how the rows are classified under it. */
  inspect: procedure
    .input(
      z.object({
        grant: grantSchema,
        sheet: wholeTextSchema(100).nullable().default(null),
        preset: wholeTextSchema(100).nullable().default(null),
        mapping: importMappingSchema.nullable().default(null),
      }),
    )
    .output(z.object({ inspection: importInspectionSchema, savedMapping: importMappingSchema.nullable() })),
  /** Works the import out and changes nothing. A job; its result is an `importOutcomeSchema`. */
  tryOut: procedure.input(importInputSchema).output(z.object({ jobId: idOf<JobId>() })),
  /** Imports. A job with progress that can be cancelled until the last step; its result is an `importOutcomeSchema`. */
  run: procedure.input(importInputSchema).output(z.object({ jobId: idOf<JobId>() })),
  history: procedure.output(z.array(importBatchSchema)),
  undo: procedure.input(z.object({ id: idOf<ImportBatchId>() })).output(z.object({ undone: z.boolean() })),
  /** Closes items that a complete export does not list any more, after a person said so. */
  closeGone: procedure.input(goneInputSchema).output(z.object({ closed: z.number().int() })),
  /** Opens such items again; only while that import is the newest. */
  reopenGone: procedure.input(goneInputSchema).output(z.object({ reopened: z.number().int() })),
  /** The rejected rows with reasons and the original cells, as CSV. Of a job that is done, or of a kept batch. */
  exportRejected: procedure
    .input(z.union([z.object({ jobId: idOf<JobId>() }), z.object({ id: idOf<ImportBatchId>() })]))
    .output(downloadSchema),
};
