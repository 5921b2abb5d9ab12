import { describe, expect, it } from 'vitest';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { LEDGER, ready } from '../../support/engine/letter-books.ts';
import {
  accept,
  giveBack,
  handTo,
  introduce,
  merge,
  otherSide,
  sideOf,
} from '../../support/handoff/sides.ts';

const WITH_STEPS = ['callbacks', 'follow_ups', 'promises_due', 'broken_promises', 'disputes', 'without_step'];

async function sides() {
  const owner = await ready(LEDGER);
  const ines = await sideOf(owner);
  const ben = await otherSide(owner);
  await introduce(ines, ben);
  const { id: accountId } = await owner.workspace.db.read('findAccount', { key: 'A' });
  return { owner, ines, ben, accountId };
}

async function asked(workspace: OpenWorkspace) {
  const today = workspace.today();
  const { sections } = await workspace.db.read('todayView', { today });
  const steps = sections.filter(({ section }) => WITH_STEPS.includes(section));
  const calls = await workspace.db.read('accountsToCall', { today });
  return {
    sections: steps.filter(({ total }) => total > 0).map(({ section }) => section),
    calls: calls.length,
    callCount: await workspace.db.read('accountsToCallCount', { today }),
  };
}

describe('the day of whoever handed accounts over', () => {
  it('asks for no step that is somebody else’s, until the accounts are back', async () => {
    const { owner, ines, ben, accountId } = await sides();
    await owner.workspace.db.write(
      'setNextAction',
      { accountIds: [accountId], action: { kind: 'call', date: owner.workspace.today(), note: 'call back' } },
      owner.workspace.context(),
    );
    const before = await asked(owner.workspace);
    expect(before).toMatchObject({ sections: expect.arrayContaining(['callbacks']), calls: 1, callCount: 1 });

    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    expect(await asked(owner.workspace)).toEqual({ sections: [], calls: 0, callCount: 0 });
    expect(await asked(theirs)).toMatchObject({ sections: before.sections, calls: 1, callCount: 1 });

    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(await asked(owner.workspace)).toEqual(before);
  });

  it('still shows who wrote and what was paid: that reaches nobody else', async () => {
    const { owner, ines, ben, accountId } = await sides();
    await owner.workspace.db.write(
      'markUnanswered',
      { accountId, about: 'Where is the invoice?' },
      owner.workspace.context(),
    );
    await handTo(owner.workspace, ines, ben);
    const { sections } = await owner.workspace.db.read('todayView', { today: owner.workspace.today() });
    expect(sections.find(({ section }) => section === 'replies')?.total).toBe(1);
  });
});
