// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftProposal } from '../../../../shared/contract/drafts.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import { MAILBOX, message } from '../outbox/sample-messages.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { block, draftOf, GAP, proposal } from './sample-proposals.ts';

givePageSizes();
cleanPageAfterEach();

/** An engine that proposes these letters and keeps, approves and sends what it is given. */
function engineWith(proposals: readonly DraftProposal[], mailbox: object = MAILBOX): SampleEngine {
  const sample = createSampleEngine();
  const drafts = new Map<string, Draft>();
  const numberOf = (id: string) => Number(id.split('-').at(-1));
  sample.answer('mailboxes.list', () => [mailbox]);
  sample.answer('drafts.propose', (input: { targets: { accountId: string; currency: string }[] }) =>
    input.targets.flatMap(({ accountId, currency }) => {
      const found = proposals.find((one) => one.accountId === accountId);
      return found ? [{ ...found, currency }] : [];
    }),
  );
  sample.answer('drafts.create', (input: { target: { accountId: string } }) => {
    const draft = draftOf(proposal(numberOf(input.target.accountId)), {
      id: `draft-${numberOf(input.target.accountId)}` as DraftId,
    });
    drafts.set(draft.id, draft);
    return draft;
  });
  sample.answer('outbox.approve', ({ draftIds }: { draftIds: string[] }) =>
    draftIds.map((id) => message(numberOf(id), { state: 'approved' })),
  );
  sample.answer('outbox.send', ({ ids }: { ids: string[] }) => ids.map((id) => message(numberOf(id))));
  sample.answer('outbox.undo', ({ ids }: { ids: string[] }) => ({
    stopped: ids.map((id) => message(numberOf(id), { state: 'approved' })),
    tooLate: [],
  }));
  sample.answer('outbox.withdraw', ({ ids }: { ids: string[] }) =>
    ids.map((id) => drafts.get(`draft-${numberOf(id)}`)),
  );
  sample.answer('drafts.saveToMailbox', ({ ids }: { ids: string[] }) => ids.map((id) => drafts.get(id)));
  return sample;
}

const review = () => screen.findByRole('dialog', { name: 'Review' });
const title = async () =>
  within(await review())
    .getAllByRole('heading', { level: 1 })
    .at(-1)?.textContent;

async function open(sample: SampleEngine, rows: number): Promise<SampleEngine> {
  await showWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  for (let row = 0; row < rows; row += 1) await type('x', 'j');
  await type('e');
  await screen.findByRole('heading', { name: rows > 1 ? /Message 1 of/ : 'Customer 1' });
  return sample;
}

describe('one letter', () => {
  it('is approved and sent off with one key, and can be undone', async () => {
    const sample = await open(engineWith([proposal(1)]), 1);
    await type('Control+Enter');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
    expect(inputsOf(sample, 'outbox.approve')).toEqual([{ draftIds: ['draft-1'] }]);
    expect(inputsOf(sample, 'outbox.send')).toEqual([{ ids: ['msg-1'] }]);
    expect(await screen.findByText('Mail to Customer 1 sent off')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'outbox.undo')).toEqual([{ ids: ['msg-1'] }]));
  });

  it('is saved to the drafts as before', async () => {
    const sample = await open(engineWith([proposal(1)]), 1);
    await type('d');
    await waitFor(() => expect(inputsOf(sample, 'drafts.saveToMailbox')).toHaveLength(1));
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
  });

  it('with a gap is not sent, and says what is missing', async () => {
    const sample = await open(engineWith([proposal(1, { text: GAP })]), 1);
    await type('Control+Enter');
    expect((await within(await review()).findByRole('alert')).textContent).toContain('customer.contactName');
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
  });

  it('stays with the reason when the engine refuses it', async () => {
    const sample = engineWith([proposal(1)]);
    sample.answer('outbox.approve', () => {
      throw new Error('The mailbox is gone.');
    });
    await open(sample, 1);
    await type('Control+Enter');
    expect(await within(await review()).findByRole('alert')).toBeDefined();
    expect(inputsOf(sample, 'outbox.send')).toEqual([]);
  });
});

describe('several letters', () => {
  it('are approved with one key each and then sent together', async () => {
    const sample = await open(engineWith([proposal(1), proposal(2), proposal(3)]), 3);
    await type('a');
    expect(await title()).toBe('Message 2 of 3');
    await type('x');
    expect(await title()).toBe('Message 3 of 3');
    await type('a');
    expect(await title()).toBe('Ready to send');
    expect(within(await review()).getByText('2 messages ready to go out')).toBeDefined();
    expect(inputsOf(sample, 'outbox.send')).toEqual([]);
    await type('Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'outbox.send')).toEqual([{ ids: ['msg-1', 'msg-3'] }]));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull());
  });

  it('cannot be approved where the gate left nothing, which is passed over', async () => {
    const blocked = proposal(2, { leftOut: true, gate: [block('paid', 'INV-2')] });
    const sample = await open(engineWith([proposal(1), blocked, proposal(3)]), 3);
    await type('a');
    expect(await title()).toBe('Message 3 of 3');
    await type('k', 'a');
    expect(await title()).toBe('Message 2 of 3');
    expect(within(await review()).queryByRole('button', { name: /^Approve/ })).toBeNull();
    expect(inputsOf(sample, 'outbox.approve')).toHaveLength(1);
  });

  it('have their approval taken back with the same key', async () => {
    const sample = await open(engineWith([proposal(1), proposal(2)]), 2);
    await type('a', 'k', 'a');
    await waitFor(() => expect(inputsOf(sample, 'outbox.withdraw')).toEqual([{ ids: ['msg-1'] }]));
    await waitFor(async () =>
      expect(within(await review()).getAllByRole('option')[0]?.textContent).toContain('clear'),
    );
  });

  it('that were approved wait in the outbox when the review is left', async () => {
    const sample = await open(engineWith([proposal(1), proposal(2)]), 2);
    await type('a', 'Escape');
    expect(await screen.findByText('1 approved message in the outbox: nothing was sent')).toBeDefined();
    expect(inputsOf(sample, 'outbox.send')).toEqual([]);
  });
});

describe('a mailbox without a server for sending', () => {
  it('says so, and how to set it up, and saves the draft instead', async () => {
    const sample = await open(engineWith([proposal(1)], { ...MAILBOX, smtp: null }), 1);
    expect(within(await review()).getByText('saves drafts only')).toBeDefined();
    await type('Control+Enter');
    const dialog = within(await screen.findByRole('dialog', { name: 'This mailbox cannot send yet' }));
    expect(dialog.getByRole('button', { name: 'Set sending up' })).toBeDefined();
    await click(dialog.getByRole('button', { name: 'Save to drafts' }));
    await waitFor(() => expect(inputsOf(sample, 'drafts.saveToMailbox')).toHaveLength(1));
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
  });
});
