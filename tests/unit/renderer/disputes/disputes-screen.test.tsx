// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DisputeRow, DisputeSummary } from '../../../../shared/contract/disputes.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import type { DisputeId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes, press, quietFocusTraps } from '../support/page.ts';
import { TODAY } from '../support/sample-ledger.ts';
import { engineWith, northwindWith, sampleDispute } from '../support/sample-standing.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const OLD = sampleDispute({ id: 'old' as DisputeId, openedOn: addDays(TODAY, -40) });
const STUCK = sampleDispute({
  id: 'stuck' as DisputeId,
  number: 'INV-10477',
  nextDate: addDays(TODAY, -2),
  reason: 'tax',
});
const RESOLVED = sampleDispute({
  state: 'resolved',
  resolvedOn: addDays(TODAY, -1),
  outcome: 'Credit note issued',
});
const SUMMARY: DisputeSummary = {
  asOf: TODAY,
  from: addDays(TODAY, -365),
  bands: [
    { band: '0–7', disputes: 0, amounts: [] },
    { band: '8–14', disputes: 1, amounts: [{ currency: currencyCode('EUR'), minor: minorUnits(50_000) }] },
    { band: '31–60', disputes: 1, amounts: [{ currency: currencyCode('EUR'), minor: minorUnits(50_000) }] },
  ],
  causes: [
    {
      reason: 'price',
      open: 1,
      amounts: [{ currency: currencyCode('EUR'), minor: minorUnits(50_000) }],
      resolved: { disputes: 3, meanDays: 15, medianDays: 11 },
    },
  ],
  resolved: { disputes: 3, meanDays: 15, medianDays: 11 },
};

async function disputes(rows: readonly DisputeRow[] = [OLD, STUCK], hash = '#/disputes') {
  const sample = engineWith(northwindWith({ disputes: [...rows] }));
  sample.answer('disputes.list', () => ({ disputes: rows, total: rows.length }));
  sample.answer('disputes.summary', () => SUMMARY);
  await showWindow(sample, hash);
  return sample;
}
/** Until the rows have come. */
const loaded = () => screen.findByText('2 disputes');
const list = () => within(screen.getByRole('grid', { name: 'Disputes' }));
const shown = () =>
  list()
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByText(/^INV-/).textContent);

describe('the screen of disputes', () => {
  it('has those that nobody moves first, with what is disputed in all of them', async () => {
    await disputes();
    await loaded();
    expect(shown()).toEqual(['INV-10477', 'INV-10421']);
    const [, total] = screen.getAllByText('Disputed', { selector: 'span' });
    expect(total?.parentElement?.textContent).toBe('Disputed€1,000.00');
  });

  it('shows the account of the row beside it, where its keys work', async () => {
    const sample = await disputes();
    expect(await screen.findByRole('article', { name: 'Northwind Traders' })).toBeDefined();
    await type('h');
    expect(await screen.findByRole('dialog', { name: 'Hold: Northwind Traders' })).toBeDefined();
    expect(inputsOf(sample, 'accounts.get')).toContainEqual({ id: 'acc-1' });
  });

  it('is filtered by age and by what is typed', async () => {
    await disputes();
    await click(screen.getByRole('button', { name: '31–60 d: 1' }));
    expect(shown()).toEqual(['INV-10421']);
    await click(screen.getByRole('button', { name: '31–60 d: 1' }));
    await click(screen.getByRole('button', { name: 'Stuck' }));
    expect(shown()).toEqual(['INV-10477']);
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search disputes' }), {
      target: { value: 'nothing' },
    });
    expect(await screen.findByText('No dispute fits')).toBeDefined();
    await click(screen.getByRole('button', { name: 'Show all' }));
    expect(shown()).toHaveLength(2);
  });

  it('offers no age band without a dispute in it', async () => {
    await disputes();
    expect(screen.queryByRole('button', { name: /^0–7 d/ })).toBeNull();
  });

  it('resolves the dispute of the row with its outcome, and undo opens it again', async () => {
    const sample = await disputes();
    await type('j', 'r');
    const form = within(await screen.findByRole('dialog', { name: 'Resolve the dispute on INV-10421' }));
    await click(form.getByRole('button', { name: 'Credit note issued' }));
    await click(form.getByRole('button', { name: /^Resolve/ }));
    expect(inputsOf(sample, 'disputes.resolve')).toEqual([{ id: 'old', outcome: 'Credit note issued' }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'disputes.reopen')).toMatchObject([{ id: 'old' }]));
  });

  it('changes what is known, and undo puts back what was', async () => {
    const sample = await disputes();
    await type('Shift+d');
    const form = within(await screen.findByRole('dialog', { name: 'Dispute on INV-10477' }));
    fireEvent.change(form.getByLabelText('Who settles it'), { target: { value: 'Billing' } });
    await click(form.getByRole('button', { name: /Save/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'disputes.change')).toHaveLength(2));
    expect(inputsOf(sample, 'disputes.change')).toMatchObject([
      { id: 'stuck', details: { owner: 'Billing', amountMinor: 50_000 } },
      { id: 'stuck', details: { owner: 'Sales', amountMinor: 50_000 } },
    ]);
  });

  it('opens a resolved one again', async () => {
    const sample = await disputes([RESOLVED], '#/disputes?show=resolved');
    expect(list().getByText('Credit note issued')).toBeDefined();
    expect(screen.getByText(/cycle time 15 days on average, 11 in the middle/)).toBeDefined();
    await type('r');
    await waitFor(() =>
      expect(inputsOf(sample, 'disputes.reopen')).toEqual([{ id: 'dispute-1', reason: '' }]),
    );
  });

  it('tells root causes with counts, amounts and the days they took', async () => {
    await disputes([OLD], '#/disputes?show=causes');
    const causes = within(screen.getByRole('grid', { name: 'Disputes by root cause' }));
    const row = causes.getByText('Price').closest('[role="row"]');
    expect(row?.textContent).toBe('Price1€500.00EUR315 d11 d');
  });

  it('teaches how a dispute comes here', async () => {
    await disputes([]);
    expect(await screen.findByText('No open dispute')).toBeDefined();
    const words = screen.queryAllByText('Disputed', { selector: 'span' });
    expect(words.filter((word) => word.closest('[role=grid]') === null)).toEqual([]);
  });

  it('is reached by g d', async () => {
    await disputes([OLD], '#/worklist');
    await act(async () => press('g', 'd'));
    expect(await screen.findByRole('grid', { name: 'Disputes' })).toBeDefined();
  });
});

describe('the disputes on the page of an account', () => {
  it('tick a paper that has come, and undo takes the tick away', async () => {
    const sample = await disputes([OLD], '#/worklist');
    const section = within(await screen.findByRole('region', { name: 'Open disputes' }));
    await click(section.getByLabelText('Quote'));
    const papers = () =>
      inputsOf(sample, 'disputes.change').map(
        (input) => (input as { details: { papers: readonly object[] } }).details.papers[0],
      );
    expect(papers()).toEqual([{ name: 'Quote', receivedOn: '2026-11-21' }]);
    await type('Control+z');
    await waitFor(() => expect(papers()).toHaveLength(2));
    expect(papers()[1]).toEqual({ name: 'Quote', receivedOn: null });
  });
});
