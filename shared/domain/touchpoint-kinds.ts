/** Kinds of entries in the touchpoint log. A kind is never renamed: exported logs carry it. */
export const TOUCHPOINT_KINDS = [
  // what a person did towards a customer
  'note',
  'call',
  'mail',
  'letter',
  'sms',
  'meeting',
  'note_retracted',
  // planning
  'next_action_set',
  'next_action_cleared',
  'snoozed',
  'snooze_ended',
  'owner_set',
  'debtor_profile_set',
  // hold fire
  'promise_made',
  'promise_withdrawn',
  'promise_reinstated',
  'promise_corrected',
  'promise_decided',
  'dispute_opened',
  'dispute_changed',
  'dispute_resolved',
  'dispute_reopened',
  'dispute_withdrawn',
  'hold_set',
  'hold_lifted',
  'do_not_contact_set',
  'do_not_contact_lifted',
  'reply_waiting',
  'reply_answered',
  'address_undeliverable',
  'address_deliverable',
  // customer data kept by us
  'contact_added',
  'contact_changed',
  'contact_removed',
  // the ledger
  'import',
  'import_undone',
  'books_read',
  'invoice_file_fetched',
  'payments_received',
  // cash application: what a person decided, nothing is posted
  'bank_lines_read',
  'cash_match_approved',
  'cash_match_withdrawn',
  'cash_matches_exported',
  // drafts
  'draft_created',
  'draft_changed',
  'draft_discarded',
  'draft_queued',
  'draft_saved_to_mailbox',
  'draft_exported',
  'draft_changed_in_mailbox',
  'draft_removed_in_mailbox',
  'draft_sent_in_mailbox',
  'draft_taken_from_mailbox',
  // the outbox
  'mail_approved',
  'mail_approval_withdrawn',
  'mail_queued',
  'mail_send_undone',
  'mail_kept_back',
  'mail_rebuilt',
  'mail_sent',
  'mail_rejected',
  'mail_unknown',
  'mail_resolved',
  'mailbox_paused',
  'mailbox_resumed',
  // set-up
  'workspace_created',
  'workspace_restored',
  'settings_changed',
  'view_saved',
  'view_removed',
  'mapping_saved',
  'mapping_removed',
  'template_changed',
  'template_approved',
  'mailbox_added',
  'mailbox_changed',
  'mailbox_test_sent',
  'mailbox_removed',
  'connection_added',
  'connection_changed',
  'connection_removed',
  'write_back_changed',
  'note_written_back',
  'note_not_written_back',
  'protection_changed',
  // handoff and return
  'handoff_given',
  'handoff_closed',
  'handoff_accepted',
  'handoff_returned',
  'handoff_merged',
  'merge_conflict_decided',
  'workspace_exported',
  // what leaves for other programs
  'crm_exported',
  'webhook_set',
  'webhook_off',
  'webhook_paused',
  'webhook_resumed',
] as const;

export type TouchpointKind = (typeof TOUCHPOINT_KINDS)[number];

/** Kinds that a person adds by hand with `touch add`. */
export const MANUAL_KINDS = [
  'note',
  'call',
  'mail',
  'letter',
  'sms',
  'meeting',
] as const satisfies readonly TouchpointKind[];
export type ManualKind = (typeof MANUAL_KINDS)[number];

/** What came of a call. Attempt, connected and right party are three facts: see `callFacts`. */
export const CALL_OUTCOMES = [
  'connected',
  'right_party',
  'wrong_party',
  'voicemail',
  'no_answer',
  'busy',
  'wrong_number',
  'callback',
  'refused',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export interface CallFacts {
  readonly attempt: true;
  readonly connected: boolean;
  readonly rightParty: boolean;
}

/** The three facts of a call. `callback` and `refused` are conversations, but not proof of the right party. */
export function callFacts(outcome: CallOutcome): CallFacts {
  const connected = ['connected', 'right_party', 'wrong_party', 'callback', 'refused'].includes(outcome);
  return { attempt: true, connected, rightParty: outcome === 'right_party' };
}
