import { z } from 'zod';
import { FOLDER_FILE_STATES } from '../domain/connections/folder-settings.ts';
import type { ImportBatchId } from '../domain/ids.ts';
import { idOf, instantSchema, plainDateSchema } from './primitives.ts';

/** What became of a file that lies in a folder, or was taken in from it. */
export const folderFileSchema = z.object({
  name: z.string(),
  /** The name without anything that could make it look like another. */
  shown: z.string(),
  state: z.enum(FOLDER_FILE_STATES),
  /** What a person should know of it. */
  text: z.string().nullable(),
  /** The day that its figures speak of. */
  asOf: plainDateSchema.nullable(),
  at: instantSchema,
  /** The import that took it over. */
  batch: idOf<ImportBatchId>().nullable(),
  /** Rows of its import that were refused, and open items that its list no longer holds. */
  rejected: z.int(),
  gone: z.int(),
  undone: z.boolean(),
});
export type FolderFileView = z.infer<typeof folderFileSchema>;
