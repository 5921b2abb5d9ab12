// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FolderFileView } from '../../../../shared/contract/connection-files.ts';
import type { ConnectionFormView, ConnectionView } from '../../../../shared/contract/connections.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow } from '../support/show-window.tsx';
import { AT, RUN, sampleConnection } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

const FORM: ConnectionFormView = {
  kind: 'folder',
  system: 'Folder with exports',
  everyMinutes: 15,
  fields: [
    {
      name: 'path',
      label: 'Folder',
      help: 'Where the exports are put.',
      secret: false,
      optional: false,
      multiline: false,
      folder: true,
    },
    {
      name: 'complete',
      label: 'Each file lists',
      help: 'You are asked about what it no longer holds.',
      secret: false,
      optional: true,
      multiline: false,
      choices: [
        { value: 'no', label: 'Only some open items' },
        { value: 'yes', label: 'Everything that is open' },
      ],
    },
  ],
  guide: { reads: 'Open items.', steps: ['Save exports there.'], revoke: 'Remove it.' },
};

const file = (changes: Partial<FolderFileView>): FolderFileView => ({
  name: 'items.csv',
  shown: 'items.csv',
  state: 'taken',
  text: null,
  asOf: plainDate('2026-11-20'),
  at: AT,
  batch: 'batch-1' as ImportBatchId,
  rejected: 0,
  gone: 0,
  undone: false,
  ...changes,
});

const WAITING = file({
  name: 'new\u202E.csv',
  shown: 'new\uFFFD.csv',
  state: 'needs_mapping',
  text: 'No file with these columns was imported yet.',
  asOf: null,
  batch: null,
});

function engineWith(files: readonly FolderFileView[], changes: Partial<ConnectionView> = {}) {
  const sample = createSampleEngine();
  const folder = sampleConnection({
    name: 'Exports',
    kind: 'folder',
    system: FORM.system,
    settings: { path: '/mnt/exports', complete: 'yes' },
    ...changes,
  });
  sample.answer('connections.list', () => [folder]);
  sample.answer('connections.forms', () => [FORM]);
  sample.answer('connections.runs', () => ({ runs: [RUN], next: null }));
  sample.answer('connections.changes', () => ({ changes: [], next: null }));
  for (const nothing of ['differences', 'problems', 'usage'])
    sample.answer(`connections.${nothing}`, () => []);
  sample.answer('connections.files', () => files);
  sample.answer('connections.offerFile', () => ({ grant: 'grant-1', name: 'new.csv' }));
  return sample;
}

const filesSection = async () => within(await screen.findByRole('region', { name: 'Files' }));

describe('the files of a folder', () => {
  it('say what was taken in, how much of it was refused, and which list no longer holds something', async () => {
    await showWindow(engineWith([file({ rejected: 2, gone: 1 })]), '#/connections');
    const section = await filesSection();
    expect(section.getByText('taken in')).toBeDefined();
    expect(section.getByText(/2 rows were rejected. 1 open item is no longer listed/)).toBeDefined();
    expect(section.getByRole('button', { name: 'Show the import' })).toBeDefined();
    expect(screen.queryByText(/own balances/)).toBeNull();
  });

  it('lead to the import with the one that needs a mapping, by its name and no path', async () => {
    const sample = engineWith([WAITING], { waitingFiles: 1 });
    await showWindow(sample, '#/connections');
    const section = await filesSection();
    expect(section.getByText('needs a mapping')).toBeDefined();
    expect(section.getByText('new\uFFFD.csv')).toBeDefined();
    await click(section.getByRole('button', { name: 'Import it by hand' }));
    expect(inputsOf(sample, 'connections.offerFile')).toEqual([{ id: 'con-1', name: WAITING.name }]);
    expect(window.location.hash).toContain('imports');
  });

  it('show in the list of connections that some wait', async () => {
    await showWindow(engineWith([WAITING], { waitingFiles: 1 }), '#/connections');
    expect((await screen.findAllByText('files wait')).length).toBeGreaterThan(0);
  });

  it('offer nothing to do about one that is not complete, or whose import was undone', async () => {
    await showWindow(
      engineWith([file({ name: 'a', state: 'waiting', batch: null }), file({ name: 'b', undone: true })]),
      '#/connections',
    );
    const section = await filesSection();
    expect(section.getByText('not complete yet')).toBeDefined();
    expect(section.getByText('import undone')).toBeDefined();
    expect(section.queryByRole('button', { name: 'Import it by hand' })).toBeNull();
  });
});

describe('the set-up of a folder', () => {
  it('is told in the words of its choices, without a password', async () => {
    await showWindow(engineWith([]), '#/connections');
    expect(await screen.findByText('Everything that is open')).toBeDefined();
    expect(screen.getByText('/mnt/exports')).toBeDefined();
    expect(screen.queryByText('In the key store')).toBeNull();
  });

  it('shows the folder and does not let it be typed', async () => {
    await showWindow(engineWith([]), '#/connections/con-1?change=1');
    const path = (await screen.findByLabelText('Folder')) as HTMLInputElement;
    expect([path.value, path.readOnly]).toEqual(['/mnt/exports', true]);
    expect((screen.getByLabelText('Each file lists') as HTMLSelectElement).value).toBe('yes');
  });

  it('is picked in a dialog of the shell: the window shows its name and hands on a grant, never a path', async () => {
    const pickFolder = async () => ({ grant: 'grant-of-a-folder', name: 'exports 2' });
    Object.defineProperty(window, 'duebook', { configurable: true, value: { pickFolder } });
    onTestFinished(() => {
      Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
    });
    const sample = engineWith([]);
    sample.answer('connections.change', () => sampleConnection());
    await showWindow(sample, '#/connections/con-1?change=1');
    await click(await screen.findByRole('button', { name: 'Choose…' }));
    expect(((await screen.findByLabelText('Folder')) as HTMLInputElement).value).toBe('exports 2');
    await click(screen.getByRole('button', { name: /^Save/ }));
    expect(inputsOf(sample, 'connections.change')).toMatchObject([
      { settings: { path: 'grant-of-a-folder', complete: 'yes' } },
    ]);
  });
});
