// @vitest-environment happy-dom

import { ORPCError } from '@orpc/client';
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { createToldEngine, fill, openWindow, READY, submit } from './open-window.tsx';

givePageSizes();
cleanPageAfterEach();

const CODE = '5SZA-0P8K-F2SF-AQCM-RCAV-94NJ-7YB0-SVGD-D';

async function startScreen(keyring = true) {
  const told = createToldEngine({ state: 'no_workspace' });
  told.sample.answer('app.info', () => ({
    version: '0.1.0',
    host: 'browser',
    platform: 'linux',
    keyring: { available: keyring, text: keyring ? 'Secret Service' : 'No key store answers.' },
    recents: [{ id: 'r1', folder: '/books/norrland', openedAt: '2026-11-20T08:00:00.000Z' }],
  }));
  told.sample.answer('workspaces.create', () => {
    told.become(READY);
    return { workspace: READY.state === 'ready' ? READY.workspace : null, recoveryCode: CODE };
  });
  await openWindow(told.sample, '#/worklist');
  await screen.findByRole('heading', { level: 1 });
  return told;
}

describe('the first start', () => {
  it('offers the demo, a file, an empty workspace, known workspaces and a backup', async () => {
    await startScreen();
    for (const name of [/Try the demo/, /Import a file/, /Empty workspace/, /norrland/, /Restore from/]) {
      expect(screen.getByRole('button', { name })).toBeDefined();
    }
  });

  it('opens a known workspace by its id', async () => {
    const { sample } = await startScreen();
    sample.answer('workspaces.open', () => ({ opened: true }));
    await click(screen.getByRole('button', { name: /norrland/ }));
    expect(inputsOf(sample, 'workspaces.open')).toEqual([{ recentId: 'r1' }]);
  });

  it('lists a workspace that became known while it was open', async () => {
    const { sample, become } = await startScreen();
    await act(async () => become(READY));
    await screen.findByRole('navigation', { name: 'Main' });
    const info = { version: '0.1.0', host: 'browser', platform: 'linux' };
    sample.answer('app.info', () => ({
      ...info,
      keyring: { available: true, text: 'Secret Service' },
      recents: [{ id: 'r2', folder: '/books/new-client', openedAt: '2026-11-21T08:00:00.000Z' }],
    }));
    await act(async () => become({ state: 'no_workspace' }));
    expect(await screen.findByRole('button', { name: /new-client/ })).toBeDefined();
  });

  it('creates a workspace with the key store, shows the code first, and then the worklist', async () => {
    const { sample } = await startScreen();
    await type('3');
    await fill(screen.getByLabelText('Client'), '  Halden Supply ');
    await submit(screen.getByLabelText('Client'));
    expect(inputsOf(sample, 'workspaces.create')).toMatchObject([
      { name: 'Halden Supply', currency: 'USD', protection: { kind: 'keyring' } },
    ]);
    const field = await screen.findByLabelText('Type the end of the code to go on');
    expect(screen.queryByRole('navigation', { name: 'Main' })).toBeNull();
    await fill(field, 'SVGX-D');
    await submit(field);
    expect(screen.getByRole('alert').textContent).toMatch(/not the end of the code/);
    await fill(field, 'svgd d');
    await submit(field);
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeDefined();
    expect(document.body.textContent).not.toContain('SVGD');
    expect(window.location.hash).toMatch(/^#\/worklist/);
  });

  it('goes on to the file when it began with one', async () => {
    await startScreen();
    await type('2');
    await fill(screen.getByLabelText('Client'), 'Halden Supply');
    await submit(screen.getByLabelText('Client'));
    const field = await screen.findByLabelText('Type the end of the code to go on');
    await fill(field, 'SVGD-D');
    await submit(field);
    expect(window.location.hash).toBe('#/imports/new');
  });

  it('says what is missing and creates nothing without a name', async () => {
    const { sample } = await startScreen();
    await type('3');
    await submit(screen.getByLabelText('Client'));
    expect(screen.getByText('Give the workspace a name.')).toBeDefined();
    expect(inputsOf(sample, 'workspaces.create')).toEqual([]);
  });

  it('asks for a passphrase twice where there is no key store, and never offers plain text', async () => {
    const { sample } = await startScreen(false);
    await type('3');
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    await fill(screen.getByLabelText('Client'), 'Halden Supply');
    await fill(screen.getByLabelText('Passphrase'), 'maple orbit kettle');
    await fill(screen.getByLabelText('Repeat it'), 'maple orbit kettel');
    await submit(screen.getByLabelText('Client'));
    expect(screen.getByText(/The two passphrases differ/)).toBeDefined();
    expect(inputsOf(sample, 'workspaces.create')).toEqual([]);
    await fill(screen.getByLabelText('Repeat it'), 'maple orbit kettle');
    await submit(screen.getByLabelText('Client'));
    expect(inputsOf(sample, 'workspaces.create')).toMatchObject([
      { protection: { kind: 'passphrase', passphrase: 'maple orbit kettle' } },
    ]);
  });

  it('keeps what was typed when the workspace could not be made', async () => {
    const { sample } = await startScreen();
    sample.answer('workspaces.create', () => {
      throw new ORPCError('disk_full', { message: 'The disk is full: 3 MB are free. Free some space.' });
    });
    await type('3');
    await fill(screen.getByLabelText('Client'), 'Halden Supply');
    await submit(screen.getByLabelText('Client'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/3 MB are free/);
    expect((screen.getByLabelText('Client') as HTMLInputElement).value).toBe('Halden Supply');
  });
});
