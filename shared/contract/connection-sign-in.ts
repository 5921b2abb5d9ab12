import { z } from 'zod';
import type { ConnectionId } from '../domain/ids.ts';
import { signInIdSchema } from './mailbox-sign-in.ts';
import { idOf, instantSchema, wholeTextSchema } from './primitives.ts';

export const connectionSignInStartSchema = z.object({ id: idOf<ConnectionId>() });

export const connectionSignInStartedSchema = z.object({
  id: signInIdSchema,
  /** To be opened in the person's own browser, never inside the window. */
  url: z.string(),
  /** Where it leads, to be shown. */
  host: z.string(),
  /** When it is given up. */
  until: instantSchema,
  /**
   * `here`: the browser comes back by itself; `opens`: it has the desktop open Duebook, where that is set up; `pasted`: the
   * person pastes the address that it ends at.
   */
  back: z.enum(['here', 'opens', 'pasted']),
  /** Where the browser ends. */
  redirectUri: z.string(),
});
export type ConnectionSignInStarted = z.infer<typeof connectionSignInStartedSchema>;

export const connectionSignInEndedSchema = z.object({
  /** `choose`: it opens several books, and `chooseBooks` says which are read. */
  state: z.enum(['done', 'choose', 'cancelled', 'timed_out', 'failed']),
  text: z.string(),
  /** To choose from. */
  books: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ConnectionSignInEnded = z.infer<typeof connectionSignInEndedSchema>;

export const pastedAddressSchema = z.object({
  signIn: signInIdSchema,
  /** As the browser shows it, whole. */
  address: wholeTextSchema(8_192).trim().min(1, 'Paste the address that the browser ended at.'),
});

export const chosenBooksSchema = z.object({
  signIn: signInIdSchema,
  books: wholeTextSchema(500).trim().min(1),
});
