import { DEBTOR_TYPE_LABELS } from '../../../../shared/domain/contact-rules/types.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import { DISPUTE_REASON_LABELS } from '../../../../shared/domain/disputes/reasons.ts';
import { STAGE_LABELS } from '../../../../shared/domain/dunning/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { RecordKindName, RecordValue } from '../../db/handoff/records/record-kind.ts';
import type { PackRow } from '../../db/handoff/row-schema.ts';

/** One thing that a record says, in a form that a window can set in the words of its language. */
export interface RecordFact {
  readonly label: string;
  readonly value:
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'date'; readonly date: PlainDate }
    | { readonly type: 'instant'; readonly at: Instant }
    | { readonly type: 'money'; readonly currency: CurrencyCode; readonly minor: MinorUnits };
}

/** So much of a letter is shown beside another one. */
const LETTER_SHOWN = 1200;

export const RECORD_NAMES: Readonly<Record<RecordKindName, string>> = {
  contact: 'Contact',
  promise: 'Promise to pay',
  dispute: 'Dispute',
  hold: 'Hold',
  do_not_contact: 'Do not contact',
  unanswered_reply: 'Reply that waits',
  undeliverable_address: 'Address that mail comes back from',
  debtor_profile: 'Debtor profile',
  next_action: 'Next action',
  snooze: 'Snooze',
  draft: 'Letter',
};

/** What a record says, for people; empty when it is not there. What says nothing is left out. */
export function recordFacts(kind: RecordKindName, value: RecordValue | null): readonly RecordFact[] {
  if (value === null) return [];
  const row = (value.row ?? {}) as PackRow;
  return [...FACTS[kind](row), ...(kind === 'draft' ? fateOf(value) : [])];
}

type Facts = (row: PackRow) => readonly RecordFact[];

const FACTS: Readonly<Record<RecordKindName, Facts>> = {
  contact: (row) => [
    ...text('Name', row.name),
    ...text('Role', row.role),
    ...text('Mail', row.email),
    ...text('Phone', row.phone),
    ...text('Letters', row.billing === 1 ? 'go to this contact' : null),
    ...text('State', row.removed_at === null ? null : 'taken away'),
  ],
  promise: (row) => [
    ...money('Amount', row.currency, row.amount_minor),
    ...date('By', row.date),
    ...text('Promised by', row.promised_by),
    ...text('How', words(row.channel)),
    ...text('State', words(row.state)),
    ...text('Correction', row.correction),
    ...text('Note', row.note),
  ],
  dispute: (row) => [
    ...text('Reason', labelOf(DISPUTE_REASON_LABELS, row.reason)),
    ...(row.amount_minor === null
      ? text('Amount', 'the whole invoice')
      : money('Amount', row.currency, row.amount_minor)),
    ...text('Settled by', row.owner),
    ...text('Next step', row.next_action),
    ...date('On', row.next_date),
    ...text('State', words(row.state)),
    ...text('Outcome', row.outcome),
    ...text('Note', row.text),
  ],
  hold: (row) => [
    ...text('State', row.lifted_at === null ? 'rests' : 'lifted'),
    ...text('Reason', row.reason),
    ...date('Work resumes', row.until),
    ...text('Set by', row.set_by),
    ...date('Set on', row.set_on),
  ],
  do_not_contact: (row) => [
    ...text('State', row.lifted_at === null ? 'stands' : 'lifted'),
    ...text('Channel', row.channel === 'any' ? 'all' : words(row.channel)),
    ...text('Reason', row.reason),
    ...text('Set by', row.set_by),
  ],
  unanswered_reply: (row) => [...date('Since', row.since), ...text('About', row.about)],
  undeliverable_address: (row) => [
    ...text('Address', row.address),
    ...date('Since', row.since),
    ...text('About', row.about),
  ],
  debtor_profile: (row) => [
    ...text('Kind', labelOf(DEBTOR_TYPE_LABELS, row.debtor_type)),
    ...text('Country', row.country),
    ...text('Region', row.region),
    ...text('Time zone', row.time_zone),
  ],
  next_action: (row) => [
    ...text('What', words(row.kind)),
    ...date('On', row.date),
    ...text('Note', row.note),
    ...text('Set by', row.set_by),
  ],
  snooze: (row) => [
    ...date('Until', row.until),
    ...text('Reason', row.reason),
    ...text('Set by', row.set_by),
  ],
  draft: (row) => [
    ...text('Stage', labelOf(STAGE_LABELS, row.stage)),
    ...text('Subject', row.subject),
    ...money('Amount', row.currency, row.amount_minor),
    ...text('Text', typeof row.text === 'string' ? row.text.slice(0, LETTER_SHOWN) : null),
  ],
};

const FATE_WORDS: Readonly<Record<string, string>> = {
  waiting: 'not sent',
  sent: 'sent',
  unclear: 'perhaps sent: look into the mailbox',
  gone: 'discarded',
};

function fateOf({ fate }: RecordValue): readonly RecordFact[] {
  return text('State', typeof fate === 'string' ? (FATE_WORDS[fate] ?? fate) : null);
}

function text(label: string, value: unknown): readonly RecordFact[] {
  return typeof value === 'string' && value.trim() !== ''
    ? [{ label, value: { type: 'text', text: value } }]
    : [];
}

function date(label: string, value: unknown): readonly RecordFact[] {
  if (typeof value !== 'string' || value === '') return [];
  return value.length > 10
    ? [{ label, value: { type: 'instant', at: value as Instant } }]
    : [{ label, value: { type: 'date', date: value as PlainDate } }];
}

function money(label: string, currency: unknown, minor: unknown): readonly RecordFact[] {
  if (typeof currency !== 'string' || typeof minor !== 'number') return [];
  return [
    { label, value: { type: 'money', currency: currency as CurrencyCode, minor: minor as MinorUnits } },
  ];
}

function words(value: unknown): string | null {
  return typeof value === 'string' ? value.replaceAll('_', ' ') : null;
}

function labelOf(labels: Readonly<Record<string, string>>, value: unknown): string | null {
  return typeof value === 'string' ? (labels[value] ?? words(value)) : null;
}
