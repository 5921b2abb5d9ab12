// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { engineWith, NORTHWIND, northwindWith } from '../support/sample-standing.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

/** The form that a key opens on Northwind, over an engine that refuses what the form sends. */
async function refusing(key: string, procedure: string, message: string, path: string | null) {
  const sample = engineWith(northwindWith({}));
  sample.answer(procedure, () => {
    throw new ORPCError('validation', { message, data: { details: path === null ? {} : { path } } });
  });
  await showPart(
    <AccountActions targets={[NORTHWIND]} several={false} ticked={null} onDone={() => {}}>
      <button type="button">List</button>
    </AccountActions>,
    sample,
  );
  await type(key);
  return within(await screen.findByRole('dialog'));
}
const errorOf = (field: HTMLElement) => {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
};

describe('what the engine refuses', () => {
  it('stands at the day of a hold, which has the focus, until something else is typed', async () => {
    const form = await refusing('h', 'holds.set', 'A hold ends on a day after today.', 'until');
    await click(form.getByRole('button', { name: 'Legal' }));
    await click(form.getByRole('button', { name: /Put on hold/ }));
    const day = form.getByLabelText('Another day');
    expect(day.getAttribute('aria-invalid')).toBe('true');
    expect(errorOf(day)).toContain('A hold ends on a day after today.');
    expect(document.activeElement).toBe(day);
    expect(form.queryByRole('alert')).toBeNull();
    fireEvent.change(day, { target: { value: '2026-12-04' } });
    expect(form.queryByText('A hold ends on a day after today.')).toBeNull();
  });

  it('stands at the amount of a promise, without the name that the field has in the engine', async () => {
    const form = await refusing('p', 'promises.add', 'amountMinor: Too much.', 'amountMinor');
    await click(form.getByRole('button', { name: /Tomorrow/ }));
    await click(form.getByRole('button', { name: /Keep the promise/ }));
    expect(errorOf(form.getByLabelText('Amount (EUR)'))).toContain('Too much.');
    expect(form.queryByText(/amountMinor/)).toBeNull();
  });

  it('stands below the form when it is about no field of it', async () => {
    const form = await refusing('h', 'holds.set', 'The workspace is being moved.', 'target');
    await click(form.getByRole('button', { name: 'Legal' }));
    await click(form.getByRole('button', { name: /Put on hold/ }));
    expect(form.getByRole('alert').textContent).toContain('The workspace is being moved.');
  });

  it('stands at the disputed part of a dispute', async () => {
    const form = await refusing('d', 'disputes.open', 'At most 10.00 can be disputed.', 'amount');
    await click(form.getByLabelText('INV-10421'));
    await click(form.getByRole('combobox', { name: 'Reason' }));
    await click(await screen.findByRole('option', { name: 'Price', hidden: true }));
    await click(form.getByRole('button', { name: /Open the dispute/ }));
    expect(errorOf(form.getByLabelText('Disputed part (EUR)'))).toContain('At most 10.00 can be disputed.');
  });
});
