// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../../shared/contract/connections.ts';
import type { WriteBackNoteView, WriteBackView } from '../../../../shared/contract/write-back.ts';
import type { AccountId, WriteBackId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow } from '../support/show-window.tsx';
import { AT, FORM, RUN, sampleConnection } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

const EXAMPLE = 'Call, right party: Pays on Friday. (Ada Lund, 2026-11-22) [Duebook 4f1c09be27d5]';
const LETTER = '2026-11-22 friendly reminder INV-1, INV-2 [Duebook 4f1c09be27d5].eml';
const KINDS: WriteBackView['kinds'] = [
  { kind: 'call', words: 'calls', chosen: false, example: EXAMPLE, approved: null },
  {
    kind: 'note',
    words: 'notes',
    chosen: false,
    example: 'New contact. (Ada Lund, 2026-11-22) [Duebook 4f1c09be27d5]',
    approved: { at: AT, by: 'Ada Lund' },
  },
  {
    kind: 'attachment',
    words: 'letters sent from here, each as a file',
    chosen: false,
    example: LETTER,
    approved: null,
  },
];

const OFF: WriteBackView = {
  offered: true,
  reason: null,
  right: 'The user needs the right "Write" on Party.',
  fileRight: 'The user needs the right "Write" on Party for files, too.',
  on: false,
  kinds: KINDS,
  counts: { waiting: 0, unknown: 0, failed: 0, written: 0 },
  notes: [],
};
const withChosen = (...chosen: readonly string[]): WriteBackView => ({
  ...OFF,
  on: true,
  kinds: KINDS.map((one) => ({ ...one, chosen: chosen.includes(one.kind) })),
});
const ON = withChosen('call', 'note');

function note(changes: Partial<WriteBackNoteView>): WriteBackNoteView {
  return {
    id: 'aaaaaaaaaaaa' as WriteBackId,
    accountId: 'acc-1' as AccountId,
    account: 'Northwind Traders',
    kind: 'note',
    text: 'Asked for a copy. [Duebook aaaaaaaaaaaa]',
    state: 'confirmed',
    attempts: 1,
    runAt: null,
    error: null,
    at: AT,
    ...changes,
  };
}

async function show(view: WriteBackView, changes: Partial<ConnectionView> = {}) {
  const sample = createSampleEngine();
  sample.answer('connections.list', () => [sampleConnection(changes)]);
  sample.answer('connections.forms', () => [FORM]);
  sample.answer('connections.runs', () => ({ runs: [RUN], next: null }));
  sample.answer('connections.changes', () => ({ changes: [], next: null }));
  for (const list of ['differences', 'problems', 'usage']) sample.answer(`connections.${list}`, () => []);
  sample.answer('connections.writeBack', () => view);
  sample.answer('connections.setWriteBack', () => ON);
  sample.answer('connections.retryNotes', () => view);
  sample.answer('connections.dropNote', () => view);
  await showWindow(sample, '#/connections/con-1');
  return sample;
}

const section = async () => within(await screen.findByRole('region', { name: 'Written back' }));

describe('notes written back', () => {
  it('are off, and switching them on shows word for word what would be written before anything is', async () => {
    const sample = await show(OFF);
    const toggle = (await section()).getByRole('switch', { name: /Write notes into Tryton/ });
    expect(toggle).toHaveProperty('checked', false);
    await click(toggle);
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([]);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(EXAMPLE)).toBeDefined();
    expect(dialog.getByText(/right "Write" on Party/)).toBeDefined();
    const button = dialog.getByRole('button', { name: 'Write these notes' });
    expect(button).toHaveProperty('disabled', true);
    await click(dialog.getByRole('checkbox', { name: 'Calls' }));
    await click(dialog.getByRole('checkbox', { name: 'Notes' }));
    await click(dialog.getByRole('button', { name: 'Write these notes' }));
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([
      { id: 'con-1', on: true, kinds: ['call', 'note'], approve: ['call'] },
    ]);
  });

  it('say why they are not offered where the right to write notes is one to change figures', async () => {
    await show({
      ...OFF,
      offered: false,
      reason: 'Whoever may write a note may change invoices.',
      kinds: [],
    });
    expect((await section()).getByText(/Whoever may write a note may change invoices/)).toBeDefined();
    expect((await section()).queryByRole('switch')).toBeNull();
  });

  it('are switched off at once', async () => {
    const sample = await show(ON);
    expect((await section()).getByText(/Calls and notes/)).toBeDefined();
    await click((await section()).getByRole('switch', { name: /Write notes into Tryton/ }));
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([
      { id: 'con-1', on: false, kinds: [], approve: [] },
    ]);
  });

  it('say nothing of letters, which have a switch of their own', async () => {
    await show(OFF);
    await click((await section()).getByRole('switch', { name: /Write notes into Tryton/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getAllByRole('checkbox')).toHaveLength(2);
    expect(dialog.queryByText(LETTER)).toBeNull();
  });

  it('are listed with what became of them; those that need a person can be tried again or dropped', async () => {
    const failed = note({
      id: 'bbbbbbbbbbbb' as WriteBackId,
      state: 'failed',
      error: 'Tryton refused what was asked for.',
      text: 'Refused. [Duebook bbbbbbbbbbbb]',
    });
    const counts = { waiting: 0, unknown: 0, failed: 1, written: 1 };
    const sample = await show({ ...ON, counts, notes: [failed, note({})] });
    const found = await section();
    expect(found.getByText('1 written · 1 not written')).toBeDefined();
    const [refused, written] = found.getAllByRole('row').slice(1);
    if (refused === undefined || written === undefined) throw new Error('There are not two notes.');
    expect(within(refused).getByText(/Tryton refused/)).toBeDefined();
    expect(within(written).queryByRole('button')).toBeNull();
    await click(within(refused).getByRole('button', { name: 'Try again' }));
    await click(within(refused).getByRole('button', { name: 'Drop' }));
    await click(found.getByRole('button', { name: 'Try all again' }));
    expect(inputsOf(sample, 'connections.retryNotes')).toEqual([
      { id: 'con-1', note: 'bbbbbbbbbbbb' },
      { id: 'con-1', note: null },
    ]);
    expect(inputsOf(sample, 'connections.dropNote')).toEqual([{ id: 'con-1', note: 'bbbbbbbbbbbb' }]);
  });
});

describe('letters attached in the books', () => {
  const toggle = async () => (await section()).getByRole('switch', { name: /Attach sent letters in Tryton/ });

  it('are off where notes are on, and switching them on shows the name of a file before anything is attached', async () => {
    const sample = await show(ON);
    expect(await toggle()).toHaveProperty('checked', false);
    await click(await toggle());
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([]);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(LETTER)).toBeDefined();
    expect(dialog.getByText(/of up to 10 MB/)).toBeDefined();
    expect(dialog.getByText(/for files, too/)).toBeDefined();
    await click(dialog.getByRole('button', { name: 'Attach these letters' }));
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([
      { id: 'con-1', on: true, kinds: ['attachment', 'call', 'note'], approve: ['attachment'] },
    ]);
  });

  it('are switched off at once, and the notes stay on', async () => {
    const sample = await show(withChosen('note', 'attachment'));
    expect(await toggle()).toHaveProperty('checked', true);
    await click(await toggle());
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([
      { id: 'con-1', on: true, kinds: ['note'], approve: [] },
    ]);
  });

  it('stay on when the notes are switched off', async () => {
    const sample = await show(withChosen('note', 'attachment'));
    await click((await section()).getByRole('switch', { name: /Write notes into Tryton/ }));
    expect(inputsOf(sample, 'connections.setWriteBack')).toEqual([
      { id: 'con-1', on: true, kinds: ['attachment'], approve: [] },
    ]);
  });
});
