import { z } from 'zod';
import type { JobId, MailboxId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { certificateChoiceSchema, certificateProbeSchema } from './mailbox-certificates.ts';
import { discoverySchema } from './mailbox-discovery.ts';
import {
  signInEndedSchema,
  signInIdSchema,
  signInStartedSchema,
  signInStartSchema,
} from './mailbox-sign-in.ts';
import {
  mailboxChangedSchema,
  mailboxChangeSchema,
  mailboxInputSchema,
  mailboxSchema,
  mailboxTestSchema,
} from './mailboxes.ts';
import { idOf, wholeTextSchema } from './primitives.ts';

const id = z.object({ id: idOf<MailboxId>() });
const signIn = z.object({ id: signInIdSchema });

export const mailboxesContract = {
  list: procedure.output(z.array(mailboxSchema)),
  /** Stores the mailbox; its password or token goes into the key store. It is tested apart from that. */
  add: procedure.input(mailboxInputSchema).output(mailboxSchema),
  /** Tries the new settings and saves them, password included, only when they work. Nothing is saved in part. */
  change: procedure.input(mailboxChangeSchema).output(mailboxChangedSchema),
  test: procedure.input(id).output(mailboxTestSchema),
  /**
   * Sends one test message from the mailbox to itself, to see whether its provider keeps copies of sent mail. A job of kind
   * `mailbox`; its result is a `sentProbeSchema`.
   */
  probeSent: procedure.input(id).output(z.object({ jobId: idOf<JobId>() })),
  remove: procedure.input(id).output(z.object({ removed: z.boolean() })),
  /** Looks for the servers of an address. Sets nothing up. */
  discover: procedure.input(z.object({ address: wholeTextSchema(320).trim() })).output(discoverySchema),
  /** Begins an OAuth sign-in; the host opens `url` in the person's own browser. */
  startSignIn: procedure.input(signInStartSchema).output(signInStartedSchema),
  /** Waits until the sign-in is over; asking again is allowed. */
  awaitSignIn: procedure.input(signIn).output(signInEndedSchema),
  cancelSignIn: procedure.input(signIn).output(z.object({ cancelled: z.boolean() })),
  /** Gives a mailbox the token of a finished sign-in; a pause for the lost permission ends. */
  reconnect: procedure.input(id.extend({ signIn: signInIdSchema })).output(mailboxSchema),
  /** Looks at the certificates of its servers. No login is tried, nothing of it is sent. */
  certificates: procedure.input(id).output(z.array(certificateProbeSchema)),
  /** Trusts exactly the certificate that the person saw; refused (`conflict`) when the server shows another by now. */
  acceptCertificate: procedure.input(certificateChoiceSchema).output(mailboxSchema),
  /** Sends nothing from it until a person resumes (`outbox.resume`). */
  pause: procedure.input(id).output(mailboxSchema),
};
