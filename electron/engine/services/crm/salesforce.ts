import type { CrmActivity } from '../../../../shared/domain/crm/crm-kinds.ts';
import type { ExportColumn } from '../exports/columns.ts';
import type { Activity } from './activity.ts';
import type { CrmLayout } from './crm-layout.ts';
import { personName } from './person-name.ts';

const text = <Row>(header: string, value: (row: Row) => string | null): ExportColumn<Row> => ({
  kind: 'text',
  header,
  value,
});

/** The most that the subject of a task holds; its whole text stands in the description. */
const LONGEST_SUBJECT = 255;

const SUBTYPE: Readonly<Record<CrmActivity, string>> = {
  calls: 'Call',
  emails: 'Email',
  meetings: 'Task',
  notes: 'Task',
  tasks: 'Task',
};

const TASK: readonly ExportColumn<Activity>[] = [
  text('Duebook_ID__c', (row) => row.id),
  text('Account:What.Duebook_ID__c', (row) => row.accountId),
  text('Subject', (row) => shortened(row.title)),
  text('Description', (row) =>
    row.text === '' && row.title.length > LONGEST_SUBJECT ? row.title : row.text,
  ),
  { kind: 'date', header: 'ActivityDate', value: (row) => row.date },
  text('Status', (row) => (row.activity === 'tasks' ? 'Not Started' : 'Completed')),
  text('Priority', () => 'Normal'),
  text('TaskSubtype', (row) => SUBTYPE[row.activity]),
  text('CallType', (row) => (row.activity === 'calls' ? 'Outbound' : null)),
  text('CallDisposition', (row) => row.outcome?.replaceAll('_', ' ') ?? null),
];

/**
 * Salesforce's upsert with Data Loader or Bulk API 2.0: the headers are the names of fields, `RelationshipName.Field`
 * names a parent by its external id, and `Account:What.` says which object a task is about (developer.salesforce.com,
 * Bulk API 2.0, "Prepare Data to Ingest", "Relationship Fields in a Header Row", "Valid Date Format in Records";
 * Object Reference, "Account", "Contact", "Task"). UTF-8 without mark, dates as YYYY-MM-DD. `Duebook_ID__c` is an own
 * text field of the three objects, marked as external id and unique: a second import updates.
 */
export const SALESFORCE: CrmLayout = {
  mark: false,
  activitiesTogether: true,
  accounts: [
    text('Duebook_ID__c', (row) => row.id),
    text('Name', (row) => row.name),
    text('AccountNumber', (row) => row.number),
    text('BillingCountry', (row) => row.country),
  ],
  contacts: [
    text('Duebook_ID__c', (row) => row.id),
    text('Account.Duebook_ID__c', (row) => row.accountId),
    text('FirstName', (row) => personName(row.name ?? '').first),
    /* A contact without a last name is refused. */
    text('LastName', (row) => personName(row.name ?? row.email ?? '').last),
    text('Email', (row) => row.email),
    { kind: 'phone', header: 'Phone', value: (row) => row.phone },
    text('Title', (row) => row.role),
  ],
  activities: () => TASK,
};

function shortened(title: string): string {
  return title.length <= LONGEST_SUBJECT ? title : `${title.slice(0, LONGEST_SUBJECT - 1).toWellFormed()}…`;
}
