// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { sampleItems } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

interface Asked {
  readonly filter: { readonly lanes: readonly string[]; readonly nextStep: string };
}

const asked = (sample: SampleEngine) =>
  inputsOf(sample, 'worklist.page').map((input) => (input as Asked).filter);
const lanes = async () => within(await screen.findByRole('group', { name: 'Lanes' }, { timeout: 10_000 }));
const dialog = async (name: RegExp) => within(await screen.findByRole('dialog', { name }));
const footer = () => screen.findByRole('button', { name: /without a next step/ });

describe('the lanes above the worklist', () => {
  it('say how many accounts stand in each, in the order of work', async () => {
    await showWindow();
    const names = (await lanes()).getAllByRole('button').map((button) => button.textContent?.trim());
    expect(names).toEqual(['Quick wins 3', 'At risk 4', 'Regular 3']);
  });

  it('are chosen one at a time by a press or by their number, and all again by 0', async () => {
    const sample = await showWindow();
    await click((await lanes()).getByRole('button', { name: /^At risk/ }));
    await waitFor(() => expect(asked(sample).at(-1)?.lanes).toEqual(['at_risk']));
    expect((await lanes()).getByRole('button', { pressed: true }).textContent).toContain('At risk');
    await type('3');
    await waitFor(() => expect(asked(sample).at(-1)?.lanes).toEqual(['quick_wins']));
    await type('0');
    const shown = await lanes();
    await waitFor(() => expect(shown.queryByRole('button', { pressed: true })).toBeNull());
  });

  it('answer no number of a lane that is not there', async () => {
    const sample = await showWindow();
    await type('1');
    expect(asked(sample).every((filter) => filter.lanes.length === 0)).toBe(true);
  });

  it('stand above the worklist, and not above all customers', async () => {
    await showWindow(createSampleEngine(), '#/customers');
    expect(screen.queryByRole('group', { name: 'Lanes' })).toBeNull();
  });
});

describe('accounts without a next step', () => {
  it('are counted below the list, and worked through by one key: Enter takes the proposal over', async () => {
    const sample = await showWindow();
    expect((await footer()).textContent).toBe('6 accounts without a next step');
    await type('Shift+n');
    const shown = await dialog(/^Next step: Northwind Traders · 10 without one/);
    expect((shown.getByLabelText('Owner') as HTMLInputElement).value).toBe('Mara Lindt');
    expect((shown.getByLabelText('Another day') as HTMLInputElement).value).toBe('2026-11-21');
    fireEvent.submit(shown.getByLabelText('Note'));
    await waitFor(() =>
      expect(inputsOf(sample, 'worklist.planStep')).toEqual([
        {
          accountIds: ['acc-1'],
          action: { kind: 'mail', date: '2026-11-21', note: '62 days late, nobody was in touch yet.' },
          owner: 'Mara Lindt',
        },
      ]),
    );
    expect(await screen.findByText('Northwind Traders: Mail today')).toBeDefined();
  });

  it('are asked for whatever is filtered, snoozed ones too', async () => {
    const sample = await showWindow();
    await footer();
    await type('Shift+n');
    await dialog(/^Next step/);
    expect(inputsOf(sample, 'worklist.page').at(-1)).toMatchObject({
      filter: { scope: 'overdue', held: 'any', nextStep: 'none', lanes: [], search: '' },
    });
  });

  it('can be passed over, and the next one comes', async () => {
    const sample = createSampleEngine();
    await showWindow(sample);
    await footer();
    await type('Shift+n');
    await click((await dialog(/Northwind/)).getByRole('button', { name: 'Pass over' }));
    await dialog(/Fjell Maskin AS/);
    expect(window.location.hash).toContain('#/worklist/acc-2');
    expect(inputsOf(sample, 'worklist.planStep')).toEqual([]);
  });

  it('say when none is left', async () => {
    const sample = createSampleEngine();
    await showWindow(sample);
    await footer();
    const page = { items: [], total: 0, totals: [], lanes: [], withoutStep: 0, next: null };
    sample.answer('worklist.page', () => ({ ...page, facets: { currencies: [], countries: [] } }));
    await type('Shift+n');
    expect(await screen.findByText('Every overdue account has a next step')).toBeDefined();
  });

  it('undo gives back the former step and owner', async () => {
    const sample = createSampleEngine();
    const before = { kind: 'call', date: '2026-11-30', note: null };
    sample.answer('worklist.planStep', () => ({
      previous: [{ accountId: 'acc-1', action: before, owner: null }],
    }));
    sample.answer('accounts.setNextAction', () => ({ previous: [] }));
    await showWindow(sample);
    await footer();
    await type('Shift+n');
    fireEvent.submit((await dialog(/Northwind/)).getByLabelText('Note'));
    await screen.findByText(/^Northwind Traders: Mail/);
    await click((await dialog(/^Next step/)).getByRole('button', { name: 'Cancel' }));
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'worklist.setOwner')).toEqual([{ accountIds: ['acc-1'], owner: null }]),
    );
    expect(inputsOf(sample, 'accounts.setNextAction')).toEqual([{ accountIds: ['acc-1'], action: before }]);
  });

  it('are not told where every account has one', async () => {
    const items = sampleItems().map((item) => ({ ...item, hasStep: true }));
    await showWindow(createSampleEngine({ items }));
    expect(screen.queryByRole('button', { name: /without a next step/ })).toBeNull();
  });
});

describe('the owner', () => {
  it('is the person at the window at first, is given to all ticked accounts, and back by undo', async () => {
    const sample = createSampleEngine();
    sample.answer('worklist.setOwner', ({ accountIds }: { accountIds: string[] }) => ({
      previous: accountIds.map((accountId, index) => ({ accountId, owner: index === 0 ? 'Ines' : null })),
    }));
    await showWindow(sample);
    await type('x', 'Shift+j', 'Shift+o');
    const shown = await dialog(/^Owner: 2 accounts/);
    const field = shown.getByLabelText('Who works it') as HTMLInputElement;
    expect(field.value).toBe('Mara Lindt');
    fireEvent.submit(field);
    await screen.findByText('2 accounts: Mara Lindt');
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'worklist.setOwner')).toHaveLength(3));
    expect(inputsOf(sample, 'worklist.setOwner').slice(1)).toEqual([
      { accountIds: ['acc-1'], owner: 'Ines' },
      { accountIds: ['acc-2'], owner: null },
    ]);
  });
});
