// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CallList, CallRow } from '../../../../shared/contract/calls.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { NO_CALLS, sampleList, sampleRow, unwelcome } from '../support/sample-calls.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const ROWS = [
  sampleRow(1, 'Northwind Traders', { planned: { date: plainDate('2026-11-20'), note: 'Asked for Dana' } }),
  sampleRow(2, 'Fjell Maskin AS', unwelcome('warn', 'It is Saturday in Oslo')),
];

async function showCalls(rows: readonly CallRow[] = ROWS, changes: Partial<CallList> = {}) {
  const sample = createSampleEngine();
  sample.answer('calls.list', () => sampleList(rows, changes));
  await showWindow(sample);
  await type('g', 'c');
  await screen.findByRole('grid', { name: 'Calls' }, { timeout: 30_000 });
  return sample;
}

describe('the calls', () => {
  it('stand with the customer’s time, whether to call, why, and the number', async () => {
    await showCalls();
    const rowOf = async (name: string) => {
      const grid = within(screen.getByRole('grid', { name: 'Calls' }));
      return (await grid.findByText(name)).closest<HTMLElement>('[role=row]');
    };
    const first = await rowOf('Northwind Traders');
    const second = await rowOf('Fjell Maskin AS');
    const cells = (row: HTMLElement | null) => row?.textContent ?? '';
    expect(cells(first)).toMatch(/Northwind Traders.*Friday 10:00.*until 18:00.*555 0100.*Asked for Dana/);
    expect(cells(second)).toMatch(
      /Fjell Maskin AS.*Friday 22:10.*better later, Monday 8:00.*A promise was broken/,
    );
    const link = within(first as HTMLElement).getByRole('link', { name: /^Call Northwind Traders/ });
    expect(link.getAttribute('href')).toBe('tel:+49305550100');
  });

  it('say how many calls of today and this week reached the right person', async () => {
    const week = { attempts: 40, connected: 22, rightParty: 14, ofAttempts: 35, ofConnected: 63.6 };
    await showCalls(ROWS, { today: NO_CALLS, week });
    expect(await screen.findByText('Today: no calls')).toBeDefined();
    expect(screen.getByText(/^This week: 40 calls, 22 answered, 14 right person/)).toBeDefined();
  });

  it('are worked through by key: c, the outcome, save, and the next one is there', async () => {
    const sample = await showCalls();
    await type('c');
    const form = within(await screen.findByRole('dialog', { name: 'Call Northwind Traders' }));
    await type('5');
    fireEvent.keyDown(form.getByLabelText('What was said'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(inputsOf(sample, 'calls.log')).toHaveLength(1));
    await waitFor(() => expect(window.location.hash).toContain('#/calls/acc-2'));
  });

  it('teach what comes here when there is nobody to call', async () => {
    await showCalls([]);
    expect(await screen.findByText('Nobody to call now')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to the worklist' })).toBeDefined();
  });
});
