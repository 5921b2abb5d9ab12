import { describe, expect, it } from 'vitest';
import { ABILITIES, abilitiesOf, refusalWords, roleMay } from '../../../../shared/domain/people/abilities.ts';
import { PERSON_ROLES } from '../../../../shared/domain/people/types.ts';

describe('what a role may do', () => {
  it.each(['specialist', 'supervisor'] as const)('a %s may do everything', (role) => {
    expect(abilitiesOf(role)).toEqual(ABILITIES);
  });

  it('a backup does the daily work with mailboxes of their own, and nothing that outlasts it', () => {
    expect(ABILITIES.filter((ability) => roleMay('backup', ability))).toEqual([
      'record',
      'export',
      'daily',
      'mailboxes',
      'sync',
      'handoffs',
    ]);
  });

  it('an auditor only reads and exports', () => {
    expect(abilitiesOf('auditor')).toEqual(['record', 'export']);
  });

  it('facts are recorded and exports are made by every role', () => {
    for (const role of PERSON_ROLES) {
      expect(roleMay(role, 'record')).toBe(true);
      expect(roleMay(role, 'export')).toBe(true);
    }
  });
});

describe('a refusal says who, which role, and whom to ask', () => {
  it('to an auditor', () => {
    expect(refusalWords('Uma Reyes', 'auditor', 'daily')).toBe(
      'Uma Reyes works here as an auditor and may not work on the accounts. Ask a specialist, a supervisor or a backup to do it.',
    );
  });

  it('to a backup', () => {
    expect(refusalWords('Wim Aalders', 'backup', 'wording')).toBe(
      'Wim Aalders works here as a backup and may not change or approve the wording of letters. Ask a specialist or a supervisor to do it.',
    );
  });
});
