import type { CrmActivity } from '../../../../shared/domain/crm/crm-kinds.ts';
import type { CallOutcome } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { ExportColumn } from '../exports/columns.ts';
import type { Activity } from './activity.ts';
import type { CrmLayout } from './crm-layout.ts';
import { personName } from './person-name.ts';

const text = <Row>(header: string, value: (row: Row) => string | null): ExportColumn<Row> => ({
  kind: 'text',
  header,
  value,
});

/** HubSpot's call outcomes as a new portal has them. */
const OUTCOMES: Readonly<Record<CallOutcome, string>> = {
  connected: 'Connected',
  right_party: 'Connected',
  wrong_party: 'Connected',
  callback: 'Connected',
  refused: 'Connected',
  voicemail: 'Left voicemail',
  no_answer: 'No answer',
  busy: 'Busy',
  wrong_number: 'Wrong number',
};

/** What ties an activity to its company, and names it again in HubSpot. */
const TIES: readonly ExportColumn<Activity>[] = [
  text('Duebook ID', (row) => row.accountId),
  text('Company name', (row) => row.accountName),
  text('Duebook activity ID', (row) => row.id),
];

const activityDate: ExportColumn<Activity> = {
  kind: 'instant',
  header: 'Activity date',
  value: (row) => row.at,
};

/** A note has one text: the line of the entry, and the whole text below it where it says more. */
const noteBody = ({ title, text: whole }: Activity): string =>
  whole === '' ? title : `${title}\n\n${whole}`;

const COLUMNS: Readonly<Record<CrmActivity, readonly ExportColumn<Activity>[]>> = {
  calls: [
    ...TIES,
    activityDate,
    text('Call title', (row) => row.title),
    text('Call notes', (row) => row.text),
    text('Call outcome', (row) => (row.outcome === null ? null : OUTCOMES[row.outcome])),
    text('Call direction', () => 'Outbound'),
    text('Call status', () => 'Completed'),
  ],
  emails: [
    ...TIES,
    activityDate,
    text('Email subject', (row) => row.title),
    text('Email body', (row) => row.text),
    text('Email direction', () => 'EMAIL'),
  ],
  meetings: [
    ...TIES,
    activityDate,
    text('Meeting name', (row) => row.title),
    text('Meeting description', (row) => row.text),
    { kind: 'instant', header: 'Meeting start time', value: (row) => row.at },
    { kind: 'instant', header: 'Meeting end time', value: (row) => row.at },
  ],
  notes: [...TIES, activityDate, text('Note body', noteBody)],
  tasks: [
    ...TIES,
    { kind: 'date', header: 'Due date', value: (row) => row.date },
    text('Task title', (row) => row.title),
    text('Task notes', (row) => row.text),
    text('Task status', () => 'NOT_STARTED'),
    text('Task type', () => 'TODO'),
  ],
};

/**
 * HubSpot's import: the headers are the labels of its default properties, so that they are matched by themselves
 * (knowledge.hubspot.com, "Set up import files", 3 October 2025; "HubSpot's default activity properties"; "Sample import
 * files"). UTF-8; it tells people to save from Excel as "CSV UTF-8", which has the mark. Each kind of activity is an
 * object of its own, and all but calls can only be created: exports of "what is new" do not double them. `Duebook ID` and
 * `Duebook contact ID` are own properties with unique values; contacts are also known by their email.
 */
export const HUBSPOT: CrmLayout = {
  mark: true,
  activitiesTogether: false,
  accounts: [
    text('Duebook ID', (row) => row.id),
    text('Company name', (row) => row.name),
    text('Customer number', (row) => row.number),
    text('Country/Region', (row) => row.country),
    text('Payment terms', (row) => row.terms),
  ],
  contacts: [
    text('Duebook contact ID', (row) => row.id),
    text('Email', (row) => row.email),
    text('First name', (row) => personName(row.name ?? '').first),
    text('Last name', (row) => personName(row.name ?? '').last),
    { kind: 'phone', header: 'Phone number', value: (row) => row.phone },
    text('Job title', (row) => row.role),
    text('Duebook ID', (row) => row.accountId),
    text('Company name', (row) => row.accountName),
  ],
  activities: (activity) => COLUMNS[activity],
};
