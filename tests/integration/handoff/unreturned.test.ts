import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { ready, request } from '../../support/engine/letter-books.ts';
import {
  accept,
  giveBack,
  handTo,
  introduce,
  merge,
  otherSide,
  sideOf,
} from '../../support/handoff/sides.ts';

/** Aurora is with Ben from the first of June to the third. */
async function threeDays() {
  const owner = await ready();
  const ines = await sideOf(owner);
  const ben = await otherSide(owner);
  await introduce(ines, ben);
  const theirs = await accept(ben, await handTo(owner.workspace, ines, ben, { days: 2 }));
  return { owner, ines, ben, theirs };
}

async function call(workspace: OpenWorkspace): Promise<void> {
  const { id } = await workspace.db.read('findAccount', { key: 'A' });
  const said = { accountId: id, kind: 'call', outcome: 'right_party', text: '' } as const;
  await workspace.db.write('addTouchpoint', said, workspace.context());
}

async function recentContact(owner: EngineTest): Promise<string | null> {
  const { workspace } = owner;
  const letter = { ...(await request(owner)), asOf: workspace.today() };
  const { proposal } = await createDraft(workspace, letter);
  return proposal.gate.find(({ code }) => code === 'recent_contact')?.text ?? null;
}

const proposed = async (owner: EngineTest) => {
  await owner.workspace.db.maintain('ageSummaries', { force: true }, owner.workspace.context());
  return owner.value(
    "SELECT proposal_json ->> '$.kind' FROM account_summary WHERE account_id = ? AND currency = 'USD'",
    await owner.account('A'),
  );
};

describe('an account whose window is over and whose work did not come back', () => {
  it('is written to with the remark that somebody else may have written, for as long as that counts', async () => {
    const { owner } = await threeDays();
    owner.clock.forward(3);
    expect(await recentContact(owner)).toBe(
      'Ben Adler had this account until yesterday and did not return it yet: they may have written. Merge the return first.',
    );
    expect(await proposed(owner)).toBe('wait');
    owner.clock.forward(3);
    expect(await recentContact(owner)).toBeNull();
    expect(await proposed(owner)).not.toBe('wait');
  });

  it('is as any other when the return has come, and says what it brought', async () => {
    const { owner, ines, ben, theirs } = await threeDays();
    owner.clock.forward(3);
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(await recentContact(owner)).toBeNull();
    expect(await proposed(owner)).not.toBe('wait');
  });

  it('is not told of by a return from the middle of the window', async () => {
    const { owner, ines, ben, theirs } = await threeDays();
    await call(theirs);
    await merge(owner.workspace, ines, await giveBack(theirs, ben, false));
    owner.clock.forward(3);
    expect(await recentContact(owner)).toContain('Ben Adler had this account until yesterday');
  });

  it('counts from the day on which we took it back, if that was earlier', async () => {
    const { owner } = await threeDays();
    const [given] = await owner.workspace.db.read('givenHandoffs', null);
    if (given === undefined) throw new Error('nothing was given');
    owner.clock.forward(1);
    const end = { id: given.id, why: 'Back early' };
    await owner.workspace.db.write('closeHandoff', end, owner.workspace.context());
    expect(await recentContact(owner)).toContain('Ben Adler had this account until today');
    owner.clock.forward(4);
    expect(await recentContact(owner)).toBeNull();
  });
});

describe('the last touch', () => {
  it('is the latest one, not the one that came into the log last', async () => {
    const { owner, ines, ben, theirs } = await threeDays();
    await call(theirs);
    owner.clock.forward(5);
    await call(owner.workspace);
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    const account = await owner.account('A');
    const touched = owner.value(
      'SELECT substr(last_touch_at, 1, 10) FROM account_summary WHERE account_id = ?',
      account,
    );
    expect(touched).toBe('2026-06-06');
    owner.clock.forward(1);
    expect(await proposed(owner)).toBe('wait');
    expect(await recentContact(owner)).toContain('Ines Okafor called yesterday');
  });
});
