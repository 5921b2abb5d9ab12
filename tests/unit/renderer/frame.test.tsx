// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes, press, setPageWidth } from './support/page.ts';
import { createSampleEngine } from './support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from './support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

const status = () => screen.getByRole('region', { name: 'Status' });

describe('the frame', () => {
  it('goes to another screen by g and a letter, and back', async () => {
    await showWindow();
    await act(async () => press('g', 'u'));
    expect(window.location.hash).toContain('#/customers');
    expect(await screen.findByRole('heading', { name: 'Customers' })).toBeDefined();
    await act(async () => press('g', 'w'));
    expect(await screen.findByRole('heading', { name: 'Worklist' })).toBeDefined();
  });

  it('marks where the person is', async () => {
    await showWindow();
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(rail.getByRole('link', { current: 'page' }).textContent).toContain('Worklist');
  });

  it('says how many accounts are to be called', async () => {
    const sample = createSampleEngine();
    sample.answer('calls.count', () => ({ total: 12 }));
    await showWindow(sample);
    const calls = () =>
      within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: /^Calls/ });
    await waitFor(() => expect(calls().textContent).toContain('12'));
  });

  it('lists every key that works, from the same registry', async () => {
    await showWindow();
    await type('?');
    const dialog = within(await screen.findByRole('dialog', { name: 'Shortcuts' }));
    expect(dialog.getByText('Snooze').parentElement?.textContent).toContain('s');
    expect(dialog.getByText('Go to customers').parentElement?.textContent).toBe('Go to customersgthenu');
  });

  it('finds accounts and commands in the palette', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.search', () => [
      { id: 'acc-3', number: 'C-0143', name: 'Contoso Ltd', match: 'INV-77' },
    ]);
    await showWindow(sample);
    await type('Control+k');
    const field = await screen.findByPlaceholderText('Find an account or a command');
    fireEvent.change(field, { target: { value: 'con' } });
    await click(await screen.findByText('INV-77'));
    expect(window.location.hash).toContain('#/customers/acc-3');
  });

  it('remembers a choice of theme with the engine', async () => {
    const sample = await showWindow();
    await type('Control+k');
    await click(await screen.findByText('Theme: dark'));
    expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark');
    await waitFor(() => expect(inputsOf(sample, 'app.preferences.set')).toEqual([{ theme: 'dark' }]));
  });
});

describe('the status line', () => {
  it('says that the network is there and how old the figures are', async () => {
    await showWindow();
    await waitFor(() => expect(status().textContent).toContain('Figures as of'));
    expect(status().textContent).toContain('Online');
  });

  it('says since when there is no network, and what waits for it', async () => {
    const sample = createSampleEngine();
    sample.answer('app.connectivity', () => ({
      online: false,
      since: '2026-11-20T09:14:00.000Z',
      draftsWaiting: 3,
    }));
    await showWindow(sample);
    await waitFor(() => expect(status().textContent).toContain('Offline since'));
    expect(status().textContent).toContain('3 drafts waiting for the network');
  });

  it('shows running work with its progress, and cancels it', async () => {
    const job = {
      id: 'job-1',
      kind: 'import',
      title: 'Importing ledger.csv',
      state: 'running',
      phase: 'reading rows',
      done: 41_200,
      total: 100_000,
      cancellable: true,
      startedAt: '2026-11-21T08:12:00.000Z',
      error: null,
      result: null,
    };
    const sample = createSampleEngine();
    sample.answer('app.jobs.list', () => [job]);
    sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
    await showWindow(sample);
    await waitFor(() => expect(status().textContent).toContain('41,200 of 100,000'));
    await click(screen.getByRole('button', { name: 'Cancel: Importing ledger.csv' }));
    expect(inputsOf(sample, 'app.jobs.cancel')).toEqual([{ id: 'job-1' }]);
  });
});

describe('the detail beside the list', () => {
  it('is as it was left after the window was too narrow for it, and out of reach meanwhile', async () => {
    await showWindow();
    const items = await screen.findByRole('grid', { name: 'Open items' });
    const ticked = () => within(items).queryAllByRole('row', { selected: true }).length;
    const before = ticked();
    await act(async () => {
      fireEvent.click(within(items).getAllByRole('row', { selected: true })[0] as HTMLElement, {
        ctrlKey: true,
      });
    });
    expect(ticked()).toBe(before - 1);
    await act(async () => setPageWidth(1024));
    expect(screen.queryByRole('grid', { name: 'Open items' })).toBeNull();
    await act(async () => setPageWidth(1440));
    expect(screen.getByRole('grid', { name: 'Open items' })).toBe(items);
    expect(ticked()).toBe(before - 1);
  });
});
