import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import {
  mailboxChangedSchema,
  mailboxChangeSchema,
  mailboxInputSchema,
  mailboxSchema,
  mailboxTestSchema,
} from './mailboxes.ts';
import { idOf } from './primitives.ts';

const id = z.object({ id: idOf<MailboxId>() });

export const mailboxesContract = {
  list: procedure.output(z.array(mailboxSchema)),
  /** Stores the mailbox; its password goes into the key store. It is tested apart from that. */
  add: procedure.input(mailboxInputSchema).output(mailboxSchema),
  /** Tries the new settings and saves them, password included, only when they work. Nothing is saved in part. */
  change: procedure.input(mailboxChangeSchema).output(mailboxChangedSchema),
  test: procedure.input(id).output(mailboxTestSchema),
  remove: procedure.input(id).output(z.object({ removed: z.boolean() })),
};
