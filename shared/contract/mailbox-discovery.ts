import { z } from 'zod';
import { PROVIDER_IDS } from '../domain/mailboxes/provider-preset.ts';
import { mailEndpointSchema } from './mailboxes.ts';

/** Servers that may belong to an address; the window proposes them, a person agrees. */
export const serverProposalSchema = z.object({
  /** `guess` rests on nothing but custom. */
  foundBy: z.enum(['preset', 'srv', 'autoconfig', 'mx', 'guess']),
  provider: z.enum(PROVIDER_IDS),
  imap: mailEndpointSchema,
  smtp: mailEndpointSchema.nullable(),
  user: z.string(),
  /** The servers are outside the address's domain and no preset knows them. */
  foreign: z.boolean(),
});
export type ServerProposalView = z.infer<typeof serverProposalSchema>;

export const discoverySchema = z.object({
  /** The most certain first. */
  proposals: z.array(serverProposalSchema),
  /** What could not be asked, in words. */
  problems: z.array(z.string()),
});
export type DiscoveryView = z.infer<typeof discoverySchema>;
