// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queryLines } from '../../../renderer/features/worklist/query-words.ts';
import { INITIAL_QUERY } from '../../../renderer/features/worklist/worklist-filter.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from './support/page.ts';
import { createSampleEngine, type SampleEngine } from './support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from './support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

let saved: string[] = [];
beforeEach(() => {
  saved = [];
  const saveDownload = async (id: string, name: string) => saved.push(`${id} ${name}`) > 0;
  Object.defineProperty(window, 'duebook', { configurable: true, value: { saveDownload } });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

async function exporting(sample: SampleEngine = createSampleEngine()) {
  sample.answer('worklist.export', () => ({ downloadId: 'd-1', fileName: 'worklist-2026-11-21.csv' }));
  await showWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  return sample;
}

const dialog = async () => within(await screen.findByRole('dialog', { name: 'Export the list' }));

describe('the export of the worklist', () => {
  it('shows how many rows of which filter are about to leave, and sends nothing before', async () => {
    const sample = await exporting();
    await click(screen.getByRole('button', { name: 'Export the list' }));
    const shown = await dialog();
    expect(shown.getByText('10 rows')).toBeDefined();
    expect(shown.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      'Accounts with something overdue',
      'Without snoozed accounts',
      'Sorted by priority, descending',
    ]);
    expect(inputsOf(sample, 'worklist.export')).toEqual([]);
    await click(shown.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(sample, 'worklist.export')).toEqual([]);
  });

  it('saves what the filter and the order say, in the chosen form', async () => {
    const sample = await exporting();
    await click(screen.getByRole('button', { name: 'No next action' }));
    await type('Shift+e');
    const shown = await dialog();
    fireEvent.click(shown.getByRole('radio', { name: 'XLSX' }));
    await click(shown.getByRole('button', { name: /^Export 10 rows/ }));
    expect(inputsOf(sample, 'worklist.export')).toMatchObject([
      { filter: { nextAction: 'none' }, sort: { key: 'priority', descending: true }, format: 'xlsx' },
    ]);
    expect(saved).toEqual(['d-1 worklist-2026-11-21.csv']);
    expect(await screen.findByText('10 rows exported')).toBeDefined();
  });

  it('is of the day that is looked back at', async () => {
    const sample = await exporting();
    await type('b');
    await click(await screen.findByRole('button', { name: /End of last month/, hidden: true }));
    await screen.findByText(/looking back/);
    await type('Shift+e');
    const shown = await dialog();
    expect(shown.getByText(/with the figures of 31 Oct 2026/)).toBeDefined();
    await click(shown.getByRole('button', { name: /^Export 10 rows/ }));
    expect(inputsOf(sample, 'worklist.export')).toMatchObject([{ asOf: '2026-10-31' }]);
  });

  it('is the aging of all accounts when that is asked for', async () => {
    const sample = await exporting();
    sample.answer('exports.aging', () => ({ downloadId: 'd-2', fileName: 'aging-2026-11-21.xlsx' }));
    await type('Shift+e');
    const shown = await dialog();
    fireEvent.click(shown.getByRole('radio', { name: 'The aging of all accounts' }));
    fireEvent.click(shown.getByRole('radio', { name: 'XLSX' }));
    await click(shown.getByRole('button', { name: 'Export the aging' }));
    expect(inputsOf(sample, 'exports.aging')).toEqual([{ format: 'xlsx' }]);
    expect(inputsOf(sample, 'worklist.export')).toEqual([]);
    expect(saved).toEqual(['d-2 aging-2026-11-21.xlsx']);
  });

  it('hands the accounts of the list over to a CRM instead', async () => {
    const sample = await exporting();
    sample.answer('exports.crm', () => ({ files: [] }));
    await click(screen.getByRole('button', { name: 'No next action' }));
    await type('Shift+e');
    await click((await dialog()).getByRole('button', { name: /HubSpot or Salesforce/ }));
    const crm = within(await screen.findByRole('dialog', { name: 'Export for a CRM' }));
    await click(crm.getByRole('button', { name: 'Export' }));
    expect(inputsOf(sample, 'exports.crm')).toMatchObject([
      { subject: 'accounts', accounts: { nextAction: 'none' } },
    ]);
  });

  it('stays open and says why when it fails', async () => {
    const sample = await exporting();
    sample.answer('worklist.export', () => {
      throw new ORPCError('disk_full', { message: 'There is no room for the export.' });
    });
    await type('Shift+e');
    const shown = await dialog();
    await click(shown.getByRole('button', { name: /^Export 10 rows/ }));
    expect((await shown.findByRole('alert')).textContent).toContain('There is no room for the export.');
    expect(saved).toEqual([]);
  });

  it('is not offered when there is nothing to export', async () => {
    const sample = createSampleEngine({ items: [] });
    await showWindow(sample);
    await screen.findByText('Nothing is overdue');
    expect(screen.getByRole('button', { name: 'Export the list' }).hasAttribute('disabled')).toBe(true);
    await type('Shift+e');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a filter in words', () => {
  it('names everything that is chosen, shortened nowhere', () => {
    const filter = worklistFilterSchema.parse({
      scope: 'open',
      search: 'INV-10',
      currencies: ['EUR', 'NOK'],
      buckets: ['d31_60', 'd61_90', 'd91_plus'],
      stages: ['firm', 'final'],
      countries: ['DE'],
      minOverdue: 1_000_050,
      minDaysPastDue: 30,
      nextAction: 'due',
      held: 'only',
      disputedInLedger: 'hidden',
    });
    const lines = queryLines(
      { filter, sort: { key: 'oldest', descending: false } },
      { edges: [30, 60, 90], locale: 'en-GB', currency: currencyCode('EUR') },
    );
    expect(lines).toEqual([
      'Accounts with something open',
      'Found by “INV-10”',
      'Currency: EUR, NOK',
      'Age: 31–60, 61–90, 91+',
      'Stage: firm, final',
      'Country: DE',
      'Overdue at least €10,000.50',
      'At least 30 days late',
      'With a next action that is due',
      'Snoozed accounts only',
      'Without what is disputed in the ledger',
      'Sorted by oldest invoice, ascending',
    ]);
  });

  it('speaks of no amount before there is a currency', () => {
    const { filter, sort } = INITIAL_QUERY.customers;
    const lines = queryLines(
      { filter: { ...filter, minOverdue: minorUnits(5) }, sort },
      { edges: [30, 60, 90], locale: 'en-GB', currency: null },
    );
    expect(lines).toEqual(['All accounts', 'Sorted by name, ascending']);
  });
});
