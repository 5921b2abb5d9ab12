// @vitest-environment happy-dom
import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { IdleLock } from '../../../../renderer/features/unlock/idle-lock.tsx';
import { firstWay, unlockAdvice } from '../../../../renderer/features/unlock/ways.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { showPart } from '../support/show-part.tsx';
import { inputsOf } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

/** An idle lock after so many minutes, over an engine that can be locked. */
async function idleAfter(minutes: number) {
  const sample = createSampleEngine();
  sample.answer('settings.get', () => ({ idleLockMinutes: minutes }));
  sample.answer('workspaces.lock', () => ({ locked: true }));
  await showPart(<IdleLock />, sample);
  return sample;
}

describe('the idle lock', () => {
  it('locks the workspace after the time that the settings name, once', async () => {
    const sample = await idleAfter(1 / 6000);
    await waitFor(() => expect(inputsOf(sample, 'workspaces.lock')).toHaveLength(1));
  });

  it('is off at zero minutes, also when the window comes into sight again', async () => {
    const sample = await idleAfter(0);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(inputsOf(sample, 'settings.get')).toHaveLength(1);
    expect(inputsOf(sample, 'workspaces.lock')).toEqual([]);
  });
});

describe('the ways to unlock', () => {
  it('begin with the key store, then the passphrase, and the recovery code last', () => {
    expect(firstWay(['recovery', 'passphrase', 'keyring'])).toBe('keyring');
    expect(firstWay(['recovery', 'passphrase'])).toBe('passphrase');
    expect(firstWay(['recovery'])).toBe('recovery');
  });

  it('say of an unknown error no more than its words for people', () => {
    const advice = unlockAdvice('passphrase', new Error('maple orbit kettle'));
    expect(JSON.stringify(advice)).not.toContain('maple');
  });
});
