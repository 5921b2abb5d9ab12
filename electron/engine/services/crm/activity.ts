import type { CrmActivity } from '../../../../shared/domain/crm/crm-kinds.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { CrmEntryKind, CrmTaskRow, CrmTouchpointRow } from '../../db/queries/crm.ts';

/** A touchpoint or a planned step as any CRM can take it. */
export interface Activity {
  /** The same at every export: that of the log entry, or of the one step that is planned on the account. */
  readonly id: string;
  readonly activity: CrmActivity;
  readonly accountId: AccountId;
  readonly accountName: string;
  /** In one line, never empty. */
  readonly title: string;
  /** The whole text; empty where there is none. */
  readonly text: string;
  /** When it was done; null for what is planned. */
  readonly at: Instant | null;
  /** The day of it, or the day that it is due. */
  readonly date: PlainDate;
  readonly outcome: CallOutcome | null;
  readonly actor: string | null;
}

/** Which activity a CRM makes of an entry: it has no letters and no text messages, so they are notes there. */
const ACTIVITY_OF: Readonly<Record<CrmEntryKind, CrmActivity>> = {
  note: 'notes',
  letter: 'notes',
  sms: 'notes',
  call: 'calls',
  mail: 'emails',
  mail_sent: 'emails',
  draft_sent_in_mailbox: 'emails',
  meeting: 'meetings',
};

/** Kinds of log entries behind an activity; none for tasks, which are planned. */
export function entryKindsOf(activities: readonly CrmActivity[]): readonly CrmEntryKind[] {
  const kinds = Object.keys(ACTIVITY_OF) as CrmEntryKind[];
  return kinds.filter((kind) => activities.includes(ACTIVITY_OF[kind]));
}

/** `date` is the day of the entry in the workspace's time zone. */
export function activityOfEntry(row: CrmTouchpointRow, date: PlainDate): Activity {
  const mail = row.kind === 'mail_sent' || row.kind === 'draft_sent_in_mailbox';
  return {
    id: row.id,
    activity: ACTIVITY_OF[row.kind],
    accountId: row.accountId,
    accountName: row.accountName,
    title: mail ? row.summary.replace(/^[^:]*: /, '') : row.summary,
    text: row.text ?? '',
    at: row.at,
    date,
    outcome: row.outcome,
    actor: row.actor,
  };
}

export function activityOfTask(row: CrmTaskRow): Activity {
  const step = row.kind.replaceAll('_', ' ');
  return {
    id: `next-action:${row.accountId}`,
    activity: 'tasks',
    accountId: row.accountId,
    accountName: row.accountName,
    title: `${step.charAt(0).toUpperCase()}${step.slice(1)}: ${row.accountName}`,
    text: row.note ?? '',
    at: null,
    date: row.date,
    outcome: null,
    actor: null,
  };
}
