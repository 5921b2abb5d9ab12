import type { TouchpointKind } from '../../../shared/domain/touchpoint-kinds.ts';

/** Kinds in words, as the table and the filter show them. */
export const KIND_NAMES: Readonly<Record<TouchpointKind, string>> = {
  note: 'Note',
  call: 'Call',
  mail: 'Mail',
  letter: 'Letter',
  sms: 'Text message',
  meeting: 'Meeting',
  note_retracted: 'Taken back',
  next_action_set: 'Next action',
  next_action_cleared: 'Next action cleared',
  snoozed: 'Snoozed',
  snooze_ended: 'Snooze ended',
  contact_added: 'Contact added',
  contact_changed: 'Contact changed',
  contact_removed: 'Contact removed',
  import: 'Import',
  import_undone: 'Import undone',
  draft_created: 'Draft written',
  draft_changed: 'Draft changed',
  draft_discarded: 'Draft discarded',
  draft_queued: 'Draft queued',
  draft_saved_to_mailbox: 'Saved to the mailbox',
  draft_exported: 'Saved as file or copied',
  workspace_created: 'Workspace created',
  workspace_restored: 'Workspace restored',
  settings_changed: 'Settings changed',
  view_saved: 'View saved',
  view_removed: 'View removed',
  mapping_saved: 'Mapping saved',
  mapping_removed: 'Mapping removed',
  template_changed: 'Template changed',
  template_approved: 'Template approved',
  mailbox_added: 'Mailbox added',
  mailbox_changed: 'Mailbox changed',
  mailbox_removed: 'Mailbox removed',
  protection_changed: 'Protection changed',
};

export interface KindGroup {
  readonly label: string;
  readonly kinds: readonly TouchpointKind[];
}

/** Every kind once, by what it is about. */
export const KIND_GROUPS: readonly KindGroup[] = [
  {
    label: 'With the customer',
    kinds: ['note', 'call', 'mail', 'letter', 'sms', 'meeting', 'note_retracted'],
  },
  {
    label: 'Drafts',
    kinds: [
      'draft_created',
      'draft_changed',
      'draft_discarded',
      'draft_queued',
      'draft_saved_to_mailbox',
      'draft_exported',
    ],
  },
  { label: 'Planning', kinds: ['next_action_set', 'next_action_cleared', 'snoozed', 'snooze_ended'] },
  { label: 'Contacts', kinds: ['contact_added', 'contact_changed', 'contact_removed'] },
  { label: 'Ledger', kinds: ['import', 'import_undone'] },
  {
    label: 'Set-up',
    kinds: [
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
      'mailbox_removed',
      'protection_changed',
    ],
  },
];
