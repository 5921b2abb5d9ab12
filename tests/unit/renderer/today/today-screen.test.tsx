// @vitest-environment happy-dom
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { App } from '../../../../renderer/app/app.tsx';
import { cleanPageAfterEach, givePageSizes, press, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

async function show(sample: SampleEngine = createSampleEngine(), hash = '#/today'): Promise<SampleEngine> {
  window.history.replaceState(null, '', hash);
  await act(async () => {
    render(<App engine={sample.engine} />);
  });
  return sample;
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }, { timeout: 10_000 }));
const LAYOUT = { theme: 'system', density: 'compact', locale: 'en-GB', personName: null };

describe('the morning screen', () => {
  it('is the first in the rail, and reached by g t', async () => {
    await show(createSampleEngine(), '#/worklist');
    await screen.findAllByRole('grid');
    const links = within(screen.getByRole('navigation', { name: 'Main' })).getAllByRole('link');
    expect(links[0]?.textContent).toContain('Today');
    await act(async () => press('g', 't'));
    await section('Today');
    expect(screen.getByText(/^Saturday,? 21 November 2026$/)).toBeDefined();
  });

  it('tells what there is, and what it means that there is nothing', async () => {
    await show();
    const due = await section('Promises due · 1');
    expect(due.getByText('About Contoso Ltd')).toBeDefined();
    expect((await section('Payments')).getByText('No payment is dated since then.')).toBeDefined();
  });

  it('opens the account of a row, in its currency', async () => {
    await show();
    await click((await section('Calls to make · 1')).getByRole('link', { name: /Kestrel Logistics/ }));
    expect(window.location.hash).toContain('#/customers/acc-4');
    expect(window.location.hash).toContain('currency=EUR');
  });

  it('shows the first rows of a long section, and all on demand', async () => {
    const sample = createSampleEngine();
    const rows = Array.from({ length: 9 }, (_, index) => ({
      ...{ key: `p-${index}`, accountId: 'acc-1', number: null, name: `Payer ${index}`, currency: 'EUR' },
      ...{ minor: 100, date: '2026-11-20', text: 'Applied' },
    }));
    sample.answer('today.view', () => ({
      ...{ today: '2026-11-21', since: '2026-11-20', figuresTooOld: true },
      figures: { at: '2026-09-01T08:12:00.000Z', from: null, sources: 1 },
      sections: [{ section: 'payments', total: 12, rows }],
    }));
    await show(sample);
    const payments = await section('Payments · 12');
    expect(payments.getAllByRole('link')).toHaveLength(6);
    await click(payments.getByRole('button', { name: 'Show all 9' }));
    expect(payments.getAllByRole('link')).toHaveLength(9);
    expect(payments.getByText('3 more are in the worklist.')).toBeDefined();
    expect(screen.getByText(/too old to ask anybody/)).toBeDefined();
  });

  it('teaches the first step where there are no books', async () => {
    const sample = createSampleEngine();
    sample.answer('today.view', () => ({
      ...{ today: '2026-11-21', since: '2026-11-20', figuresTooOld: false, sections: [] },
      figures: { at: null, from: null, sources: 0 },
    }));
    await show(sample);
    await click(await screen.findByRole('button', { name: 'Import a file' }));
    expect(window.location.hash).toContain('#/imports');
  });

  it('leads into the work by Shift F, one account at a time', async () => {
    await show();
    await section('Today');
    await type('Shift+f');
    await screen.findByRole('region', { name: 'Focus' });
  });

  it('plans accounts without a next step from here', async () => {
    const sample = await show();
    await section('Without a next step · 1');
    await type('Shift+n');
    await screen.findByRole('dialog', { name: /^Next step/ });
    expect(inputsOf(sample, 'worklist.page').at(-1)).toMatchObject({ filter: { nextStep: 'none' } });
  });
});

describe('the first look of a day', () => {
  async function open(layout: Record<string, string>) {
    const sample = createSampleEngine();
    sample.answer('app.preferences.get', () => ({ ...LAYOUT, layout }));
    return show(sample, '#/worklist');
  }

  it('is Today, and that is remembered', async () => {
    const sample = await open({ 'today.seen': '2026-11-20', other: 'kept' });
    await section('Today');
    await waitFor(() =>
      expect(inputsOf(sample, 'app.preferences.set')).toEqual([
        { layout: { 'today.seen': '2026-11-21', other: 'kept' } },
      ]),
    );
  });

  it('leaves the window where it is later the same day', async () => {
    await open({ 'today.seen': '2026-11-21' });
    await screen.findByRole('grid', { name: 'Worklist' });
    expect(window.location.hash).toContain('#/worklist');
  });

  it('leaves who comes for the first time with the worklist', async () => {
    await open({});
    await screen.findByRole('grid', { name: 'Worklist' });
    expect(window.location.hash).toContain('#/worklist');
  });
});
