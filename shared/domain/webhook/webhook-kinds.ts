import type { TouchpointKind } from '../touchpoint-kinds.ts';

/** Kinds of log entries that a webhook may tell of: what concerns customers, nothing of the set-up. */
export const WEBHOOK_KINDS = [
  'note',
  'call',
  'mail',
  'letter',
  'sms',
  'meeting',
  'note_retracted',
  'mail_sent',
  'mail_rejected',
  'draft_sent_in_mailbox',
  'next_action_set',
  'next_action_cleared',
  'snoozed',
  'snooze_ended',
  'contact_added',
  'contact_changed',
  'contact_removed',
  'books_read',
  'cash_match_approved',
  'cash_match_withdrawn',
] as const satisfies readonly TouchpointKind[];
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];
