import {
  IconBell,
  IconCalendarEvent,
  IconCoin,
  IconFileImport,
  IconFileText,
  IconMail,
  IconMailForward,
  IconMessage,
  IconNote,
  IconPhone,
  IconPoint,
  IconUser,
  IconUsers,
  IconZzz,
  type TablerIcon,
} from '@tabler/icons-react';

const ICONS: Readonly<Record<string, TablerIcon>> = {
  note: IconNote,
  note_retracted: IconNote,
  call: IconPhone,
  mail: IconMail,
  letter: IconFileText,
  sms: IconMessage,
  meeting: IconUsers,
  next_action_set: IconCalendarEvent,
  next_action_cleared: IconCalendarEvent,
  snoozed: IconZzz,
  snooze_ended: IconBell,
  contact_added: IconUser,
  contact_changed: IconUser,
  contact_removed: IconUser,
  import: IconFileImport,
  import_undone: IconFileImport,
  draft_created: IconMail,
  draft_changed: IconMail,
  draft_discarded: IconMail,
  draft_queued: IconMail,
  draft_saved_to_mailbox: IconMailForward,
  draft_exported: IconMailForward,
  payment_received: IconCoin,
  invoice_issued: IconFileText,
};

/** The icon of a kind of entry; a point for a kind of a later version. */
export function iconOf(kind: string): TablerIcon {
  return ICONS[kind] ?? IconPoint;
}
