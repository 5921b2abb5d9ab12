// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import type { CallView } from '../../../../shared/contract/calls.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { CALLED_AT, sampleCall, sampleSheet, unwelcome } from '../support/sample-calls.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { sampleItems } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const LATER = instant('2026-11-21T09:05:00.000Z');

const [NORTHWIND] = sampleItems();
if (!NORTHWIND) throw new Error('The sample ledger is empty.');

const openCall = async (changes: Partial<CallView> = {}) => {
  const sample = createSampleEngine();
  sample.answer('calls.sheet', () => sampleSheet(changes));
  let done = 0;
  await showPart(
    <AccountActions targets={[NORTHWIND]} several={false} ticked={null} onDone={() => (done += 1)}>
      <button type="button">List</button>
    </AccountActions>,
    sample,
  );
  await type('c');
  const form = within(await screen.findByRole('dialog', { name: 'Call Northwind Traders' }));
  const save = () => form.getByRole('button', { name: /^Save and go on/ });
  return { sample, form, save, done: () => done };
};

const logged = (sample: Awaited<ReturnType<typeof openCall>>['sample']) => inputsOf(sample, 'calls.log');

describe('the form of a call', () => {
  it('shows the customer’s time, until when to call, the number as a link, script and checklist', async () => {
    const { form } = await openCall();
    expect(form.getByText('Friday 10:00')).toBeDefined();
    expect(form.getByText('until 18:00')).toBeDefined();
    const number = form.getByRole('link', { name: 'Call Mia Lund, +49 (0)30 555 0100' });
    expect(number.getAttribute('href')).toBe('tel:+49305550100');
    expect(form.getByText('This is Mara Lindt for Halden Supply.')).toBeDefined();
    expect(form.getByRole('checkbox', { name: 'Speaking to the right person' })).toBeDefined();
    expect(form.getByText(/^2 calls in the last 7 days/)).toBeDefined();
  });

  it('takes the outcome by its number, proposes the next step, and goes on after Ctrl+Enter', async () => {
    const { sample, form, save, done } = await openCall();
    expect(save().hasAttribute('disabled')).toBe(true);
    await type('5');
    expect(form.getByRole('button', { name: /^No answer/ }).getAttribute('aria-pressed')).toBe('true');
    expect((form.getByLabelText('When') as HTMLInputElement).value).toBe('2026-11-22');
    fireEvent.keyDown(form.getByLabelText('What was said'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(done()).toBe(1));
    expect(logged(sample)).toMatchObject([
      {
        ...{ accountId: 'acc-1', outcome: 'no_answer', begunAt: CALLED_AT },
        ...{ next: { action: { kind: 'call', date: '2026-11-22' } }, promise: null },
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('does not take a digit of what is typed for an outcome', async () => {
    const { form } = await openCall();
    const text = form.getByLabelText('What was said');
    text.focus();
    fireEvent.keyDown(text, { key: '5' });
    expect(form.getByRole('button', { name: /^No answer/ }).getAttribute('aria-pressed')).toBe('false');
  });

  it('captures a promise in the same call, once somebody answered', async () => {
    const { sample, form, save } = await openCall();
    await type('4', 'p');
    expect(form.queryByRole('region', { name: 'Promise' })).toBeNull();
    await type('1', 'p');
    const part = within(form.getByRole('region', { name: 'Promise' }));
    expect(document.activeElement).toBe(part.getByLabelText('Paid by'));
    expect(save().hasAttribute('disabled')).toBe(true);
    fireEvent.change(part.getByLabelText('Paid by'), { target: { value: '2026-12-01' } });
    fireEvent.change(part.getByLabelText('Promised (EUR)'), { target: { value: '250' } });
    expect((form.getByLabelText('When') as HTMLInputElement).value).toBe('2026-12-02');
    await click(save());
    expect(logged(sample)).toMatchObject([
      { outcome: 'right_party', promise: { amountMinor: 25_000, date: '2026-12-01', channel: 'call' } },
    ]);
  });

  it('captures a dispute in the same call', async () => {
    const { form, save } = await openCall();
    await type('1', 'd');
    const part = within(form.getByRole('region', { name: 'Dispute' }));
    expect(document.activeElement).toBe(part.getByRole('combobox', { name: 'Reason' }));
    expect(save().hasAttribute('disabled')).toBe(true);
    await click(form.getByRole('button', { name: /^No dispute/ }));
    expect(form.queryByRole('region', { name: 'Dispute' })).toBeNull();
    expect(save().hasAttribute('disabled')).toBe(false);
  });

  it('takes the call back with all that came of it on undo', async () => {
    const { sample, save } = await openCall();
    const previous = { kind: 'mail', date: '2026-11-25', note: null };
    sample.answer('calls.log', () => ({
      ...{ seq: 7, id: 'tp-7', hash: 'h', promiseId: 'pro-1', disputeId: null },
      ...{ previous, warnings: ['It is 18:30 in Berlin.'] },
    }));
    await type('2');
    await click(save());
    expect(await screen.findByText('It is 18:30 in Berlin.')).toBeDefined();
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'calls.undo')).toEqual([
        {
          ...{ id: 'tp-7', accountId: 'acc-1', promiseId: 'pro-1', disputeId: null },
          next: { action: previous },
        },
      ]),
    );
  });
});

describe('a call at a wrong moment', () => {
  it('that is only unwelcome is remarked on and can be logged', async () => {
    const { form, save } = await openCall(unwelcome('warn', 'It is 22:10 in Berlin'));
    expect(form.getByText('It is 22:10 in Berlin.')).toBeDefined();
    expect(form.getByText('better later, Monday 8:00')).toBeDefined();
    await type('5');
    expect(save().hasAttribute('disabled')).toBe(false);
  });

  it('that is forbidden says why and until when, and cannot be logged', async () => {
    const { form, save } = await openCall(unwelcome('block', '7 calls in the last 7 days'));
    expect(form.getByText('7 calls in the last 7 days.')).toBeDefined();
    await type('5');
    expect(save().hasAttribute('disabled')).toBe(true);
  });

  it('has no link for somebody who asked not to be called', async () => {
    const [contact] = sampleCall().contacts;
    const { form } = await openCall({ contacts: contact ? [{ ...contact, closed: 'On leave' }] : [] });
    expect(form.queryByRole('link')).toBeNull();
    expect(form.getByText(/not to be called: On leave/)).toBeDefined();
  });

  const PLACE = { country: 'US', countryName: 'United States', region: null, timeZone: null };

  /** A call to a customer of whom nobody knows where it is, with something typed, and the form that asks for it. */
  const askWhere = async () => {
    const place = PLACE;
    const opened = await openCall({ place, untilText: null });
    const { sample, form } = opened;
    sample.answer('calls.debtor', () => ({
      profile: { debtorType: 'company', country: null, region: null, timeZone: null },
      place,
    }));
    sample.answer('calls.countries', () => [{ code: 'US', name: 'United States' }]);
    sample.answer('calls.regions', () => [{ code: 'MA', name: 'Massachusetts' }]);
    sample.answer('calls.setDebtor', ({ profile }: { profile: object }) => ({
      profile,
      place: { ...place, timeZone: 'America/Chicago' },
    }));
    await type('1', 'p');
    fireEvent.change(form.getByLabelText('What was said'), { target: { value: 'Paid on Friday' } });
    fireEvent.change(form.getByLabelText('Promised (EUR)'), { target: { value: '250' } });
    const link = form.getByRole('button', { name: 'Say where they are' });
    link.focus();
    await click(link);
    const title = { name: 'Who and where: Northwind Traders' };
    return { ...opened, who: within(await screen.findByRole('dialog', title)), title };
  };

  /** What was typed in `askWhere` is still there, and only once. */
  const expectTyped = () => {
    const form = within(screen.getByRole('dialog', { name: 'Call Northwind Traders' }));
    expect(form.getByRole('button', { name: /^Right person/ }).getAttribute('aria-pressed')).toBe('true');
    expect(form.getByLabelText('What was said')).toHaveProperty('value', 'Paid on Friday');
    expect(form.getByLabelText('Promised (EUR)')).toHaveProperty('value', '250');
    return form;
  };

  it('asks where the customer is when nobody knows, keeps what was typed, and tells the time there', async () => {
    const { sample, who, title } = await askWhere();
    sample.answer('calls.sheet', () => ({ ...sampleSheet(), at: LATER }));
    fireEvent.change(who.getByLabelText('Time zone'), { target: { value: 'America/Chicago' } });
    await click(who.getByRole('button', { name: /^Save/ }));
    expect(inputsOf(sample, 'calls.setDebtor')).toEqual([
      {
        accountId: 'acc-1',
        profile: { debtorType: 'company', country: null, region: null, timeZone: 'America/Chicago' },
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog', title)).toBeNull());
    const form = expectTyped();
    expect(form.queryByRole('button', { name: 'Say where they are' })).toBeNull();
    expect(form.getByText('until 18:00')).toBeDefined();
    fireEvent.change(form.getByLabelText('Paid by'), { target: { value: '2026-12-01' } });
    await click(form.getByRole('button', { name: /^Save and go on/ }));
    expect(logged(sample)).toMatchObject([{ text: 'Paid on Friday', begunAt: CALLED_AT }]);
  });

  it('is left alone by the keys that are for the form over it', async () => {
    const { sample, who, title } = await askWhere();
    const save = who.getByRole('button', { name: /^Save/ });
    save.focus();
    for (const key of ['5', 'p']) fireEvent.keyDown(save, { key });
    fireEvent.keyDown(save, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog', title)).toBeNull());
    const form = expectTyped();
    expect(document.activeElement).toBe(form.getByRole('button', { name: 'Say where they are' }));
    expect(inputsOf(sample, 'calls.setDebtor')).toEqual([]);
    expect(logged(sample)).toEqual([]);
  });
});
