// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CommandsProvider } from '../../../../renderer/app/commands/commands-context.tsx';
import { createCommandRegistry } from '../../../../renderer/app/commands/registry.ts';
import { BestAction } from '../../../../renderer/features/focus/best-action.tsx';
import type { NextBestActionView } from '../../../../shared/contract/worklist.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { sampleItems, TODAY } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const focus = () => within(screen.getByRole('region', { name: 'Focus' }));
const shown = (name: string) => screen.findByRole('article', { name }, { timeout: 10_000 });

const PROPOSAL = { kind: 'mail' as const, stage: null, date: TODAY, reasons: ['Because'] };

async function focusOn(proposal?: Partial<NextBestActionView>): Promise<SampleEngine> {
  const items = sampleItems().map((item) =>
    proposal === undefined
      ? item
      : {
          ...item,
          proposal: { ...PROPOSAL, ...proposal },
        },
  );
  const sample = await showWindow(createSampleEngine({ items }));
  await shown('Northwind Traders');
  await type('Shift+f');
  return sample;
}

describe('focus mode', () => {
  it('shows one account over the whole width, what to do with it and why, and where one is', async () => {
    await focusOn();
    expect(screen.queryByRole('grid', { name: 'Worklist' })).toBeNull();
    expect(focus().getByRole('status').textContent).toBe('0 done · 10 left');
    const best = within(screen.getByRole('region', { name: 'Next best action' }));
    expect(best.getByText('Mail, final')).toBeDefined();
    expect(best.getByText(/62 days late, nobody was in touch yet\./)).toBeDefined();
    await shown('Northwind Traders');
  });

  it('goes to the next and the previous account by j and k, and says when it was the last', async () => {
    await focusOn();
    await type('j');
    await shown('Fjell Maskin AS');
    expect(focus().getByRole('status').textContent).toBe('0 done · 10 left');
    await type('k');
    await shown('Northwind Traders');
    await type(...Array.from({ length: 9 }, () => 'j'));
    await shown('Pelican Marine');
    await type('j');
    expect(await screen.findByText('That is the last account of this list')).toBeDefined();
  });

  it('counts what was worked, though the account stays in the list, and does not come back to it', async () => {
    await focusOn({ kind: 'wait', date: '2026-11-27' as never });
    await type('j', 'Enter');
    await waitFor(() => expect(focus().getByRole('status').textContent).toBe('1 done · 9 left'));
    await type('k', 'k');
    await shown('Northwind Traders');
    await type('Enter');
    await waitFor(() => expect(focus().getByRole('status').textContent).toBe('2 done · 8 left'));
    await shown('Contoso Ltd');
    expect(window.location.hash).toContain('acc-3');
  });

  it('goes back to the list at the same account', async () => {
    await focusOn();
    await type('j', 'j', 'Escape');
    await screen.findByRole('grid', { name: 'Worklist' });
    expect(window.location.hash).toContain('#/worklist/acc-3');
    expect(window.location.hash).not.toContain('focus');
  });

  it('waits with Enter where waiting is best: that is planned, and the next account comes', async () => {
    const sample = await focusOn({ kind: 'wait', date: '2026-11-27' as never });
    await type('Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'worklist.planStep')).toEqual([
        {
          accountIds: ['acc-1'],
          action: { kind: 'wait', date: '2026-11-27', note: 'Because.' },
          owner: null,
        },
      ]),
    );
    await shown('Fjell Maskin AS');
  });

  it.each([
    ['mail', 'account.mail'],
    ['send_statement', 'account.mail'],
    ['call', 'account.call'],
    ['answer', 'account.waits'],
  ] as const)('does %s with Enter by the same command as its own key', async (kind, command) => {
    const ran: string[] = [];
    const registry = createCommandRegistry();
    const [item] = sampleItems();
    if (item === undefined) throw new Error('The sample ledger is empty.');
    await showPart(
      <CommandsProvider registry={registry}>
        <BestAction item={{ ...item, proposal: { ...PROPOSAL, kind } }} onDone={() => {}} />
      </CommandsProvider>,
    );
    act(() => {
      registry.register([
        { id: command, title: 'Its own key', group: 'Account', run: () => ran.push(command) },
      ]);
    });
    await type('Enter');
    expect(ran).toEqual([command]);
  });

  it('plans with Enter what is decided inside', async () => {
    await focusOn({ kind: 'escalate_internally' });
    await type('Enter');
    await screen.findByRole('dialog', { name: /^Next step: Northwind Traders/ });
  });

  it('goes where cash is applied', async () => {
    await focusOn({ kind: 'apply_cash' });
    await type('Enter');
    expect(window.location.hash).toContain('#/cash');
  });

  it('brings the next account after an action', async () => {
    await focusOn();
    await type('s');
    const dialog = within(await screen.findByRole('dialog', { name: /^Snooze/ }));
    dialog.getByRole('button', { name: /Tomorrow/ }).click();
    await waitFor(() =>
      expect(dialog.getByRole('button', { name: /^Snooze/ }).hasAttribute('disabled')).toBe(false),
    );
    dialog.getByRole('button', { name: /^Snooze/ }).click();
    await shown('Fjell Maskin AS');
  });

  it('is not there when nothing is in the list', async () => {
    await showWindow(createSampleEngine({ items: [] }));
    await type('Shift+f');
    expect(screen.queryByRole('region', { name: 'Focus' })).toBeNull();
  });
});
