import { z } from 'zod';
import type { MailboxId } from '../domain/ids.ts';
import { idOf, wholeTextSchema } from './primitives.ts';

/** Which address of which mailbox a letter goes out from. */
export const senderKeySchema = z.object({
  mailboxId: idOf<MailboxId>(),
  address: wholeTextSchema(320).min(3),
});

/** The same with the name that stands before the address. */
export const senderSchema = senderKeySchema.extend({ name: z.string().nullable() });
