import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixedClock, systemClock } from '../../../electron/engine/platform/clock.ts';
import { homeFolder } from '../../../electron/engine/platform/home.ts';
import { newId } from '../../../electron/engine/platform/ids.ts';
import { instant } from '../../../shared/domain/dates.ts';

describe('ids', () => {
  it('are UUIDs of version 7 that carry the time of their making', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
  });

  it('are unique and sort in the order of their making, however fast they are made', () => {
    const ids = Array.from({ length: 50_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('the profile folder', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
    homeFolder({ platform, env, userHome: '/users/anna' });

  it('is the one that DUEBOOK_HOME names, on every platform, as an absolute path', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(at(platform, { DUEBOOK_HOME: 'profile', XDG_DATA_HOME: '/x' })).toBe(resolve('profile'));
    }
  });

  it("is the platform's data folder otherwise", () => {
    expect(at('linux')).toBe(join('/users/anna', '.local', 'share', 'duebook'));
    expect(at('linux', { XDG_DATA_HOME: '/data', DUEBOOK_HOME: '' })).toBe(join('/data', 'duebook'));
    expect(at('darwin')).toBe(join('/users/anna', 'Library', 'Application Support', 'Duebook'));
    expect(at('win32')).toBe(join('/users/anna', 'AppData', 'Local', 'Duebook'));
    expect(at('win32', { LOCALAPPDATA: '/local' })).toBe(join('/local', 'Duebook'));
  });

  it('is asked for where the system knows no home folder', () => {
    const homeless = { userHome: null, env: {} };
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(() => homeFolder({ ...homeless, platform })).toThrow(
        expect.objectContaining({ code: 'not_found', message: expect.stringContaining('DUEBOOK_HOME') }),
      );
    }
    expect(homeFolder({ ...homeless, platform: 'linux', env: { XDG_DATA_HOME: '/data' } })).toBe(
      join('/data', 'duebook'),
    );
  });

  it('comes from the surroundings of this process unless others are given', () => {
    expect(homeFolder()).toBe(
      homeFolder({ env: process.env, platform: process.platform, userHome: homedir() }),
    );
  });
});

describe('clocks', () => {
  it('give instants; a fixed one stands still', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(Date.parse(instant(now))).toBeGreaterThanOrEqual(before);
    const fixed = fixedClock(instant('2026-01-31T23:59:59.999Z'));
    expect([fixed.now(), fixed.now()]).toEqual(['2026-01-31T23:59:59.999Z', '2026-01-31T23:59:59.999Z']);
  });
});
