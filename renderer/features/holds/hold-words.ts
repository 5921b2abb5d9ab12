import type { ContactChannel } from '../../../shared/domain/holds/types.ts';

/** What a wish not to be contacted closes. */
export const CHANNEL_WORDS: Readonly<Record<ContactChannel, string>> = {
  mail: 'no mail',
  call: 'no calls',
  all: 'no contact at all',
};

/** What a hold on the whole workspace is called in messages. */
export const EVERYTHING = 'Everything';

/** Reasons that are given most: a press writes one down. */
export const USUAL_REASONS = [
  'Being checked',
  'Client asks for it',
  'Waits for a credit note',
  'Legal',
] as const;
