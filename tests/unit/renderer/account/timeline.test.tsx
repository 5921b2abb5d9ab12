// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Contacts } from '../../../../renderer/features/account/contacts.tsx';
import { Timeline } from '../../../../renderer/features/account/timeline.tsx';
import type { TimelineEntry } from '../../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { SAMPLE_TIMELINE, sampleAccount, sampleItems } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const [ITEM] = sampleItems();
if (!ITEM) throw new Error('The sample ledger is empty.');
const ACCOUNT = sampleAccount(ITEM);

const timeline = (sample: SampleEngine = createSampleEngine()) =>
  showPart(<Timeline accountId={'acc-1' as AccountId} />, sample);
const note = () => screen.getByLabelText('Note') as HTMLTextAreaElement;

async function keepNote(text: string) {
  fireEvent.change(note(), { target: { value: text } });
  await act(async () => void fireEvent.keyDown(note(), { key: 'Enter', ctrlKey: true }));
}

describe('a note', () => {
  it('stays in the field when it could not be kept', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.addTouchpoint', () => {
      throw new ORPCError('disk_full', { message: 'The disk is full. Free some space.' });
    });
    await timeline(sample);
    await keepNote('Payment run is Fridays.');
    expect(await screen.findByText(/Free some space/)).toBeDefined();
    expect(note().value).toBe('Payment run is Fridays.');
  });

  it('stays in the field when the person leaves it by Escape', async () => {
    await timeline();
    await type('n');
    expect(document.activeElement).toBe(note());
    fireEvent.change(note(), { target: { value: 'half a' } });
    await act(async () => void fireEvent.keyDown(note(), { key: 'Escape' }));
    expect(note().value).toBe('half a');
    expect(document.activeElement).not.toBe(note());
  });

  it('belongs to the field for Control Z while the person writes, and to the log afterwards', async () => {
    const sample = await timeline();
    await keepNote('First.');
    await screen.findByText('Note added');
    note().focus();
    await type('Control+z');
    expect(inputsOf(sample, 'accounts.retractTouchpoint')).toEqual([]);
    note().blur();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'accounts.retractTouchpoint')).toHaveLength(1));
  });
});

describe('what happened with an account', () => {
  const [, call] = SAMPLE_TIMELINE;
  const page = (entries: readonly (TimelineEntry | undefined)[], next: string | null = null) => ({
    entries,
    next,
  });

  it('keeps an entry that was taken back, marked, and does not offer it twice', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.timeline', () => page([call && { ...call, retracted: true }]));
    await timeline(sample);
    expect((await screen.findByRole('listitem')).textContent).toContain('taken back');
    expect(screen.queryByRole('button', { name: /^Take back/ })).toBeNull();
  });

  it('is read on from where the page ended', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.timeline', ({ cursor }: { cursor: string | null }) =>
      cursor === null ? page(SAMPLE_TIMELINE.slice(0, 2), 'c-2') : page(SAMPLE_TIMELINE.slice(2)),
    );
    await timeline(sample);
    await click(await screen.findByRole('button', { name: 'Older entries' }));
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(SAMPLE_TIMELINE.length));
    expect(inputsOf(sample, 'accounts.timeline').at(-1)).toMatchObject({ cursor: 'c-2' });
    expect(screen.queryByRole('button', { name: 'Older entries' })).toBeNull();
  });

  it('says so when it is nothing, and why when it cannot be read', async () => {
    const sample = createSampleEngine();
    let broken = true;
    sample.answer('accounts.timeline', () => {
      if (broken) throw new Error('lost');
      return page([]);
    });
    await timeline(sample);
    broken = false;
    await click(within(await screen.findByRole('alert')).getByRole('button'));
    expect(await screen.findByText('Nothing has happened yet.')).toBeDefined();
  });
});

describe('the contacts of an account', () => {
  it('are changed in place, with what is emptied gone', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.changeContact', () => ({}));
    await showPart(<Contacts account={ACCOUNT} />, sample);
    await click(screen.getByRole('button', { name: 'Change Dana Whitfield' }));
    fireEvent.change(await screen.findByLabelText('Phone'), { target: { value: ' ' } });
    fireEvent.click(screen.getByLabelText('Letters about invoices go to this contact'));
    await click(screen.getByRole('button', { name: /^Save/ }));
    expect(inputsOf(sample, 'accounts.changeContact')).toEqual([
      {
        id: 'con-1',
        contact: {
          name: 'Dana Whitfield',
          role: 'Accounts payable',
          email: 'ap@northwind.example',
          phone: null,
          billing: false,
        },
      },
    ]);
    expect(inputsOf(sample, 'accounts.addContact')).toEqual([]);
  });

  it('say what a mail needs when there is nobody', async () => {
    await showPart(<Contacts account={{ ...ACCOUNT, contacts: [] }} />);
    expect(screen.getByText('Nobody yet. A mail needs at least one address.')).toBeDefined();
  });

  it('are named by what is known of them', async () => {
    const [dana] = ACCOUNT.contacts;
    if (!dana) throw new Error('There is no contact.');
    const contacts = [
      { ...dana, name: null },
      { ...dana, id: 'con-9' as never, name: null, email: null },
    ];
    await showPart(<Contacts account={{ ...ACCOUNT, contacts }} />);
    expect(screen.getByRole('button', { name: 'Remove ap@northwind.example' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Remove +31 10 555 0123' })).toBeDefined();
  });
});
