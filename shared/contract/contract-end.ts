import { z } from 'zod';
import type { JobId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { downloadSchema, idOf, instantSchema, wholeTextSchema } from './primitives.ts';

/** What a person sees before a workspace is erased. */
export const contractEndViewSchema = z.object({
  /** Has to be typed to the letter. */
  name: z.string(),
  /** Whether the role of the person lets them export everything and erase. */
  allowed: z.boolean(),
  /** What will be gone, in words. */
  gone: z.array(z.string()),
  /** What an erase here cannot reach, in words. */
  stays: z.array(z.string()),
  /** What is under way, in words. */
  warnings: z.array(z.string()),
  /** Whether the certificate will say who signed it. */
  signedByPerson: z.boolean(),
});
export type ContractEndView = z.infer<typeof contractEndViewSchema>;

/** The result of the job that exports everything. */
export const workspaceExportSchema = z.object({
  download: downloadSchema,
  files: z.number(),
  sha256: z.string(),
});
export type WorkspaceExportResult = z.infer<typeof workspaceExportSchema>;

export const certificateInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  erasedAt: instantSchema,
  by: z.string(),
});
export type CertificateInfo = z.infer<typeof certificateInfoSchema>;

/** The end of a contract. The certificates are there without a workspace, too. */
export const contractEndContract = {
  look: procedure.output(contractEndViewSchema),
  /** Everything as open formats in one archive; the job's result is a `WorkspaceExportResult`. */
  export: procedure.output(z.object({ jobId: idOf<JobId>() })),
  /**
   * Destroys the open workspace for good; the window shows the start screen afterwards. Errors: `validation` (not its name),
   * `policy_blocked`, `no_key` (the keys of the person are locked, or the keyring is out of reach).
   */
  erase: procedure
    .input(z.object({ confirm: wholeTextSchema(200) }))
    .output(z.object({ certificate: certificateInfoSchema })),
  certificates: {
    list: procedure.output(z.array(certificateInfoSchema)),
    download: procedure.input(z.object({ id: wholeTextSchema(200) })).output(downloadSchema),
  },
};
