import { describe, expect, it } from 'vitest';
import { chooseHost, wantsElectron } from '../../../scripts/lib/host-choice.mjs';

const desktop = { override: undefined, hasDisplay: true, isRoot: false, electron: { found: true } };
const missing = { found: false, obstacle: 'Electron could not be downloaded' };

describe('the host in which the application opens', () => {
  it('is Electron where its binary is', () => {
    expect(chooseHost(desktop)).toEqual({ host: 'electron', reason: 'its binary is here' });
  });

  it('is the browser host otherwise, and the reason says why', () => {
    expect(chooseHost({ ...desktop, electron: missing })).toEqual({
      host: 'browser',
      reason: missing.obstacle,
    });
    expect(chooseHost({ ...desktop, hasDisplay: false }).reason).toBe('there is no display');
    expect(chooseHost({ ...desktop, isRoot: true }).host).toBe('browser');
  });

  it('is what DUEBOOK_HOST asks for', () => {
    const asked = (override, electron) => chooseHost({ ...desktop, override, electron });
    expect(asked('browser', { found: true }).host).toBe('browser');
    expect(chooseHost({ ...desktop, override: 'electron', hasDisplay: false, isRoot: true }).host).toBe(
      'electron',
    );
    expect(asked('electron', missing)).toMatchObject({
      host: undefined,
      problem: expect.stringContaining('downloaded'),
    });
    expect(asked('safari', missing)).toMatchObject({
      host: undefined,
      problem: expect.stringContaining('safari'),
    });
  });

  it('makes Electron looked for only where it could be used', () => {
    expect(wantsElectron(desktop)).toBe(true);
    expect(wantsElectron({ ...desktop, hasDisplay: false })).toBe(false);
    expect(wantsElectron({ ...desktop, isRoot: true })).toBe(false);
    expect(wantsElectron({ ...desktop, override: 'browser' })).toBe(false);
    expect(wantsElectron({ ...desktop, override: 'electron', hasDisplay: false, isRoot: true })).toBe(true);
  });
});
