// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { STATUS } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { at, message, outboxEngine, review } from './sample-messages.ts';

givePageSizes();
cleanPageAfterEach();

const mailTo = (name: string) => screen.findByRole('region', { name: `Mail to ${name}` });
const status = () => screen.getByRole('region', { name: 'Status' });
const names = () =>
  within(screen.getByRole('grid', { name: 'Outbox' }))
    .getAllByRole('row')
    .slice(1);

describe('the outbox', () => {
  it('opens on what needs the person, and counts it in the rail', async () => {
    const kept = message(1, { state: 'review', review: review(1) });
    await showWindow(outboxEngine([kept, message(2), message(3, { state: 'rejected' })]), '#/outbox');
    await mailTo('Customer 1');
    expect(names()).toHaveLength(2);
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(rail.getByRole('link', { name: /^Outbox/ }).textContent).toBe('Outbox2');
    expect(status().textContent).toContain('1 waiting to be sent');
  });

  it('opens on what waits when nothing needs the person', async () => {
    await showWindow(outboxEngine([message(1), message(2, { state: 'sent' })]), '#/outbox');
    await mailTo('Customer 1');
    expect(names()).toHaveLength(1);
    expect(names()[0]?.textContent).toContain('waiting');
  });

  it('teaches where messages come from when there are none', async () => {
    await showWindow(outboxEngine([]), '#/outbox');
    expect(await screen.findByRole('heading', { name: 'Nothing waits to be sent' })).toBeDefined();
  });

  it('asks for what came to its end today only', async () => {
    const sample = await showWindow(outboxEngine([]), '#/outbox?show=sentToday');
    const asked = inputsOf(sample, 'outbox.list').filter(
      (input) => (input as { settledSince?: string }).settledSince !== undefined,
    );
    expect(asked).toEqual([expect.objectContaining({ states: ['sent', 'resolved'] })]);
  });

  it('shows the envelope, the Message-ID and a hash that can be compared', async () => {
    await showWindow(outboxEngine([message(1)]), '#/outbox');
    const facts = within(within(await mailTo('Customer 1')).getByRole('complementary', { name: 'Facts' }));
    expect(facts.getByText('<1@halden.example>')).toBeDefined();
    expect(facts.getByText('ababababab…000001').title).toHaveLength(64);
    expect(facts.getByText('ap1@northwind.example')).toBeDefined();
  });

  it('tells every attempt with the words of the server', async () => {
    const sample = outboxEngine([message(1, { attempts: 2 })]);
    sample.answer('outbox.attempts', () => [
      { number: 1, at: at('09:01'), outcome: 'again', answer: '451 later' },
      { number: 2, at: at('09:02'), outcome: null, answer: null },
    ]);
    await showWindow(sample, '#/outbox');
    const shown = within(await mailTo('Customer 1'));
    expect(
      (await shown.findByText('Not taken, to be tried again, attempt 1')).closest('li')?.textContent,
    ).toContain('451 later');
    expect(shown.getByText('Handed over, attempt 2')).toBeDefined();
  });
});

describe('what was approved', () => {
  it('is sent off together when several are ticked, and stopped by undo', async () => {
    const sample = await showWindow(
      outboxEngine([message(1, { state: 'approved' }), message(2, { state: 'approved' })]),
      '#/outbox',
    );
    await mailTo('Customer 1');
    await type('x', 'j', 'x', 'Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'outbox.send')).toEqual([{ ids: ['msg-1', 'msg-2'] }]));
    expect(await screen.findByText('2 messages sent off')).toBeDefined();
    await waitFor(() => expect(status().textContent).toContain('0 of 2 sent'));
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'outbox.undo')).toEqual([{ ids: ['msg-1', 'msg-2'] }]));
  });

  it('is taken back to be edited: its draft is opened', async () => {
    const sample = outboxEngine([message(1, { state: 'approved' })]);
    sample.answer('drafts.list', () => ({ drafts: [], total: 0, next: null }));
    await showWindow(sample, '#/outbox');
    await mailTo('Customer 1');
    await type('t');
    await waitFor(() => expect(window.location.hash).toBe('#/drafts/draft-1'));
    expect(inputsOf(sample, 'outbox.withdraw')).toEqual([{ ids: ['msg-1'] }]);
  });
});

describe('a message that was kept back', () => {
  const kept = message(1, { state: 'review', review: review(1) });

  it('shows what was approved against what it would be now', async () => {
    await showWindow(outboxEngine([kept]), '#/outbox');
    const shown = within(await mailTo('Customer 1'));
    expect(shown.getByRole('status').textContent).toContain('Kept back before it left. INV-1: it is paid.');
    expect(shown.getByRole('region', { name: 'Amount' }).textContent).toBe('Amount€1,200.00→€700.00');
    const wording = await shown.findByRole('region', { name: 'Wording' });
    const [gone] = wording.querySelectorAll('del');
    const [come] = wording.querySelectorAll('ins');
    expect([gone?.textContent, come?.textContent]).toEqual(['€1,200.00', '€700.00']);
  });

  it('is rebuilt with a key, shown as it would go, and sent only then', async () => {
    const sample = await showWindow(outboxEngine([kept]), '#/outbox');
    await mailTo('Customer 1');
    await type('b');
    await waitFor(() => expect(inputsOf(sample, 'outbox.rebuild')).toEqual([{ id: 'msg-1' }]));
    expect(inputsOf(sample, 'outbox.send')).toEqual([]);
    expect(window.location.hash).toBe('#/outbox/msg-1?show=waiting');
  });

  it('whose recipient is no contact any more shows who goes and who comes', async () => {
    const now = { to: [{ name: 'Ada', address: 'new@northwind.example' }], cc: [] };
    const gone = ['ap1@northwind.example'];
    const part = { gone, dropped: [], now: { ...review(1).now, ...now } };
    const sample = outboxEngine([message(1, { state: 'review', review: review(1, part as object) })]);
    await showWindow(sample, '#/outbox');
    const shown = within(await mailTo('Customer 1'));
    expect(shown.getByRole('region', { name: 'Recipients' }).textContent).toBe(
      'Recipientsap1@northwind.example→new@northwind.example',
    );
  });

  describe('and has words of the person', () => {
    const ownWords = { written: ['As discussed with Ms Lind.'], takenOut: ['A fee may be added.'] };
    const edited = message(1, { state: 'review', review: review(1, { ownWords }) });
    const askedFor = async () => {
      const sample = outboxEngine([edited]);
      sample.answer('drafts.list', () => ({ drafts: [], total: 0, next: null }));
      await showWindow(sample, '#/outbox');
      await mailTo('Customer 1');
      await type('b');
      const dialog = within(await screen.findByRole('dialog', { name: 'This letter has your own words' }));
      return { sample, dialog };
    };

    it('shows in the comparison what rebuilding would drop', async () => {
      await showWindow(outboxEngine([edited]), '#/outbox');
      const shown = within(await mailTo('Customer 1'));
      const words = shown.getByRole('region', { name: /^Your own words/ });
      expect(words.textContent).toContain('As discussed with Ms Lind.');
      expect(words.textContent).toContain('A fee may be added.');
    });

    it('asks before they are lost, and does nothing when the person goes back', async () => {
      const { sample, dialog } = await askedFor();
      expect(dialog.getByRole('list', { name: /You wrote/ }).textContent).toBe('As discussed with Ms Lind.');
      expect(dialog.getByRole('list', { name: /You took out/ }).textContent).toBe('A fee may be added.');
      await click(dialog.getByRole('button', { name: 'Cancel' }));
      expect(inputsOf(sample, 'outbox.rebuild')).toEqual([]);
      expect(inputsOf(sample, 'outbox.rework')).toEqual([]);
    });

    it('keeps them in a draft, which is opened', async () => {
      const { sample, dialog } = await askedFor();
      await click(dialog.getByRole('button', { name: 'Keep my words and edit' }));
      await waitFor(() => expect(window.location.hash).toBe('#/drafts/draft-1'));
      expect(inputsOf(sample, 'outbox.rework')).toEqual([{ id: 'msg-1' }]);
      expect(inputsOf(sample, 'outbox.rebuild')).toEqual([]);
    });

    it('drops them only when told so', async () => {
      const { sample, dialog } = await askedFor();
      await click(dialog.getByRole('button', { name: 'Rebuild without them' }));
      await waitFor(() =>
        expect(inputsOf(sample, 'outbox.rebuild')).toEqual([{ id: 'msg-1', dropOwnWords: true }]),
      );
    });
  });

  it('is not offered to be rebuilt when nothing is left to write about', async () => {
    await showWindow(
      outboxEngine([message(1, { state: 'review', review: review(1, { now: null }) })]),
      '#/outbox',
    );
    const shown = within(await mailTo('Customer 1'));
    expect(shown.queryByRole('button', { name: /^Rebuild/ })).toBeNull();
    expect(shown.getByRole('region', { name: 'Amount' }).textContent).toContain('nothing is left to ask for');
  });
});

describe('a message of which nobody knows whether it was sent', () => {
  const unknown = message(1, { state: 'unknown', lookups: 2, lookupAt: at('09:30') });

  it('is settled by a person only after saying what follows', async () => {
    const sample = await showWindow(outboxEngine([unknown]), '#/outbox');
    await mailTo('Customer 1');
    await type('n');
    const dialog = within(await screen.findByRole('dialog', { name: 'It was not sent?' }));
    expect(dialog.getByText(/the customer may get it twice/)).toBeDefined();
    expect(inputsOf(sample, 'outbox.resolve')).toEqual([]);
    await click(dialog.getByRole('button', { name: 'Log it as not sent' }));
    await waitFor(() =>
      expect(inputsOf(sample, 'outbox.resolve')).toEqual([{ id: 'msg-1', as: 'not_sent' }]),
    );
  });

  it('is looked for at once with a key, and never offered to be sent', async () => {
    const sample = await showWindow(outboxEngine([unknown]), '#/outbox');
    await mailTo('Customer 1');
    await type('r', 'Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'outbox.retry')).toEqual([{ id: 'msg-1' }]));
    expect(inputsOf(sample, 'outbox.send')).toEqual([]);
  });
});

describe('a paused mailbox', () => {
  it('says why, and goes on with a key', async () => {
    const pauses = [
      { mailboxId: 'mb-1', address: 'ines@halden.example', reason: 'Reconnect the mailbox.', until: null },
    ];
    const sample = outboxEngine([message(1)], { pauses });
    sample.answer('app.status', () => ({ ...STATUS, workspace: { ...STATUS.workspace, demo: false } }));
    await showWindow(sample, '#/outbox');
    expect(await screen.findByText(/Sending from ines@halden.example is paused/)).toBeDefined();
    expect(names()[0]?.textContent).toContain('waiting, paused');
    await type('Shift+r');
    await waitFor(() => expect(inputsOf(sample, 'outbox.resume')).toEqual([{ mailboxId: 'mb-1' }]));
  });
});

describe('the page of an account', () => {
  it('says what of it is in the outbox', async () => {
    await showWindow(outboxEngine([message(1, { state: 'unknown' }), message(2)]));
    await screen.findByRole('article', { name: 'Northwind Traders' });
    const here = await screen.findByRole('list', { name: 'In the outbox' });
    expect(here.textContent).toBe('Mail over €1,200.00 was perhaps sent. Open the outbox');
  });
});
