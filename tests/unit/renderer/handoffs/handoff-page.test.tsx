// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HandedBanner } from '../../../../renderer/features/handoffs/handed-banner.tsx';
import { HandoffsScreen } from '../../../../renderer/features/handoffs/handoffs-screen.tsx';
import { TakeoverProvider } from '../../../../renderer/features/takeover/takeover-context.tsx';
import type { AwayView } from '../../../../shared/contract/handoff-away.ts';
import type { GivenHandoff } from '../../../../shared/contract/handoffs.ts';
import { instant, plainDate } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { AWAY, HANDOFF, toHand } from './sample-handoffs.ts';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const RETURNED: GivenHandoff = {
  ...HANDOFF,
  state: 'returned',
  conflicts: 2,
  returnedAt: instant('2026-11-28T16:00:00.000Z'),
  closedAt: instant('2026-11-28T16:00:00.000Z'),
  closedWhy: 'returned by Ben Okafor',
};

async function shown(handoff: GivenHandoff, away: AwayView = AWAY) {
  window.history.replaceState(null, '', '#/handoffs/handoff-1');
  const sample = createSampleEngine();
  sample.answer('handoffs.overview', () => ({ handoffs: [handoff], handed: [] }));
  sample.answer('handoffs.away', () => away);
  sample.answer('handoffs.decide', () => ({ decided: true }));
  sample.answer('handoffs.close', () => ({ closed: true }));
  await showPart(
    <TakeoverProvider>
      <HandoffsScreen />
    </TakeoverProvider>,
    sample,
  );
  await screen.findByRole('heading', { name: 'Handed to Ben Okafor' });
  return sample;
}

const NOTHING: AwayView = {
  ...AWAY,
  conflicts: [],
  coverage: { ...AWAY.coverage, acceptedAt: null, firstTouch: null, followUps: [] },
};

describe('a handoff that came back', () => {
  it('says how long until the first touch, and that nothing was dropped', async () => {
    await shown(RETURNED);
    expect(await screen.findByText('7 min after they took over')).toBeDefined();
    expect(screen.getByText('0: nothing was dropped')).toBeDefined();
  });

  it('names what was dropped, with the account', async () => {
    const dropped = AWAY.coverage.followUps.map((one) => ({ ...one, state: 'dropped' as const }));
    await shown(RETURNED, { ...AWAY, coverage: { ...AWAY.coverage, followUps: dropped } });
    const list = await screen.findByRole('list', { name: 'Dropped follow-ups' });
    expect(within(list).getByRole('link', { name: 'Aurora' })).toBeDefined();
    expect(list.textContent).toContain('neither touched nor planned anew');
  });

  it('tells account by account what happened, and names those where nothing did', async () => {
    await shown(RETURNED);
    expect(screen.getByText('Note: pays on Friday')).toBeDefined();
    const quiet = screen.getByRole('region', { name: 'Nothing happened' });
    expect(within(quiet).getByRole('link', { name: 'Boreal' })).toBeDefined();
  });
});

describe('conflicts', () => {
  it('stand side by side in words, with what differs marked', async () => {
    await shown(RETURNED);
    const section = await screen.findByRole('region', { name: '2 conflicts to decide' });
    const [promise, hold] = within(section).getAllByRole('listitem');
    expect(promise?.textContent).toContain('€500.00 (differs)');
    expect(promise?.textContent).toContain('€750.00 (differs)');
    expect(promise?.textContent).not.toContain('Dec (differs)');
    expect(hold?.textContent).toContain('Not there any more');
    expect(section.textContent).not.toContain('{');
  });

  it('are gone through by j and k and decided by 1 and 2', async () => {
    const sample = await shown(RETURNED);
    await screen.findByRole('region', { name: '2 conflicts to decide' });
    await type('1');
    await waitFor(() => expect(inputsOf(sample, 'handoffs.decide')).toHaveLength(1));
    await type('j', '2');
    await waitFor(() => expect(inputsOf(sample, 'handoffs.decide')).toHaveLength(2));
    await type('k', '2');
    await waitFor(() => expect(inputsOf(sample, 'handoffs.decide')).toHaveLength(3));
    expect(inputsOf(sample, 'handoffs.decide')).toEqual([
      { id: 'conflict-1', decision: 'mine' },
      { id: 'conflict-2', decision: 'theirs' },
      { id: 'conflict-1', decision: 'theirs' },
    ]);
  });

  it('open their account by Enter', async () => {
    await shown(RETURNED);
    await screen.findByRole('region', { name: '2 conflicts to decide' });
    await type('Enter');
    expect(window.location.hash).toBe('#/customers/acc-Aurora?full=1');
  });
});

describe('a handoff that runs', () => {
  it('is taken back with a reason only, after it was said what that means', async () => {
    const sample = await shown(HANDOFF, NOTHING);
    await screen.findByText('Nothing came back yet');
    await type('t');
    const dialog = await screen.findByRole('dialog', { name: 'Take back from Ben Okafor' });
    expect(dialog.textContent).toContain('It cannot be undone');
    const submit = within(dialog).getByRole('button', { name: /Take back/u });
    expect(submit.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(dialog).getByLabelText('Why'), { target: { value: ' Back early ' } });
    await click(submit);
    expect(inputsOf(sample, 'handoffs.close')).toEqual([{ id: 'handoff-1', why: 'Back early' }]);
  });

  it('stands on the page of its accounts, and on no other', async () => {
    const { id } = toHand('Aurora');
    const sample = createSampleEngine();
    const handed = [
      { accountId: id, handoffId: HANDOFF.id, to: 'Ben Okafor', endsOn: plainDate('2026-11-28') },
    ];
    sample.answer('handoffs.overview', () => ({ handoffs: [HANDOFF], handed }));
    await showPart(
      <>
        <HandedBanner accountId={id} />
        <HandedBanner accountId={toHand('Boreal').id} />
      </>,
      sample,
    );
    const banners = await screen.findAllByRole('region', { name: 'Handed over' });
    expect(banners).toHaveLength(1);
    expect(banners[0]?.textContent).toContain('With Ben Okafor until 28 Nov');
  });
});
