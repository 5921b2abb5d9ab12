import { describe, expect, it } from 'vitest';
import {
  may,
  requireAbility,
  worksByItself,
} from '../../../electron/engine/services/people/require-ability.ts';
import { PERSON_ROLES, type PersonRole } from '../../../shared/domain/people/types.ts';

const as = (role: PersonRole | null) => ({
  person: () => (role === null ? null : { name: 'Uma Reyes', role }),
});

describe('what is asked before something begins', () => {
  it('without a person everything may be done', () => {
    expect(may(as(null), 'erase')).toBe(true);
    expect(() => requireAbility(as(null), 'erase')).not.toThrow();
  });

  it('ends the work for a client: specialists and supervisors, nobody else', () => {
    expect(PERSON_ROLES.filter((role) => may(as(role), 'erase'))).toEqual(['specialist', 'supervisor']);
    expect(() => requireAbility(as('backup'), 'erase')).toThrow(
      expect.objectContaining({ code: 'policy_blocked', details: { role: 'backup', ability: 'erase' } }),
    );
  });

  it('is asked of whoever works at that moment', () => {
    let role: PersonRole | null = null;
    const worked = { person: () => (role === null ? null : { name: 'Uma Reyes', role }) };
    expect(may(worked, 'daily')).toBe(true);
    role = 'auditor';
    expect(may(worked, 'daily')).toBe(false);
  });
});

describe('work goes on by itself', () => {
  it('for everybody but an auditor', () => {
    const working = PERSON_ROLES.filter((role) => worksByItself({ ...as(role), canWrite: true }));
    expect(working).toEqual(['specialist', 'supervisor', 'backup']);
    expect(worksByItself({ ...as(null), canWrite: true })).toBe(true);
  });

  it('for nobody while another process writes', () => {
    for (const role of [...PERSON_ROLES, null])
      expect(worksByItself({ ...as(role), canWrite: false })).toBe(false);
  });
});
