import type { WebhookView } from '../../../shared/contract/webhook.ts';
import type { WebhookKind } from '../../../shared/domain/webhook/webhook-kinds.ts';
import { count } from '../../ui/format/count.ts';

export type SetWebhook = Exclude<WebhookView, { readonly state: 'off' }>;

interface KindGroup {
  readonly label: string;
  readonly kinds: readonly WebhookKind[];
}

/** Events as a person chooses them: a few groups, each of several kinds of entries. */
export const EVENT_GROUPS: readonly KindGroup[] = [
  { label: 'Notes', kinds: ['note', 'note_retracted'] },
  { label: 'Calls', kinds: ['call'] },
  { label: 'Letters, text messages, meetings', kinds: ['letter', 'sms', 'meeting'] },
  { label: 'Mails', kinds: ['mail', 'mail_sent', 'mail_rejected', 'draft_sent_in_mailbox'] },
  {
    label: 'Next actions and snoozes',
    kinds: ['next_action_set', 'next_action_cleared', 'snoozed', 'snooze_ended'],
  },
  { label: 'Contacts', kinds: ['contact_added', 'contact_changed', 'contact_removed'] },
  { label: 'What the books changed', kinds: ['books_read'] },
  { label: 'Applications of cash', kinds: ['cash_match_approved', 'cash_match_withdrawn'] },
];

/** The kinds with a whole group added, or taken out. */
export function withGroup(
  kinds: readonly WebhookKind[],
  group: readonly WebhookKind[],
  chosen: boolean,
): readonly WebhookKind[] {
  const others = kinds.filter((kind) => !group.includes(kind));
  return chosen ? [...others, ...group] : others;
}

/** How it stands with the deliveries: "12 told, 3 waiting". */
export function countsText({ delivered, waiting }: SetWebhook, locale: string): string {
  const told = `${count(delivered, 'event', 'events', locale)} told`;
  return waiting === 0 ? `${told}, none waiting` : `${told}, ${waiting.toLocaleString(locale)} waiting`;
}
