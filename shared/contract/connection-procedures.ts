import { z } from 'zod';
import { CHANGE_GROUPS } from '../domain/connections/change-groups.ts';
import type { ConnectionId, JobId, SyncRunId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { toldChangeSchema } from './connection-changes.ts';
import { folderFileSchema } from './connection-files.ts';
import {
  chosenBooksSchema,
  connectionSignInEndedSchema,
  connectionSignInStartedSchema,
  connectionSignInStartSchema,
  pastedAddressSchema,
} from './connection-sign-in.ts';
import {
  balanceDifferenceSchema,
  connectionChangeSchema,
  connectionFormSchema,
  connectionInputSchema,
  connectionSchema,
  connectionTestSchema,
  connectionTrialSchema,
  syncProblemSchema,
  syncRunSchema,
  usageSchema,
} from './connections.ts';
import { signInIdSchema } from './mailbox-sign-in.ts';
import { cursorSchema, grantSchema, idOf, pageLimitSchema, wholeTextSchema } from './primitives.ts';
import {
  writeBackAgainSchema,
  writeBackChoiceSchema,
  writeBackDropSchema,
  writeBackOfSchema,
  writeBackSchema,
} from './write-back.ts';

const id = z.object({ id: idOf<ConnectionId>() });
const started = z.object({ jobId: idOf<JobId>() });
const signIn = z.object({ signIn: signInIdSchema });

export const connectionsContract = {
  list: procedure.output(z.array(connectionSchema)),
  /** The systems that can be connected in this version. */
  forms: procedure.output(z.array(connectionFormSchema)),
  /** Stores the connection; its secrets go into the key store. It is neither tested nor read by that. */
  add: procedure.input(connectionInputSchema).output(connectionSchema),
  change: procedure.input(connectionChangeSchema).output(connectionSchema),
  /** Forgets the connection and its secrets; what it read stays. */
  remove: procedure.input(id).output(z.object({ removed: z.boolean() })),
  /** Tries it step by step and keeps the outcome. Ends when the call is given up. */
  test: procedure.input(id).output(connectionTestSchema),
  /** Tries settings that are not saved; keeps nothing. Ends when the call is given up. */
  tryOut: procedure.input(connectionTrialSchema).output(connectionTestSchema),
  /** Begins to sign in to the system of a connection; the host opens `url` in the person's own browser. */
  startSignIn: procedure.input(connectionSignInStartSchema).output(connectionSignInStartedSchema),
  /** Waits until the sign-in is over, and keeps what it brought; asking again is allowed. */
  awaitSignIn: procedure.input(signIn).output(connectionSignInEndedSchema),
  /** For a browser that does not come back by itself. Any other address is refused and changes nothing. */
  pasteSignIn: procedure.input(pastedAddressSchema).output(z.object({ taken: z.boolean() })),
  /** Which books are read, where the sign-in opens several. */
  chooseBooks: procedure.input(chosenBooksSchema).output(connectionSchema),
  cancelSignIn: procedure.input(signIn).output(z.object({ cancelled: z.boolean() })),
  /** Reads the books as a job; while one runs for this connection, that one. */
  sync: procedure.input(id.extend({ mode: z.enum(['changes', 'full']) })).output(started),
  runs: procedure
    .input(id.extend({ limit: pageLimitSchema.default(50), cursor: cursorSchema.nullable().default(null) }))
    .output(z.object({ runs: z.array(syncRunSchema), next: z.string().nullable() })),
  /** What a run changed, in the order in which it was read. */
  changes: procedure
    .input(
      z.object({
        runId: idOf<SyncRunId>(),
        group: z.enum(CHANGE_GROUPS).nullable().default(null),
        limit: pageLimitSchema.default(100),
        cursor: cursorSchema.nullable().default(null),
      }),
    )
    .output(z.object({ changes: z.array(toldChangeSchema), next: z.string().nullable() })),
  /** Customers whose open items do not come to the system's own balance, by the last run. The largest 500. */
  differences: procedure.input(id).output(z.array(balanceDifferenceSchema)),
  /** Records that were set aside, newest first. The newest 500. */
  problems: procedure.input(id).output(z.array(syncProblemSchema)),
  /** What reading cost, newest month first. */
  usage: procedure.input(id).output(z.array(usageSchema)),
  /** The files of a folder, those that wait for a person first. At most 500; none for other systems. */
  files: procedure.input(id).output(z.array(folderFileSchema)),
  /** Hands a file of the folder to the import. Its name comes from `files`; nothing else can be asked for. */
  offerFile: procedure
    .input(id.extend({ name: wholeTextSchema(255) }))
    .output(z.object({ grant: grantSchema, name: z.string() })),
  /**
   * Answers whether missing records were deleted. `believe`: a job reads again and takes them out; otherwise they stay, and
   * the question comes back in a day if they are still missing.
   */
  answerMissing: procedure
    .input(id.extend({ believe: z.boolean() }))
    .output(z.object({ jobId: idOf<JobId>().nullable() })),
  /** Whether notes flow back into the books, and what became of the newest. */
  writeBack: procedure.input(writeBackOfSchema).output(writeBackSchema),
  /** Switches it on or off. Errors: `needs_approval` for kinds that nobody has approved. */
  setWriteBack: procedure.input(writeBackChoiceSchema).output(writeBackSchema),
  /** Tries notes again that failed or of which nothing is known; what may be there is looked for first. */
  retryNotes: procedure.input(writeBackAgainSchema).output(writeBackSchema),
  /** A note that is not written any more. */
  dropNote: procedure.input(writeBackDropSchema).output(writeBackSchema),
};
