// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import { draftOf, proposal, TEXT } from '../compose/sample-proposals.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const NEW_TEXT = TEXT.replace('now', 'by Friday');
const draft = (number: number, part: Partial<Draft> = {}): Draft =>
  draftOf(proposal(number), { id: `draft-${number}` as DraftId, ...part });

async function openDrafts(drafts: readonly Draft[], before: (sample: SampleEngine) => void = () => {}) {
  const sample = createSampleEngine();
  sample.answer('mailboxes.list', () => []);
  sample.answer('drafts.list', ({ states }: { states: readonly string[] }) => {
    const shown = drafts.filter((one) => states.includes(one.state));
    return { drafts: shown, total: shown.length, next: null };
  });
  for (const path of ['discard', 'change', 'copied']) sample.answer(`drafts.${path}`, () => ({}));
  before(sample);
  await showWindow(sample, '#/drafts');
  return sample;
}

const letter = () => screen.findByRole('textbox', { name: 'Letter' }) as Promise<HTMLTextAreaElement>;

async function writeAndStop() {
  await type('e');
  const field = await letter();
  await act(async () => {
    fireEvent.change(field, { target: { value: NEW_TEXT } });
  });
  await act(async () => {
    fireEvent.keyDown(field, { key: 'Escape' });
  });
}

describe('changed wording of a draft', () => {
  it('is put back as it was by undo', async () => {
    const sample = await openDrafts([draft(1)]);
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await writeAndStop();
    await screen.findByText('Draft to Customer 1 changed');
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'drafts.change')).toHaveLength(2));
    expect(inputsOf(sample, 'drafts.change').at(-1)).toMatchObject({
      id: 'draft-1',
      text: TEXT,
      subject: 'Overdue: €1,200.00',
    });
  });

  it('stays in the field when it could not be kept, and is kept with the next try', async () => {
    let full = true;
    const sample = await openDrafts([draft(1)], (engine) =>
      engine.answer('drafts.change', () => {
        if (full) throw new ORPCError('disk_full', { message: 'The disk is full. Free some space.' });
        return {};
      }),
    );
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await writeAndStop();
    expect(await screen.findByText(/Free some space/)).toBeDefined();
    expect(inputsOf(sample, 'drafts.change')).toHaveLength(1);
    await type('e');
    expect((await letter()).value).toBe(NEW_TEXT);
    full = false;
    await act(async () => {
      fireEvent.keyDown(await letter(), { key: 'Escape' });
    });
    await waitFor(() => expect(inputsOf(sample, 'drafts.change')).toHaveLength(2));
    expect(inputsOf(sample, 'drafts.change').at(-1)).toEqual({ id: 'draft-1', text: NEW_TEXT });
  });

  it('is kept when the person goes on to the next draft without leaving the field first', async () => {
    const sample = await openDrafts([draft(1), draft(2)]);
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await type('e');
    const field = await letter();
    await act(async () => {
      fireEvent.change(field, { target: { value: NEW_TEXT } });
    });
    await click(screen.getByText('Customer 2'));
    await waitFor(() =>
      expect(inputsOf(sample, 'drafts.change')).toEqual([{ id: 'draft-1', text: NEW_TEXT }]),
    );
  });
});

describe('a copied draft', () => {
  it('is noted in the log, so that it counts as written', async () => {
    const write = async () => {};
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } });
    const sample = await openDrafts([draft(1)]);
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await type('y');
    expect(await screen.findByText(/is on the clipboard/)).toBeDefined();
    expect(inputsOf(sample, 'drafts.copied')).toEqual([{ id: 'draft-1' }]);
  });
});

describe('drafts without a mailbox', () => {
  it('say what to do instead when they are to be saved, and save nothing', async () => {
    const sample = await openDrafts([draft(1)]);
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await type('d');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: /\.eml/ })).toBeDefined();
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([]);
  });
});

describe('the parts of the list of drafts', () => {
  it('hold no ticks of the part before', async () => {
    const sample = await openDrafts([draft(1), draft(2), draft(3, { state: 'discarded' })]);
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    await type('x', 'j', 'x');
    expect(screen.getAllByRole('button', { name: /Discard them/ }).length).toBeGreaterThan(0);
    await click(screen.getByRole('radio', { name: 'Discarded' }));
    await screen.findByRole('region', { name: 'Draft to Customer 3' });
    await click(screen.getByRole('radio', { name: 'To do' }));
    await screen.findByRole('region', { name: 'Draft to Customer 1' });
    expect(screen.queryByRole('button', { name: /Discard them/ })).toBeNull();
    await type('Delete');
    await waitFor(() => expect(inputsOf(sample, 'drafts.discard')).toEqual([{ id: 'draft-1' }]));
  });

  it.each([
    ['In the mailbox', 'Nothing in the mailbox yet'],
    ['Discarded', 'Nothing was discarded'],
  ])('say what an empty one means: %s', async (part, title) => {
    await openDrafts([draft(1)]);
    await click(await screen.findByRole('radio', { name: part }));
    expect(await screen.findByRole('heading', { name: title })).toBeDefined();
  });

  it('offer to try again when they cannot be read', async () => {
    let broken = true;
    await openDrafts([], (sample) =>
      sample.answer('drafts.list', () => {
        if (broken) throw new Error('lost');
        return { drafts: [draft(1)], total: 1, next: null };
      }),
    );
    expect(await screen.findByRole('alert')).toBeDefined();
    broken = false;
    await click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('region', { name: 'Draft to Customer 1' })).toBeDefined();
  });
});
