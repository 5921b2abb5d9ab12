// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { connectEngine } from '../../../../renderer/api/engine.ts';
import type { PickedFile } from '../../../../renderer/api/host.ts';
import { takeDropped } from '../../../../renderer/api/platform.ts';
import type { AppStatus } from '../../../../shared/contract/app.ts';
import { inspectionUnder } from '../imports/sample-file.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf } from '../support/show-window.tsx';
import { createToldEngine, openWindow, READY, type ToldEngine } from './open-window.tsx';

givePageSizes();
cleanPageAfterEach();
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

const FILE: PickedFile = { grant: 'g-1', name: 'ledger.csv' };
const NO_WORKSPACE: AppStatus = { state: 'no_workspace' };

async function startedWith(file: PickedFile | null, status: AppStatus): Promise<ToldEngine> {
  const told = createToldEngine(status);
  const { sample } = told;
  sample.answer('takeover.look', () => new Promise(() => {}));
  sample.answer('imports.history', () => []);
  sample.answer('imports.presets', () => []);
  sample.answer('imports.inspect', () => ({ inspection: inspectionUnder(null), savedMapping: null }));
  await openWindow({ ...sample, engine: { ...sample.engine, startFile: Promise.resolve(file) } });
  return told;
}

describe('a file that the application was started with', () => {
  it('is looked at right away when it is a handoff, whatever the window shows', async () => {
    for (const status of [NO_WORKSPACE, READY]) {
      const told = await startedWith({ grant: 'g-2', name: 'from-ada.duebook-handoff' }, status);
      expect(await screen.findByText('Looking into the pack')).toBeDefined();
      await waitFor(() =>
        expect(inputsOf(told.sample, 'takeover.look')).toEqual([
          { source: { grant: 'g-2' }, passphrase: null },
        ]),
      );
      expect(inputsOf(told.sample, 'imports.inspect')).toEqual([]);
      cleanup();
    }
  });

  it('is announced on the start screen and while a workspace is set up', async () => {
    await startedWith(FILE, NO_WORKSPACE);
    const note = () =>
      screen.findByText((_, element) => element?.textContent === 'ledger.csv will be imported next.');
    expect(await note()).toBeDefined();
    await click(screen.getByRole('button', { name: /^Empty workspace/ }));
    expect(await note()).toBeDefined();
  });

  it('waits before a locked workspace, and goes on to the import once it is open', async () => {
    const told = await startedWith(FILE, {
      state: 'needs_unlock',
      folder: '/books/h',
      unlock: ['passphrase'],
    });
    expect(await screen.findByText('ledger.csv')).toBeDefined();
    expect(inputsOf(told.sample, 'imports.inspect')).toEqual([]);
    await act(async () => told.become(READY));
    await waitFor(() => expect(inputsOf(told.sample, 'imports.inspect')).toMatchObject([{ grant: 'g-1' }]));
    expect(window.location.hash).toBe('#/imports/new');
  });

  it('is imported once: the next workspace does not begin with it', async () => {
    const told = await startedWith(FILE, READY);
    await waitFor(() => expect(inputsOf(told.sample, 'imports.inspect')).toHaveLength(1));
    await act(async () => told.become(NO_WORKSPACE));
    await screen.findByRole('button', { name: /^Empty workspace/ });
    expect(screen.queryByText('ledger.csv')).toBeNull();
    window.location.hash = '#/worklist';
    await act(async () => told.become(READY));
    await screen.findAllByRole('grid');
    expect(window.location.hash).not.toContain('imports');
  });

  it('is not spoken of when there is none', async () => {
    await startedWith(null, NO_WORKSPACE);
    await screen.findByRole('button', { name: /^Empty workspace/ });
    expect(screen.queryByText(/will be imported next/)).toBeNull();
  });
});

describe('the shell’s bridge', () => {
  const bridgeWith = (calls: object) =>
    Object.defineProperty(window, 'duebook', { configurable: true, value: { connect: () => {}, ...calls } });

  it('hands the start file over', async () => {
    bridgeWith({ startFile: async () => FILE });
    expect(await connectEngine(window).startFile).toEqual(FILE);
  });

  it('starts without the file when it cannot be handed over', async () => {
    bridgeWith({ startFile: async () => Promise.reject(new Error('gone')) });
    expect(await connectEngine(window).startFile).toBeNull();
  });

  it('takes dropped files, so that no bytes pass the window', async () => {
    const dropped: string[] = [];
    bridgeWith({
      dropFile: async (file: File) => {
        dropped.push(file.name);
        return FILE;
      },
    });
    expect(await takeDropped(new File(['a'], 'ledger.csv'))).toEqual(FILE);
    expect(dropped).toEqual(['ledger.csv']);
  });
});
