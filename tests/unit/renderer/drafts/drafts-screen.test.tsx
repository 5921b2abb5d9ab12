// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { draftOf, proposal, TEXT } from '../compose/sample-proposals.ts';
import { MAILBOX, message } from '../outbox/sample-messages.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

const draft = (number: number, part: Partial<Draft> = {}): Draft =>
  draftOf(proposal(number), { id: `draft-${number}` as DraftId, ...part });

function engineWith(drafts: readonly Draft[]): SampleEngine {
  const sample = createSampleEngine();
  sample.answer('mailboxes.list', () => [
    {
      id: 'mb-1',
      address: 'ines@halden.example',
      displayName: null,
      imap: { host: 'imap.halden.example', port: 993, security: 'tls' },
      smtp: null,
      user: 'ines',
      draftsFolder: null,
      hasCertificateAuthority: false,
      hasSecret: true,
      lastCheck: null,
      aliases: [],
    },
  ]);
  sample.answer('drafts.list', ({ states }: { states: readonly string[] }) => {
    const shown = drafts.filter((one) => states.includes(one.state));
    return { drafts: shown, total: shown.length, next: null };
  });
  for (const path of ['saveToMailbox', 'discard', 'restore', 'retry', 'change']) {
    sample.answer(`drafts.${path}`, () => ({}));
  }
  return sample;
}

const detail = (name: string) => screen.findByRole('region', { name: `Draft to ${name}` });

describe('the drafts', () => {
  it('teach where letters come from when there are none', async () => {
    await showWindow(engineWith([]), '#/drafts');
    expect(await screen.findByRole('heading', { name: 'No drafts' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to the worklist' })).toBeDefined();
  });

  it('show the letter of the row that the keyboard is on', async () => {
    await showWindow(engineWith([draft(1), draft(2)]), '#/drafts');
    await detail('Customer 1');
    await type('j');
    expect(
      within(await detail('Customer 2'))
        .getByTitle('Letter')
        .getAttribute('sandbox'),
    ).toBe('');
  });

  it('are saved together when several are ticked, but only those that are complete', async () => {
    const sample = await showWindow(
      engineWith([draft(1), draft(2, { unresolved: ['sender.name'] }), draft(3)]),
      '#/drafts',
    );
    await detail('Customer 1');
    await type('x', 'j', 'x', 'j', 'x', 'd');
    await waitFor(() =>
      expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([{ ids: ['draft-1', 'draft-3'] }]),
    );
    expect(await screen.findByText(/1 draft left: not complete/)).toBeDefined();
  });

  it('are discarded at once, and come back with undo', async () => {
    const sample = await showWindow(engineWith([draft(1)]), '#/drafts');
    await detail('Customer 1');
    await type('Delete');
    await waitFor(() => expect(inputsOf(sample, 'drafts.discard')).toEqual([{ id: 'draft-1' }]));
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'drafts.restore')).toEqual([{ id: 'draft-1' }]));
  });

  it('wait again for the same mailbox when a discarded one that waited comes back with undo', async () => {
    const waiting = draft(1, { state: 'queued', mailboxId: 'mb-1' as MailboxId });
    const sample = await showWindow(engineWith([waiting]), '#/drafts');
    await detail('Customer 1');
    await type('Delete');
    await waitFor(() => expect(inputsOf(sample, 'drafts.discard')).toEqual([{ id: 'draft-1' }]));
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([{ ids: ['draft-1'] }]));
    expect(inputsOf(sample, 'drafts.restore')).toEqual([{ id: 'draft-1' }]);
  });

  it('say why one was not saved, and retry with a key', async () => {
    const failed = draft(1, {
      state: 'failed',
      lastError: {
        code: 'auth',
        message: 'The password was refused.',
        at: '2026-11-21T09:00:00.000Z' as never,
      },
    });
    const sample = await showWindow(engineWith([failed]), '#/drafts');
    expect(within(await detail('Customer 1')).getByText(/The password was refused/)).toBeDefined();
    await type('r');
    await waitFor(() => expect(inputsOf(sample, 'drafts.retry')).toEqual([{ id: 'draft-1' }]));
  });

  it('keep changed wording when the person stops writing, without a button', async () => {
    const sample = await showWindow(engineWith([draft(1)]), '#/drafts');
    await detail('Customer 1');
    await type('e');
    const text = TEXT.replace('now', 'by Friday');
    await act(async () => {
      fireEvent.change(await screen.findByRole('textbox', { name: 'Letter' }), { target: { value: text } });
    });
    await act(async () => {
      fireEvent.keyDown(screen.getByRole('textbox', { name: 'Letter' }), { key: 'Escape' });
    });
    await waitFor(() => expect(inputsOf(sample, 'drafts.change')).toEqual([{ id: 'draft-1', text }]));
  });

  it('cannot be changed once they are on their way', async () => {
    await showWindow(engineWith([draft(1, { state: 'appending' })]), '#/drafts');
    const shown = within(await detail('Customer 1'));
    expect(shown.queryByRole('button', { name: /Edit/ })).toBeNull();
    expect(shown.queryByRole('textbox')).toBeNull();
  });

  it('are sent together with one key, but only those that are complete', async () => {
    const sample = engineWith([draft(1), draft(2, { unresolved: ['sender.name'] })]);
    sample.answer('mailboxes.list', () => [MAILBOX]);
    sample.answer('outbox.approve', () => [message(1, { state: 'approved' })]);
    sample.answer('outbox.send', () => [message(1)]);
    await showWindow(sample, '#/drafts');
    await detail('Customer 1');
    await type('x', 'j', 'x', 'Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'outbox.send')).toEqual([{ ids: ['msg-1'] }]));
    expect(inputsOf(sample, 'outbox.approve')).toEqual([{ draftIds: ['draft-1'] }]);
    expect(await screen.findByText(/1 draft left: not complete/)).toBeDefined();
  });

  it('say how to set sending up where the mailbox cannot send', async () => {
    const sample = await showWindow(engineWith([draft(1)]), '#/drafts');
    await detail('Customer 1');
    await type('Control+Enter');
    expect(await screen.findByRole('dialog', { name: 'This mailbox cannot send yet' })).toBeDefined();
    expect(inputsOf(sample, 'drafts.saveToMailbox')).toEqual([]);
  });

  const edited = draft(1, {
    state: 'in_mailbox',
    folder: 'Drafts',
    mailboxCopy: { state: 'edited', at: '2026-11-21T12:04:00.000Z' as Instant },
  });

  it('say which of them was edited in the mailbox, and ask before the wording of before is sent', async () => {
    const sample = engineWith([edited]);
    sample.answer('mailboxes.list', () => [MAILBOX]);
    sample.answer('outbox.approve', () => [message(1, { state: 'approved' })]);
    sample.answer('outbox.send', () => [message(1)]);
    await showWindow(sample, '#/drafts?show=mailbox');
    expect(within(await detail('Customer 1')).getByText(/^Edited in the mailbox, /)).toBeDefined();
    await type('Control+Enter');
    const asked = await screen.findByRole('dialog', { name: 'Send the wording that is kept here?' });
    expect(within(asked).getByText(/the customer may get both/)).toBeDefined();
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
    await act(async () => {
      fireEvent.click(within(asked).getByRole('button', { name: 'Send it as it is here' }));
    });
    await waitFor(() => expect(inputsOf(sample, 'outbox.send')).toEqual([{ ids: ['msg-1'] }]));
    expect(inputsOf(sample, 'outbox.approve')).toEqual([{ draftIds: ['draft-1'], despiteEdits: true }]);
  });

  it('send nothing when the person thinks better of it', async () => {
    const sample = engineWith([edited]);
    sample.answer('mailboxes.list', () => [MAILBOX]);
    await showWindow(sample, '#/drafts?show=mailbox');
    await detail('Customer 1');
    await type('Control+Enter');
    const asked = await screen.findByRole('dialog', { name: 'Send the wording that is kept here?' });
    await act(async () => {
      fireEvent.click(within(asked).getByRole('button', { name: 'Cancel' }));
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
  });

  it('come back as drafts with one key when they were deleted in the mailbox', async () => {
    const removed = { ...edited, mailboxCopy: { state: 'removed' as const, at: edited.updatedAt } };
    const sample = await showWindow(engineWith([removed]), '#/drafts?show=mailbox');
    expect(within(await detail('Customer 1')).getByText(/^Deleted in the mailbox, /)).toBeDefined();
    await type('r');
    await waitFor(() => expect(inputsOf(sample, 'drafts.restore')).toEqual([{ id: 'draft-1' }]));
  });
});
