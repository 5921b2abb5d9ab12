import { TOUCHPOINT_KINDS, type TouchpointKind } from '../../../shared/domain/touchpoint-kinds.ts';

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

const LABELS = {
  customer: 'With the customer',
  drafts: 'Drafts',
  planning: 'Planning',
  contacts: 'Contacts',
  ledger: 'Ledger',
  setup: 'Set-up',
} as const;

/** What each kind is about. */
const GROUP_OF = {
  note: 'customer',
  call: 'customer',
  mail: 'customer',
  letter: 'customer',
  sms: 'customer',
  meeting: 'customer',
  note_retracted: 'customer',
  next_action_set: 'planning',
  next_action_cleared: 'planning',
  snoozed: 'planning',
  snooze_ended: 'planning',
  contact_added: 'contacts',
  contact_changed: 'contacts',
  contact_removed: 'contacts',
  import: 'ledger',
  import_undone: 'ledger',
  draft_created: 'drafts',
  draft_changed: 'drafts',
  draft_discarded: 'drafts',
  draft_queued: 'drafts',
  draft_saved_to_mailbox: 'drafts',
  draft_exported: 'drafts',
  workspace_created: 'setup',
  workspace_restored: 'setup',
  settings_changed: 'setup',
  view_saved: 'setup',
  view_removed: 'setup',
  mapping_saved: 'setup',
  mapping_removed: 'setup',
  template_changed: 'setup',
  template_approved: 'setup',
  mailbox_added: 'setup',
  mailbox_changed: 'setup',
  mailbox_removed: 'setup',
  protection_changed: 'setup',
} as const satisfies Record<TouchpointKind, keyof typeof LABELS>;

/** Every kind once, by what it is about. */
export const KIND_GROUPS: readonly KindGroup[] = Object.entries(LABELS).map(([group, label]) => ({
  label,
  kinds: TOUCHPOINT_KINDS.filter((kind) => GROUP_OF[kind] === group),
}));
