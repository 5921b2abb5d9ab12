// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createToldEngine, openWindow, READY } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

const LINE = 'Figures as of 30 Jun 2013, looking back. Letters are written with today’s figures.';
const account = () => screen.findByRole('article', { name: 'Northwind Traders' });
const asOfIn = (input: unknown) => (input as { readonly asOf?: string }).asOf;

/* Without a layout the popover counts as out of sight, and so as hidden. */
const showButton = () => screen.getByRole('button', { name: 'Show', hidden: true });

async function chooseDay(day: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Another day'), { target: { value: day } });
  await click(showButton());
}

async function lookAt(day: string): Promise<void> {
  await type('b');
  await chooseDay(day);
}

async function lookingBack(sample: SampleEngine = createSampleEngine()): Promise<SampleEngine> {
  await showWindow(sample);
  await account();
  await lookAt('2013-06-30');
  await screen.findByText(LINE);
  return sample;
}

/** The list that the screen shows, not the counts of the rail. */
const listed = (sample: SampleEngine) =>
  inputsOf(sample, 'worklist.page').filter((input) => (input as { limit: number }).limit > 1);

describe('looking back', () => {
  it('asks for list and account as they were on that day', async () => {
    const sample = await lookingBack();
    await waitFor(() => expect(asOfIn(inputsOf(sample, 'accounts.get').at(-1))).toBe('2013-06-30'));
    expect(asOfIn(listed(sample).at(-1))).toBe('2013-06-30');
    expect(screen.getByRole('button', { name: 'As of 30 Jun 2013' })).toBeDefined();
  });

  it('leaves the counts of the rail as they are today', async () => {
    const sample = await lookingBack();
    const counts = inputsOf(sample, 'worklist.page').filter(
      (input) => (input as { limit: number }).limit === 1,
    );
    expect(counts.map(asOfIn).every((asOf) => asOf === undefined)).toBe(true);
  });

  it('goes back to today by its button, and by the key', async () => {
    await lookingBack();
    await click(screen.getByRole('button', { name: /Back to today/ }));
    await waitFor(() => expect(screen.queryByText(LINE)).toBeNull());
    await lookAt('2013-06-30');
    await screen.findByText(LINE);
    await type('Shift+b');
    await waitFor(() => expect(screen.queryByText(LINE)).toBeNull());
    expect(screen.getByRole('button', { name: 'As of today' })).toBeDefined();
  });

  it('offers the ends of the last month and quarter', async () => {
    const sample = await showWindow();
    await account();
    await click(screen.getByRole('button', { name: 'As of today' }));
    await click(await screen.findByRole('button', { name: /End of last quarter/, hidden: true }));
    await waitFor(() => expect(asOfIn(listed(sample).at(-1))).toBe('2026-09-30'));
  });

  it('does not take a day that is still to come', async () => {
    await showWindow();
    await account();
    await type('b');
    fireEvent.change(await screen.findByLabelText('Another day'), { target: { value: '2026-11-22' } });
    expect(showButton().hasAttribute('disabled')).toBe(true);
  });

  it('writes no letters, and says why on the button', async () => {
    const sample = await lookingBack();
    const page = within(await account());
    const mail = page.getByRole('button', { name: /^Mail/ });
    expect(mail.getAttribute('aria-disabled')).toBe('true');
    await click(mail);
    await type('e');
    expect(inputsOf(sample, 'drafts.propose')).toEqual([]);
    expect(screen.queryByRole('dialog', { name: 'Review' })).toBeNull();
    fireEvent.mouseEnter(mail);
    expect(
      await screen.findByText('Letters are written with today’s figures. Go back to today first.'),
    ).toBeDefined();
  });

  it('still takes notes and calls', async () => {
    await lookingBack();
    await type('c');
    expect(await screen.findByRole('dialog', { name: 'Call Northwind Traders' })).toBeDefined();
  });

  it('says when nothing was overdue on that day, and leads back', async () => {
    const sample = createSampleEngine({ items: [] });
    await showWindow(sample);
    await screen.findByText('Nothing is overdue');
    await click(screen.getByRole('button', { name: 'Look back' }));
    await chooseDay('2013-06-30');
    expect(await screen.findByText('Nothing was overdue on 30 Jun 2013')).toBeDefined();
  });

  it('ends when the workspace is locked', async () => {
    const told = createToldEngine(READY);
    await openWindow(told.sample);
    await account();
    await lookAt('2013-06-30');
    await screen.findByText(LINE);
    await act(async () =>
      told.become({ state: 'needs_unlock', folder: '/books/halden', unlock: ['passphrase'] }),
    );
    await screen.findByText(/^Locked\./);
    await act(async () => told.become(READY));
    await account();
    expect(screen.queryByText(LINE)).toBeNull();
    expect(asOfIn(listed(told.sample).at(-1))).toBeUndefined();
  });
});
