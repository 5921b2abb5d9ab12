/** The systems whose import a CRM export is made for. */
export const CRM_SYSTEMS = ['hubspot', 'salesforce'] as const;
export type CrmSystem = (typeof CRM_SYSTEMS)[number];

export const CRM_NAMES: Readonly<Record<CrmSystem, string>> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
};

/** What a CRM export holds: customers, the people there, or what was done and is planned. */
export const CRM_SUBJECTS = ['accounts', 'contacts', 'touchpoints'] as const;
export type CrmSubject = (typeof CRM_SUBJECTS)[number];

/**
 * Kinds of activities as a CRM has them. Letters and text messages become notes; a task is the next action that is
 * planned on an account.
 */
export const CRM_ACTIVITIES = ['calls', 'emails', 'meetings', 'notes', 'tasks'] as const;
export type CrmActivity = (typeof CRM_ACTIVITIES)[number];
