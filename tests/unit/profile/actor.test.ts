import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { testProfile } from '../../support/people/test-profile.ts';

describe('the actor of a log entry', () => {
  it('is the profile’s person, before every other name, from the moment there is one', async () => {
    const { home, people } = testProfile();
    const profile = openProfile(home, { DUEBOOK_ACTOR: 'From outside' });
    profile.setPreferences({ personName: 'In the window' });
    expect(profile.actor()).toBe('In the window');
    await people.create({ name: 'Ada Brandt', role: 'specialist' });
    expect(profile.actor()).toBe('Ada Brandt');
  });

  it('without a person is the name chosen in the window, else DUEBOOK_ACTOR, else the system’s user', () => {
    const { home } = testProfile();
    expect(openProfile(home, {}).actor()).toBe(userInfo().username);
    expect(openProfile(home, { DUEBOOK_ACTOR: 'From outside' }).actor()).toBe('From outside');
    const profile = openProfile(home, { DUEBOOK_ACTOR: 'From outside' });
    profile.setPreferences({ personName: 'In the window' });
    expect(profile.actor()).toBe('In the window');
  });

  it('is nobody while the file with the person is damaged: no entry is made under a name that may be wrong', async () => {
    const { home, file, people } = testProfile();
    await people.create({ name: 'Ada Brandt', role: 'specialist' });
    writeFileSync(file, '{}');
    expect(() => openProfile(home, {}).actor()).toThrow(expect.objectContaining({ code: 'bad_file' }));
  });
});
