// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HandoffsScreen } from '../../../../renderer/features/handoffs/handoffs-screen.tsx';
import { TakeoverProvider } from '../../../../renderer/features/takeover/takeover-context.tsx';
import type { SharedFolderView } from '../../../../shared/contract/handoff-folder.ts';
import type { ReturnLook } from '../../../../shared/contract/handoffs.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';
import { AWAY, HANDOFF, PEOPLE } from './sample-handoffs.ts';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const AT = instant('2026-11-28T16:00:00.000Z');
const FOLDER: SharedFolderView = {
  path: '/drive/packs',
  problem: null,
  packs: [
    { name: 'back.duebook-return', kind: 'return', size: 48_000, at: AT, state: 'ready' },
    { name: 'later.duebook-return', kind: 'return', size: 1000, at: AT, state: 'arriving' },
    { name: 'theirs.duebook-handoff', kind: 'handoff', size: 90_000, at: AT, state: 'ready' },
  ],
};
const LOOK: ReturnLook = {
  handoffId: HANDOFF.id,
  sender: 'Ben Okafor',
  fingerprint: '4f2a 91c0 aa55 de01 237b c9f0 e1d2 c3b4 a596 8778',
  client: 'Acme',
  madeAt: AT,
  startsOn: HANDOFF.startsOn,
  endsOn: HANDOFF.endsOn,
  accounts: 2,
  entries: 7,
  changes: 1,
  ours: true,
  known: false,
};

async function shown(folder: SharedFolderView, look: () => ReturnLook = () => LOOK) {
  window.history.replaceState(null, '', '#/handoffs');
  const sample = createSampleEngine({
    jobs: [
      {
        id: 'job-1' as never,
        kind: 'handoff',
        title: 'Merging a return',
        state: 'done',
        phase: '',
        done: 100,
        total: 100,
        cancellable: false,
        startedAt: AT,
        error: null,
        result: { handoffId: HANDOFF.id, known: false, entries: 7, taken: 1, conflicts: 0 },
      },
    ],
  });
  sample.answer('people.list', () => PEOPLE);
  sample.answer('handoffs.overview', () => ({ handoffs: [HANDOFF], handed: [] }));
  sample.answer('handoffs.away', () => AWAY);
  sample.answer('handoffs.sharedFolder.get', () => folder);
  sample.answer('handoffs.look', look);
  sample.answer('handoffs.merge', () => ({ jobId: 'job-1' }));
  await showPart(
    <TakeoverProvider>
      <HandoffsScreen />
    </TakeoverProvider>,
    sample,
  );
  return sample;
}

const part = () => screen.findByRole('region', { name: 'Shared folder for packs' });

describe('the shared folder', () => {
  it('lists what lies there, and does not open what still arrives', async () => {
    await shown(FOLDER);
    const [ready, arriving] = within(await part()).getAllByRole('listitem');
    expect(ready?.textContent).toContain('48 kB');
    expect(arriving?.textContent).toContain('still arriving');
    const open = within(await part()).getByRole('button', { name: 'Open later.duebook-return' });
    expect(open.hasAttribute('disabled')).toBe(true);
  });

  it('says why it cannot be looked into', async () => {
    await shown({
      path: '/drive/packs',
      packs: [],
      problem: 'The folder "packs" is not there at the moment.',
    });
    expect((await part()).textContent).toContain('is not there at the moment');
  });

  it('says how it is set where a window cannot pick a folder', async () => {
    await shown({ path: null, packs: [], problem: null });
    expect((await part()).textContent).toContain('handoff folder');
  });
});

describe('a return', () => {
  const look = async (answer: () => ReturnLook = () => LOOK) => {
    const sample = await shown(FOLDER, answer);
    await click(within(await part()).getByRole('button', { name: 'Open back.duebook-return' }));
    return sample;
  };

  it('is looked at before anything changes: who it is from and what is in it', async () => {
    const sample = await look();
    await screen.findByRole('heading', { name: 'From Ben Okafor, for Acme' });
    expect(inputsOf(sample, 'handoffs.look')).toEqual([{ shared: 'back.duebook-return' }]);
    expect(inputsOf(sample, 'handoffs.merge')).toEqual([]);
    expect(screen.getByText(/7 entries of their log, 1 change to what you both keep/u)).toBeDefined();
  });

  it('is merged by a press, and then shows what changed', async () => {
    const sample = await look();
    await click(await screen.findByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(window.location.hash).toBe('#/handoffs/handoff-1'));
    expect(inputsOf(sample, 'handoffs.merge')).toEqual([{ shared: 'back.duebook-return' }]);
    expect(await screen.findByRole('heading', { name: 'Handed to Ben Okafor' })).toBeDefined();
  });

  it('says that it was merged before', async () => {
    await look(() => ({ ...LOOK, known: true }));
    await screen.findByText(/Merging it again changes nothing/u);
  });

  it('is not merged into a workspace that it does not come from', async () => {
    await look(() => ({ ...LOOK, ours: false }));
    await screen.findByText(/were not handed over from the workspace that is open/u);
    expect(screen.queryByRole('button', { name: 'Merge' })).toBeNull();
  });

  it('that cannot be opened says why', async () => {
    await look(() => {
      throw new ORPCError('bad_pack', { message: 'This pack was changed on the way. Ask for it again.' });
    });
    await screen.findByText(/changed on the way/u);
  });

  it('can be left without merging it', async () => {
    const sample = await look();
    await screen.findByRole('button', { name: 'Merge' });
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'All handoffs' })));
    expect(window.location.hash).toBe('#/handoffs');
    expect(inputsOf(sample, 'handoffs.merge')).toEqual([]);
  });
});
