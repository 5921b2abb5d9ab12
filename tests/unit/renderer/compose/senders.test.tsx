// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  senderOfValue,
  senderOptions,
  senderValue,
} from '../../../../renderer/features/compose/sender-words.ts';
import type { Draft, DraftProposal } from '../../../../shared/contract/drafts.ts';
import type { Sender } from '../../../../shared/domain/drafts/senders.ts';
import type { DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { MAILBOX, message } from '../outbox/sample-messages.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { inputsOf, showWindow, type } from '../support/show-window.tsx';
import { draftOf, proposal } from './sample-proposals.ts';

givePageSizes();
cleanPageAfterEach();

const ALIAS = { address: 'finance-lead@halden.example', name: 'Finance lead' };
const INES = { ...MAILBOX, aliases: [ALIAS] };
const SHARED = { ...MAILBOX, id: 'mb-2', address: 'ar@halden.example', displayName: null, smtp: null };
const sender = (mailboxId: string, address: string, name: string | null = null): Sender => ({
  mailboxId: mailboxId as MailboxId,
  address,
  name,
});
const LEAD = sender('mb-1', ALIAS.address, ALIAS.name);
const OWN = { mailboxId: 'mb-1', address: 'ines@halden.example' };

function engineWith(proposals: readonly DraftProposal[], mailboxes: readonly object[]): SampleEngine {
  const sample = createSampleEngine();
  const kept = new Map<string, Draft>();
  const numberOf = (id: string) => Number(id.split('-').at(-1));
  const keep = (id: string, from: DraftProposal, key?: { mailboxId: string; address: string }) => {
    const part = key
      ? { mailboxId: key.mailboxId as MailboxId, from: { name: null, address: key.address } }
      : {};
    const draft = draftOf(from, { id: id as DraftId, ...part });
    kept.set(id, draft);
    return draft;
  };
  const of = (number: number): DraftProposal => {
    const found = proposals.find(({ accountId }) => numberOf(accountId) === number);
    if (!found) throw new Error('No such account.');
    return found;
  };
  sample.answer('mailboxes.list', () => mailboxes);
  sample.answer('drafts.propose', (input: { targets: { accountId: string; currency: string }[] }) =>
    input.targets.map(({ accountId, currency }) => ({ ...of(numberOf(accountId)), currency })),
  );
  sample.answer(
    'drafts.create',
    (input: {
      target: { accountId: string };
      edits: { sender?: { mailboxId: string; address: string } };
    }) => {
      const number = numberOf(input.target.accountId);
      return keep(`draft-${number}`, of(number), input.edits.sender);
    },
  );
  sample.answer('drafts.change', (input: { id: string; sender?: { mailboxId: string; address: string } }) =>
    keep(input.id, of(numberOf(input.id)), input.sender),
  );
  sample.answer('outbox.approve', ({ draftIds }: { draftIds: string[] }) =>
    draftIds.map((id) => message(numberOf(id), { state: 'approved' })),
  );
  sample.answer('outbox.send', ({ ids }: { ids: string[] }) => ids.map((id) => message(numberOf(id))));
  sample.answer('outbox.withdraw', ({ ids }: { ids: string[] }) =>
    ids.map((id) => kept.get(`draft-${numberOf(id)}`)),
  );
  return sample;
}

const review = async () => within(await screen.findByRole('dialog', { name: 'Review' }));
const from = async () =>
  (await review()).findByRole('combobox', { name: 'From' }) as Promise<HTMLSelectElement>;
const choose = async (key: { mailboxId: string; address: string }) =>
  fireEvent.change(await from(), { target: { value: senderValue(key as Sender) } });

async function open(sample: SampleEngine, rows = 1): Promise<SampleEngine> {
  await showWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  for (let row = 0; row < rows; row += 1) await type('x', 'j');
  await type('e');
  await screen.findByRole('heading', { name: rows > 1 ? /Message 1 of/ : 'Customer 1' });
  return sample;
}

describe('the sender of a letter', () => {
  it('is only shown where there is no other', async () => {
    await open(engineWith([proposal(1)], [MAILBOX]));
    expect((await review()).getByText('Ines Okafor · ines@halden.example')).toBeDefined();
    expect((await review()).queryByRole('combobox', { name: 'From' })).toBeNull();
  });

  it('is chosen among every address of every mailbox, and is the one that the stage has at first', async () => {
    const sample = await open(engineWith([{ ...proposal(1), sender: LEAD }], [INES, SHARED]));
    const select = await from();
    expect([...select.options].map(({ text }) => text)).toEqual([
      'Ines Okafor · ines@halden.example',
      'Finance lead · finance-lead@halden.example',
      'ar@halden.example',
    ]);
    expect(select.value).toBe(senderValue(LEAD));
    await type('Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'outbox.send')).toHaveLength(1));
    expect(inputsOf(sample, 'drafts.create')).toMatchObject([
      { edits: { sender: { mailboxId: 'mb-1', address: ALIAS.address } } },
    ]);
    expect(inputsOf(sample, 'outbox.approve')).toEqual([{ draftIds: ['draft-1'] }]);
  });

  it('can be changed, for this letter only', async () => {
    const sample = await open(engineWith([proposal(1), proposal(2)], [INES, SHARED]), 2);
    await choose(LEAD);
    expect((await from()).value).toBe(senderValue(LEAD));
    await type('j');
    expect((await from()).value).toBe(senderValue(OWN as Sender));
    await type('k', 'a', 'a');
    await waitFor(() => expect(inputsOf(sample, 'outbox.approve')).toHaveLength(2));
    expect(inputsOf(sample, 'drafts.create')).toMatchObject([
      { edits: { sender: { address: ALIAS.address } } },
      { edits: { sender: OWN } },
    ]);
    expect((await review()).getByText('Finance lead · finance-lead@halden.example: 1 message')).toBeDefined();
  });

  it('cannot be changed once it is approved, and again when the approval is taken back', async () => {
    const sample = await open(engineWith([proposal(1), proposal(2)], [INES]), 2);
    await type('a', 'k');
    await waitFor(() => expect(inputsOf(sample, 'outbox.approve')).toHaveLength(1));
    expect((await review()).queryByRole('combobox', { name: 'From' })).toBeNull();
    await type('a');
    await choose(LEAD);
    await type('a');
    await waitFor(() => expect(inputsOf(sample, 'outbox.approve')).toHaveLength(2));
    expect(inputsOf(sample, 'drafts.change')).toEqual([
      { id: 'draft-1', sender: { mailboxId: 'mb-1', address: ALIAS.address } },
    ]);
  });

  it('of a mailbox that keeps drafts only cannot send', async () => {
    const sample = await open(engineWith([proposal(1)], [INES, SHARED]));
    await choose({ mailboxId: 'mb-2', address: SHARED.address });
    expect((await review()).getByText('saves drafts only')).toBeDefined();
    await type('Control+Enter');
    expect(await screen.findByRole('dialog', { name: 'This mailbox cannot send yet' })).toBeDefined();
    expect(inputsOf(sample, 'outbox.approve')).toEqual([]);
  });

  it('that stands in for one that is gone says so, until another one is chosen', async () => {
    const senderRemark = 'Letters of this stage are to go out from cfo@halden.example.';
    await open(engineWith([{ ...proposal(1), senderRemark }], [INES]));
    expect((await review()).getByText(senderRemark)).toBeDefined();
    await choose(LEAD);
    await waitFor(async () => expect((await review()).queryByText(senderRemark)).toBeNull());
  });

  it('that was removed meanwhile is named as such, not shown as another one', async () => {
    await open(engineWith([{ ...proposal(1), sender: sender('mb-9', 'cfo@halden.example') }], [INES]));
    const select = await from();
    expect(select.selectedOptions[0]?.text).toBe('cfo@halden.example (no longer set up)');
  });
});

describe('a choice of senders', () => {
  it('says which mailbox it is where two have the same address, and finds each by its value', () => {
    const all = [sender('a', 'a@x.example'), sender('a', 'ar@x.example'), sender('b', 'ar@x.example', 'AR')];
    const options = senderOptions(all);
    expect(options.map(({ label }) => label)).toEqual([
      'a@x.example',
      'ar@x.example (mailbox a@x.example)',
      'AR · ar@x.example (mailbox ar@x.example)',
    ]);
    expect(options.map(({ value }) => senderOfValue(all, value))).toEqual(all);
    expect(senderOfValue(all, 'nobody')).toBeNull();
  });
});
