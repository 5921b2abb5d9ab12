// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../../renderer/features/unlock/failures.ts';
import { ERROR_CODES } from '../../../../shared/domain/errors.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf } from '../support/show-window.tsx';
import { createToldEngine, fill, openWindow, READY, submit } from './open-window.tsx';

givePageSizes();
cleanPageAfterEach();

type Way = 'keyring' | 'passphrase' | 'recovery';

async function lockedWindow(...unlock: Way[]) {
  const told = createToldEngine({ state: 'needs_unlock', folder: '/books/halden', unlock });
  await openWindow(told.sample);
  await screen.findByRole('heading', { name: 'halden' });
  return told;
}

describe('the unlock screen', () => {
  it('keeps a wrong passphrase and says what to try', async () => {
    const { sample } = await lockedWindow('passphrase', 'recovery');
    sample.answer('workspaces.unlock', () => {
      throw new ORPCError('wrong_key', { message: 'Wrong key.' });
    });
    const field = screen.getByLabelText('Passphrase') as HTMLInputElement;
    await fill(field, 'maple orbit');
    await submit(field);
    expect((await screen.findByRole('alert')).textContent).toMatch(/Caps Lock.*recovery code/);
    expect(field.value).toBe('maple orbit');
    expect(inputsOf(sample, 'workspaces.unlock')).toEqual([
      { with: 'passphrase', passphrase: 'maple orbit' },
    ]);
  });

  it('offers only the ways that the workspace has', async () => {
    await lockedWindow('keyring', 'recovery');
    expect(screen.getByRole('button', { name: 'Unlock with the key store' })).toBeDefined();
    expect(screen.queryByText('Use the passphrase')).toBeNull();
    expect(screen.getByText('Use the recovery code')).toBeDefined();
  });

  it('tells a typing mistake in a recovery code in the engine’s words', async () => {
    const { sample } = await lockedWindow('recovery');
    sample.answer('workspaces.unlock', () => {
      throw new ORPCError('validation', {
        message: 'A recovery code has 33 letters and digits; this has 4.',
      });
    });
    await fill(screen.getByLabelText('Recovery code'), 'ABCD');
    await submit(screen.getByLabelText('Recovery code'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/33 letters and digits/);
  });

  it('asks for a new protection after the recovery code was used, and shows the new code', async () => {
    const told = await lockedWindow('passphrase', 'recovery');
    told.sample.answer('workspaces.unlock', () => {
      told.become(READY);
      return { workspace: READY.state === 'ready' ? READY.workspace : null };
    });
    told.sample.answer('workspaces.changeProtection', () => ({ recoveryCode: 'AAAA-BBBB-CCCC' }));
    await click(screen.getByText('Use the recovery code'));
    await fill(screen.getByLabelText('Recovery code'), 'AAAA-BBBB');
    await submit(screen.getByLabelText('Recovery code'));
    await screen.findByRole('heading', { name: 'Choose how it opens from now on' });
    await click(screen.getByRole('button', { name: 'Set the protection' }));
    expect(inputsOf(told.sample, 'workspaces.changeProtection')).toEqual([{ kind: 'keyring' }]);
    expect((await screen.findByLabelText('Recovery code')).textContent).toBe('AAAABBBBCCCC');
    expect(document.body.textContent).toMatch(/no longer opens it/);
  });
});

describe('a workspace that does not open', () => {
  it.each(ERROR_CODES)('never offers to delete anything: %s', (code) => {
    const failure = failureOf(code);
    const words = `${failure.title} ${failure.doNow} ${failure.help.join(' ')}`;
    expect(words).not.toMatch(/delete|erase|remove|reset|start over/i);
    expect(failure.safe.length).toBeGreaterThan(20);
  });

  it.each([
    ['damaged', 'Restore from a backup file'],
    ['newer_version', 'Try again'],
    ['locked', 'Try again'],
    ['wrong_key', 'Try again'],
    ['disk_full', 'Try again'],
    ['internal', 'Copy details'],
  ] as const)('shows what happened, what is safe and a way on: %s', async (code, action) => {
    const told = createToldEngine({
      state: 'failed',
      folder: '/books/halden',
      code,
      message: 'What the engine found.',
    });
    told.sample.answer('app.info', () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      keyring: { available: true, text: '' },
      recents: [{ id: 'r1', folder: '/books/halden', openedAt: '2026-11-20T08:00:00.000Z' }],
    }));
    await openWindow(told.sample);
    expect(await screen.findByText('What the engine found.')).toBeDefined();
    expect(screen.getByText(failureOf(code).safe)).toBeDefined();
    expect(await screen.findByRole('button', { name: action })).toBeDefined();
  });

  it('tries the workspace that failed, not another one that is known', async () => {
    const told = createToldEngine({
      state: 'failed',
      folder: '/books/halden',
      code: 'locked',
      message: 'Open in process 12.',
    });
    const openedAt = '2026-11-20T08:00:00.000Z';
    told.sample.answer('app.info', () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      keyring: { available: true, text: '' },
      recents: [
        { id: 'r1', folder: '/books/norrland', openedAt },
        { id: 'r7', folder: '/books/halden', openedAt },
      ],
    }));
    told.sample.answer('workspaces.open', () => ({ opened: true }));
    const copied: string[] = [];
    const clipboard = { writeText: async (text: string) => void copied.push(text) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    await openWindow(told.sample);
    await click(await screen.findByRole('button', { name: 'Try again' }));
    expect(inputsOf(told.sample, 'workspaces.open')).toEqual([{ recentId: 'r7' }]);
    await click(screen.getByRole('button', { name: 'Copy details' }));
    expect(copied).toEqual([
      'Duebook 0.1.0 (browser, linux)\nError: locked\nOpen in process 12.\nFolder: /books/halden',
    ]);
    expect(screen.getByText(/nothing from the books/)).toBeDefined();
  });

  it('tries the same workspace again', async () => {
    const told = createToldEngine({
      state: 'failed',
      folder: '/books/halden',
      code: 'locked',
      message: 'Open in process 12.',
    });
    told.sample.answer('app.info', () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      keyring: { available: true, text: '' },
      recents: [{ id: 'r7', folder: '/books/halden', openedAt: '2026-11-20T08:00:00.000Z' }],
    }));
    told.sample.answer('workspaces.open', () => ({ opened: true }));
    await openWindow(told.sample);
    await click(await screen.findByRole('button', { name: 'Try again' }));
    expect(inputsOf(told.sample, 'workspaces.open')).toEqual([{ recentId: 'r7' }]);
  });
});
