import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { mailboxInputSchema, mailboxSchema, mailboxTestSchema } from './mailboxes.ts';
import { idOf } from './primitives.ts';

const id = z.object({ id: idOf<MailboxId>() });

export const mailboxesContract = {
  list: procedure.output(z.array(mailboxSchema)),
  /** Stores the mailbox; its password goes into the key store. It is tested apart from that. */
  add: procedure.input(mailboxInputSchema).output(mailboxSchema),
  test: procedure.input(id).output(mailboxTestSchema),
  remove: procedure.input(id).output(z.object({ removed: z.boolean() })),
};
