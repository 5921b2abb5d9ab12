import type { CrmActivity, CrmSystem } from '../../../../shared/domain/crm/crm-kinds.ts';
import type { CrmAccountRow, CrmContactRow } from '../../db/queries/crm.ts';
import type { ExportColumn } from '../exports/columns.ts';
import type { Activity } from './activity.ts';
import { HUBSPOT } from './hubspot.ts';
import { SALESFORCE } from './salesforce.ts';

/** The import files of a CRM: its columns, and what it asks of the file. */
export interface CrmLayout {
  /** Whether the file begins with the UTF-8 mark. */
  readonly mark: boolean;
  readonly accounts: readonly ExportColumn<CrmAccountRow>[];
  readonly contacts: readonly ExportColumn<CrmContactRow>[];
  readonly activities: (activity: CrmActivity) => readonly ExportColumn<Activity>[];
  /** False: each kind of activity is imported from a file of its own. */
  readonly activitiesTogether: boolean;
}

export const CRM_LAYOUTS: Readonly<Record<CrmSystem, CrmLayout>> = {
  hubspot: HUBSPOT,
  salesforce: SALESFORCE,
};
