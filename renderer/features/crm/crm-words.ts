import {
  CRM_ACTIVITIES,
  CRM_NAMES,
  CRM_SUBJECTS,
  CRM_SYSTEMS,
  type CrmActivity,
  type CrmSubject,
  type CrmSystem,
} from '../../../shared/domain/crm/crm-kinds.ts';

const SUBJECT_NAMES: Readonly<Record<CrmSubject, string>> = {
  accounts: 'Accounts (companies)',
  contacts: 'Contacts',
  touchpoints: 'Touchpoints (calls, mails, notes, tasks)',
};

const ACTIVITY_NAMES: Readonly<Record<CrmActivity, string>> = {
  calls: 'Calls',
  emails: 'Mails',
  meetings: 'Meetings',
  notes: 'Notes, letters and text messages',
  tasks: 'Next actions, as tasks',
};

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export const SYSTEM_OPTIONS: readonly Option<CrmSystem>[] = CRM_SYSTEMS.map((value) => ({
  value,
  label: CRM_NAMES[value],
}));
export const SUBJECT_OPTIONS: readonly Option<CrmSubject>[] = CRM_SUBJECTS.map((value) => ({
  value,
  label: SUBJECT_NAMES[value],
}));

const KINDS: readonly Option<CrmActivity>[] = CRM_ACTIVITIES.map((value) => ({
  value,
  label: ACTIVITY_NAMES[value],
}));

/** HubSpot imports each kind of activity from a file of its own; Salesforce takes them all as tasks. */
export function activityOptions(system: CrmSystem): readonly Option<CrmActivity | 'all'>[] {
  return system === 'hubspot' ? KINDS : [{ value: 'all', label: 'All of them' }, ...KINDS];
}

/** What a second import of the same file does there. */
export function againText(system: CrmSystem, subject: CrmSubject): string {
  if (system === 'salesforce') {
    return 'Import it as an upsert on Duebook_ID__c: a second import then updates.';
  }
  return subject === 'touchpoints'
    ? 'HubSpot cannot update activities by an import. Choose what is new, and nothing is there twice.'
    : 'With the property Duebook ID set to unique values, a second import updates.';
}
