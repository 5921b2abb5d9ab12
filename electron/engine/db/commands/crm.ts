import { CRM_NAMES, type CrmSubject, type CrmSystem } from '../../../../shared/domain/crm/crm-kinds.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { WriteCommand } from './command.ts';

export interface CrmExportFacts {
  readonly system: CrmSystem;
  readonly subject: CrmSubject;
  readonly activities: readonly string[];
  readonly rows: number;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Up to which entry of the log everything has left by now; null when the export was narrowed, or had none. */
  readonly upTo: number | null;
  readonly files: readonly string[];
}

/** Records that customer data left for a CRM, and how far its touchpoints went. Exporting again is another fact. */
export const recordCrmExport: WriteCommand<CrmExportFacts, null> = (_db, facts) => {
  const rows = facts.rows === 1 ? '1 row' : `${facts.rows} rows`;
  const payload = {
    summary: `Exported for ${CRM_NAMES[facts.system]}: ${rows} of ${facts.subject}`,
    ...facts,
  };
  return { output: null, entries: [{ kind: 'crm_exported', account: null, payload }] };
};
