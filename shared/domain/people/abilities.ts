import type { PersonRole } from './types.ts';

/**
 * What a write is about:
 * - `record`: what the program must note in any case, such as what became of a message that had left already;
 * - `export`: that something was exported;
 * - `daily`: the work on accounts, letters, calls, promises, disputes, holds and incoming money;
 * - `mailboxes`: mailboxes that letters go out from;
 * - `sync`: reading the accounting systems that are connected;
 * - `imports`: taking files into the books, and taking that back;
 * - `wording`: templates and their approval;
 * - `settings`: settings and protection of the workspace, and the webhook;
 * - `connections`: which accounting systems are connected, and what flows back into them;
 * - `handoffs`: giving accounts to somebody for a time, and taking back what they did;
 * - `erase`: ending the work for a client and erasing the workspace.
 */
export const ABILITIES = [
  'record',
  'export',
  'daily',
  'mailboxes',
  'sync',
  'imports',
  'wording',
  'settings',
  'connections',
  'handoffs',
  'erase',
] as const;
export type Ability = (typeof ABILITIES)[number];

const ABILITIES_OF_ROLES = {
  specialist: ABILITIES,
  supervisor: ABILITIES,
  backup: ['record', 'export', 'daily', 'mailboxes', 'sync', 'handoffs'],
  auditor: ['record', 'export'],
} as const satisfies Record<PersonRole, readonly Ability[]>;

/** What a role may do, in the order of `ABILITIES`. */
export function abilitiesOf(role: PersonRole): readonly Ability[] {
  return ABILITIES_OF_ROLES[role];
}

/** Whether somebody of this role may do it. */
export function roleMay(role: PersonRole, ability: Ability): boolean {
  return abilitiesOf(role).includes(ability);
}

/** What an ability is called in a sentence: "may not …". */
export const ABILITY_WORDS = {
  record: 'have facts recorded',
  export: 'export',
  daily: 'work on the accounts',
  mailboxes: 'change mailboxes',
  sync: 'read the accounting systems',
  imports: 'import into the books',
  wording: 'change or approve the wording of letters',
  settings: 'change the settings',
  connections: 'change connections',
  handoffs: 'hand accounts over',
  erase: 'erase the workspace',
} as const satisfies Record<Ability, string>;

/** The sentence that refuses: who, which role, what to do. `name` is shown as it is. */
export function refusalWords(name: string, role: PersonRole, ability: Ability): string {
  const who = `${name} works here as ${role === 'auditor' ? 'an auditor' : `a ${role}`}`;
  const able = (['specialist', 'supervisor', 'backup'] as const).filter((one) => roleMay(one, ability));
  const [last, ...others] = able.toReversed();
  const ask = others.length === 0 ? `a ${last}` : `a ${others.toReversed().join(', a ')} or a ${last}`;
  return `${who} and may not ${ABILITY_WORDS[ability]}. Ask ${ask} to do it.`;
}
