import type { PersonRole } from './types.ts';

/** What a role is for, in one line for whoever chooses one. */
export const ROLE_WORDS = {
  specialist: 'Works the accounts, and may change everything.',
  supervisor: 'May do what a specialist may, for other people’s queues too.',
  backup: 'Does the daily work; leaves wording, settings, connections and imports alone.',
  auditor: 'Reads and exports, and changes nothing.',
} as const satisfies Record<PersonRole, string>;
