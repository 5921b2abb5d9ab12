import type { PersonRole } from '../../../shared/domain/people/types.ts';

/** The roles as they are shown. */
export const ROLE_LABELS = {
  specialist: 'Specialist',
  supervisor: 'Supervisor',
  backup: 'Backup',
  auditor: 'Auditor',
} as const satisfies Record<PersonRole, string>;
