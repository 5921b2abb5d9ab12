// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from './support/page.ts';
import { createSampleEngine } from './support/sample-engine.ts';
import { sampleItems } from './support/sample-ledger.ts';
import { click, inputsOf, showWindow, type } from './support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

const account = (name: string) => screen.findByRole('article', { name });

describe('the worklist', () => {
  it('opens with the first account selected and shown', async () => {
    await showWindow();
    expect(await account('Northwind Traders')).toBeDefined();
    expect(window.location.hash).toBe('#/worklist/acc-1?currency=EUR');
  });

  it('shows the account of the row that j leads to', async () => {
    await showWindow();
    await account('Northwind Traders');
    await type('j', 'j');
    expect(await account('Contoso Ltd')).toBeDefined();
    await type('k');
    expect(await account('Fjell Maskin AS')).toBeDefined();
  });

  it('sums each currency by itself, of the filter and then of the selection', async () => {
    await showWindow();
    await account('Northwind Traders');
    expect(screen.getByText('10 accounts', { selector: 'footer *' })).toBeDefined();
    await type('x', 'j', 'j', 'j', 'x');
    const footer = within(screen.getByText(/accounts selected/).closest('footer') as HTMLElement);
    expect(footer.getByText('€79,865')).toBeDefined();
    expect(footer.queryByText(/kr/)).toBeNull();
  });

  it('opens an account in full by Enter and comes back by Escape', async () => {
    await showWindow();
    await account('Northwind Traders');
    await type('Enter');
    expect(window.location.hash).toContain('full=1');
    await type('Escape');
    expect(window.location.hash).not.toContain('full=1');
  });

  it('asks the engine for what the filters say', async () => {
    const sample = await showWindow();
    await account('Northwind Traders');
    await click(screen.getByRole('button', { name: 'No next action' }));
    await click(screen.getByRole('button', { name: 'Overdue', pressed: true }));
    await waitFor(() =>
      expect(inputsOf(sample, 'worklist.page').at(-1)).toMatchObject({
        filter: { nextAction: 'none', scope: 'open' },
      }),
    );
  });

  it('searches the full text and says so when nothing fits', async () => {
    await showWindow();
    await account('Northwind Traders');
    await type('/');
    const field = screen.getByRole('searchbox', { name: 'Search accounts' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'nobody' } });
    expect(await screen.findByText('No account fits')).toBeDefined();
    await click(screen.getByRole('button', { name: 'Take the filters away' }));
    expect((await screen.findAllByText('Northwind Traders')).length).toBeGreaterThan(0);
  });

  it('teaches the next step when nothing is overdue', async () => {
    await showWindow(createSampleEngine({ items: [] }));
    expect(await screen.findByText('Nothing is overdue')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Import a file' })).toBeDefined();
  });

  it('says what happened when the list cannot be read, and tries again', async () => {
    const sample = createSampleEngine();
    let broken = true;
    const items = sampleItems();
    sample.answer('worklist.page', () => {
      if (broken) throw new Error('lost');
      return {
        items,
        total: items.length,
        totals: [],
        next: null,
        figures: { at: null, from: null, sources: 0 },
        facets: { currencies: [], countries: [] },
      };
    });
    await showWindow(sample);
    expect(await screen.findByRole('alert')).toBeDefined();
    broken = false;
    await click(screen.getByRole('button', { name: 'Try again' }));
    expect(await account('Northwind Traders')).toBeDefined();
  });
});

describe('actions', () => {
  it('snooze goes to the engine with day and reason, and the next account is selected', async () => {
    const sample = await showWindow();
    await account('Northwind Traders');
    await type('s');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: /In a week/ }));
    fireEvent.change(dialog.getByLabelText(/Reason/), { target: { value: 'month end' } });
    await click(dialog.getByRole('button', { name: /^Snooze/ }));
    expect(inputsOf(sample, 'accounts.snooze')).toEqual([
      { accountIds: ['acc-1'], until: '2026-11-28', reason: 'month end' },
    ]);
    expect(await account('Fjell Maskin AS')).toBeDefined();
  });

  it('can be taken back by Control Z', async () => {
    const sample = await showWindow();
    await account('Northwind Traders');
    await type('a');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: /Tomorrow/ }));
    await click(dialog.getByRole('button', { name: /^Plan/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await type('Control+z');
    expect(inputsOf(sample, 'accounts.setNextAction')).toEqual([
      { accountIds: ['acc-1'], action: { kind: 'call', date: '2026-11-22', note: null } },
      { accountIds: ['acc-1'], action: null },
    ]);
  });

  it('on several ticked rows name each account once', async () => {
    const sample = await showWindow();
    await account('Northwind Traders');
    await type('x', 'j', 'x', 's');
    const dialog = within(await screen.findByRole('dialog', { name: 'Snooze 2 accounts' }));
    fireEvent.click(dialog.getByRole('button', { name: /Tomorrow/ }));
    await click(dialog.getByRole('button', { name: /^Snooze/ }));
    expect(inputsOf(sample, 'accounts.snooze')).toMatchObject([{ accountIds: ['acc-1', 'acc-2'] }]);
  });

  it('keep what was typed when the engine refuses', async () => {
    const sample = createSampleEngine();
    sample.answer('accounts.snooze', () => {
      throw new Error('locked');
    });
    await showWindow(sample);
    await account('Northwind Traders');
    await type('s');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: /Tomorrow/ }));
    fireEvent.change(dialog.getByLabelText(/Reason/), { target: { value: 'month end' } });
    await click(dialog.getByRole('button', { name: /^Snooze/ }));
    expect(dialog.getByRole('alert')).toBeDefined();
    expect((dialog.getByLabelText(/Reason/) as HTMLInputElement).value).toBe('month end');
  });

  it('need a decision before they can be done', async () => {
    await showWindow();
    await account('Northwind Traders');
    await type('c');
    const dialog = within(await screen.findByRole('dialog', { name: 'Call Northwind Traders' }));
    const log = dialog.getByRole('button', { name: /^Save and go on/ });
    expect(log.hasAttribute('disabled')).toBe(true);
    fireEvent.click(dialog.getByRole('button', { name: /^Voicemail/ }));
    expect(log.hasAttribute('disabled')).toBe(false);
  });
});
