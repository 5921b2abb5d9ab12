// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createToldEngine, fill, openWindow, READY, submit, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

beforeEach(() => {
  const value = {
    connect: () => {},
    startFile: async () => null,
    pickFile: async () => ({ grant: 'g-1', name: 'halden.duebook-backup' }),
  };
  Object.defineProperty(window, 'duebook', { configurable: true, value });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

const RESTORE = 'workspaces.backups.restore';

async function startScreen(answer: (input: { readonly unlock?: object }) => unknown): Promise<ToldEngine> {
  const told = createToldEngine({ state: 'no_workspace' });
  told.sample.answer(RESTORE, answer);
  await openWindow(told.sample);
  await click(await screen.findByRole('button', { name: 'Restore from a backup file' }));
  return told;
}

const refuse = (code: string, message = '') => {
  throw new ORPCError(code, { message });
};
const asked = async () => within(await screen.findByRole('dialog', { name: 'Open the backup' }));

describe('restoring a backup', () => {
  it('asks for nothing when the key store opens it', async () => {
    const { sample } = await startScreen(() => ({ folder: '/books/halden', workspaceId: 'ws-1' }));
    expect(inputsOf(sample, RESTORE)).toEqual([{ grant: 'g-1' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it.each(['no_key', 'wrong_key'])('asks for the passphrase when the key store says %s', async (code) => {
    const { sample } = await startScreen((input) =>
      input.unlock ? { folder: '/b', workspaceId: 'ws-1' } : refuse(code),
    );
    const dialog = await asked();
    expect(dialog.getByText('halden.duebook-backup')).toBeDefined();
    const field = dialog.getByLabelText('Passphrase', { selector: 'input[type=password]' });
    await fill(field, 'four plain old words');
    await submit(field);
    expect(inputsOf(sample, RESTORE)).toEqual([
      { grant: 'g-1' },
      { grant: 'g-1', unlock: { with: 'passphrase', passphrase: 'four plain old words' } },
    ]);
  });

  it('takes the recovery code instead, and keeps nothing of what was typed before', async () => {
    const { sample } = await startScreen((input) =>
      input.unlock ? { folder: '/b', workspaceId: 'ws-1' } : refuse('no_key'),
    );
    const dialog = await asked();
    await fill(dialog.getByLabelText('Passphrase', { selector: 'input[type=password]' }), 'wrong thing');
    await click(dialog.getByRole('radio', { name: 'Recovery code' }));
    const field = dialog.getByRole('textbox', { name: 'Recovery code' });
    expect((field as HTMLInputElement).value).toBe('');
    await fill(field, 'ABCD-EFGH');
    await submit(field);
    expect(inputsOf(sample, RESTORE).at(-1)).toEqual({
      grant: 'g-1',
      unlock: { with: 'recovery', code: 'ABCD-EFGH' },
    });
  });

  it('goes on to a new protection after the recovery code, which is not asked for again', async () => {
    const told = await startScreen((input) =>
      input.unlock ? { folder: '/books/halden', workspaceId: 'ws-1' } : refuse('no_key'),
    );
    const dialog = await asked();
    await click(dialog.getByRole('radio', { name: 'Recovery code' }));
    const field = dialog.getByRole('textbox', { name: 'Recovery code' });
    await fill(field, 'ABCD-EFGH');
    await submit(field);
    await act(async () => told.become(READY));
    expect(await screen.findByRole('heading', { name: 'Choose how it opens from now on' })).toBeDefined();
  });

  it('says in words that the passphrase is wrong, and lets it be corrected', async () => {
    await startScreen((input) => refuse(input.unlock ? 'wrong_key' : 'no_key'));
    const dialog = await asked();
    const field = dialog.getByLabelText('Passphrase', { selector: 'input[type=password]' });
    await fill(field, 'four plain new words');
    await submit(field);
    expect(await dialog.findByText(/This passphrase does not open the backup\./)).toBeDefined();
    expect(dialog.getByText(/Nothing was changed\./)).toBeDefined();
    expect((field as HTMLInputElement).value).toBe('four plain new words');
  });

  it('says that a damaged file is damaged, without asking for a key', async () => {
    await startScreen(() => refuse('damaged', 'Page 12 of the backup does not match its checksum.'));
    expect((await screen.findByRole('alert')).textContent).toContain('The file is damaged');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says so as well when the damage shows only under the right key', async () => {
    await startScreen((input) => refuse(input.unlock ? 'damaged' : 'no_key', 'Page 12 does not match.'));
    const dialog = await asked();
    const field = dialog.getByLabelText('Passphrase', { selector: 'input[type=password]' });
    await fill(field, 'four plain old words');
    await submit(field);
    expect(await dialog.findByText(/The file is damaged\. Page 12 does not match\./)).toBeDefined();
  });
});
