// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PromiseRow } from '../../../../shared/contract/promises.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import type { PromiseId } from '../../../../shared/domain/ids.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { TODAY } from '../support/sample-ledger.ts';
import { engineWith, northwindWith, samplePromise } from '../support/sample-standing.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const LATER = samplePromise();
const DUE = samplePromise({ id: 'due' as PromiseId, date: TODAY, numbers: ['INV-10502'] });
const BROKEN = samplePromise({
  id: 'broken' as PromiseId,
  state: 'broken',
  date: addDays(TODAY, -9),
  numbers: ['INV-10590'],
  level: 2,
});
const RATE = {
  ...{ currency: currencyCode('EUR'), from: addDays(TODAY, -365), to: TODAY },
  ...{ promises: 5, kept: 3, byCount: 0.6, byValue: 2 / 3, byCash: 0.747 },
};

async function promises(rows: readonly PromiseRow[] = [DUE, LATER, BROKEN], hash = '#/promises') {
  const sample = engineWith(northwindWith({ promises: [...rows], keptRates: [RATE] }));
  sample.answer('promises.list', () => ({ promises: rows, total: rows.length, keptRates: [RATE] }));
  await showWindow(sample, hash);
  return sample;
}
const shown = () =>
  within(screen.getByRole('grid', { name: 'Promises' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByText(/^INV-/).textContent);

describe('the screen of promises', () => {
  it('has the open ones, how reliably they are kept, and what they promise', async () => {
    await promises();
    await screen.findByText('2 promises');
    expect(shown()).toEqual(['INV-10502', 'INV-10421 +1']);
    expect(screen.getByText(/EUR: Kept 3 of 5 promises/)).toBeDefined();
    expect(screen.getByText(/EUR: Kept 3 of 5 promises/).title).toContain('kept in full ÷ promises');
  });

  it('counts each view, and goes to what is due today and to what was not kept', async () => {
    await promises();
    await click(screen.getByRole('radio', { name: 'Due today 1' }));
    expect(shown()).toEqual(['INV-10502']);
    await click(screen.getByRole('radio', { name: 'Not kept 1' }));
    expect(shown()).toEqual(['INV-10590']);
    expect(window.location.hash).toBe('#/promises?show=broken');
  });

  it('corrects the promise of the row with a reason, and undo lets the payments tell again', async () => {
    const sample = await promises([BROKEN], '#/promises?show=broken');
    await type('r');
    const form = within(await screen.findByRole('dialog', { name: /Correct the promise of €40,210.00/ }));
    await click(form.getByRole('button', { name: /^Kept/ }));
    expect(form.getByRole('button', { name: /Correct/ }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(form.getByLabelText(/Reason/), { target: { value: 'Paid by cheque' } });
    await click(form.getByRole('button', { name: /Correct/ }));
    expect(inputsOf(sample, 'promises.correct')).toEqual([
      { id: 'broken', state: 'kept', reason: 'Paid by cheque' },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'promises.reinstate')).toEqual([{ id: 'broken' }]));
  });

  it('takes back what was entered by mistake', async () => {
    const sample = await promises([LATER]);
    await type('r');
    const form = within(await screen.findByRole('dialog'));
    await click(form.getByRole('button', { name: /Entered by mistake/ }));
    fireEvent.change(form.getByLabelText(/Reason/), { target: { value: 'Wrong customer' } });
    await click(form.getByRole('button', { name: /Correct/ }));
    expect(inputsOf(sample, 'promises.withdraw')).toEqual([{ id: 'promise-1', reason: 'Wrong customer' }]);
  });

  it('teaches how a promise comes here', async () => {
    await promises([]);
    expect(await screen.findByText('No open promise')).toBeDefined();
  });
});

describe('the page of an account', () => {
  it('says what blocks and corrects it from there', async () => {
    await promises([LATER], '#/worklist');
    const blocked = within(await screen.findByRole('region', { name: 'Blocked' }));
    expect(blocked.getByText(/€40,210.00 promised by 24 Nov/)).toBeDefined();
    await click(blocked.getByRole('button', { name: /^Correct: €40,210.00/ }));
    expect(await screen.findByRole('dialog', { name: /Correct the promise/ })).toBeDefined();
  });

  it('lists its promises with what became of them and the kept rate', async () => {
    await promises([LATER, BROKEN], '#/worklist');
    const section = within(await screen.findByRole('region', { name: 'Promises made' }));
    expect(section.getByText(/Kept 3 of 5 promises/)).toBeDefined();
    expect(section.getByText('broken')).toBeDefined();
    expect(section.getByText('on INV-10590 · Dana Whitfield, call · 2nd promise')).toBeDefined();
  });
});
