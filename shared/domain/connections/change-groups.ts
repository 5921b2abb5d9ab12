import type { SyncChangeKind } from './sync-changes.ts';

/** The groups in which people read what changed, the most wanted first. */
export const CHANGE_GROUPS = [
  'paid',
  'part_paid',
  'new',
  'voided',
  'changed',
  'due_dates',
  'payments',
  'customers',
  'contacts',
] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];

const GROUP_OF: Readonly<Record<SyncChangeKind, ChangeGroup>> = {
  paid: 'paid',
  part_paid: 'part_paid',
  credit_used: 'paid',
  invoice_added: 'new',
  credit_note_added: 'new',
  voided: 'voided',
  written_off: 'voided',
  deleted: 'voided',
  reopened: 'changed',
  total_changed: 'changed',
  due_date_changed: 'due_dates',
  payment_received: 'payments',
  payment_removed: 'payments',
  customer_added: 'customers',
  customer_renamed: 'customers',
  customer_merged: 'customers',
  contact_changed: 'contacts',
};

export function changeGroup(kind: SyncChangeKind): ChangeGroup {
  return GROUP_OF[kind];
}

/** The kinds of change that stand in a group. */
export function kindsIn(group: ChangeGroup): readonly SyncChangeKind[] {
  return (Object.keys(GROUP_OF) as SyncChangeKind[]).filter((kind) => GROUP_OF[kind] === group);
}
