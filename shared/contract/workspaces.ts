import { z } from 'zod';
import type { JobId, WorkspaceId } from '../domain/ids.ts';
import { workspaceInfoSchema } from './app.ts';
import { procedure } from './base.ts';
import { contractEndContract } from './contract-end.ts';
import {
  currencySchema,
  downloadSchema,
  grantSchema,
  idOf,
  instantSchema,
  wholeTextSchema,
} from './primitives.ts';

const passphraseSchema = wholeTextSchema(1024).min(10, 'At least 10 characters.');

export const protectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keyring') }),
  z.object({ kind: z.literal('passphrase'), passphrase: passphraseSchema }),
]);
export type Protection = z.infer<typeof protectionSchema>;

/** The way in: what a person has at hand. */
export const unlockSchema = z.discriminatedUnion('with', [
  z.object({ with: z.literal('keyring') }),
  z.object({ with: z.literal('passphrase'), passphrase: wholeTextSchema(1024) }),
  z.object({ with: z.literal('recovery'), code: wholeTextSchema(200) }),
]);
export type UnlockInput = z.infer<typeof unlockSchema>;

export const backupInfoSchema = z.object({
  fileName: z.string(),
  createdAt: instantSchema,
  size: z.number(),
});

export const workspacesContract = {
  create: procedure
    .input(
      z.object({
        name: wholeTextSchema(120).trim().min(1),
        currency: currencySchema,
        timeZone: wholeTextSchema(100),
        protection: protectionSchema,
        /** A folder picked in the shell; absent: the profile's workspace folder. */
        folderGrant: grantSchema.optional(),
      }),
    )
    .output(z.object({ workspace: workspaceInfoSchema, recoveryCode: z.string() })),
  /** Fills and opens a new demo workspace whose key lives in memory only: every demo starts fresh. */
  openDemo: procedure.output(z.object({ workspace: workspaceInfoSchema })),
  /** Opens a known workspace (from `app.info.recents`) or one picked in the shell. Continues in `app.status`. */
  open: procedure
    .input(z.object({ recentId: wholeTextSchema(200).optional(), folderGrant: grantSchema.optional() }))
    .output(z.object({ opened: z.boolean() })),
  unlock: procedure.input(unlockSchema).output(z.object({ workspace: workspaceInfoSchema })),
  /** Forgets the key and closes the database at once; the window shows the unlock screen. */
  lock: procedure.output(z.object({ locked: z.boolean() })),
  /** Back to the start screen. */
  close: procedure.output(z.object({ closed: z.boolean() })),
  /** After recovery, or on demand: how the key is kept from now on. Returns a new recovery code. */
  changeProtection: procedure.input(protectionSchema).output(z.object({ recoveryCode: z.string() })),
  backups: {
    list: procedure.output(z.array(backupInfoSchema)),
    /** Writes and checks a backup in the workspace's own folder `backups`. The job's result is a backup info. */
    create: procedure.output(z.object({ jobId: idOf<JobId>() })),
    /** One backup as a download, to be kept elsewhere. */
    download: procedure.input(z.object({ fileName: wholeTextSchema(200) })).output(downloadSchema),
    /**
     * Restores a picked backup file as a new workspace beside the others and opens it with what opened the backup; the
     * answer names the workspace once it is open. The backup is checked whole before the folder appears, which takes
     * its key. Errors: `bad_file`, `damaged`, `wrong_key`, `no_key`.
     */
    restore: procedure
      .input(z.object({ grant: grantSchema, unlock: unlockSchema.default({ with: 'keyring' }) }))
      .output(z.object({ folder: z.string(), workspaceId: idOf<WorkspaceId>().nullable() })),
  },
  /** The end of a contract: everything for the client, then the erase. */
  end: contractEndContract,
};
