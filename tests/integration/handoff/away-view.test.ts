import { describe, expect, it } from 'vitest';
import { awayView } from '../../../electron/engine/services/handoff/away-view.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { LEDGER, ready, row } from '../../support/engine/letter-books.ts';
import {
  accept,
  giveBack,
  handTo,
  introduce,
  merge,
  otherSide,
  sideOf,
} from '../../support/handoff/sides.ts';

const BOREAL = row('B-1', '2026-04-15', {
  customerNumber: 'B',
  customerName: 'Boreal',
  email: 'ap@boreal.example',
});

async function sides() {
  const owner = await ready([...LEDGER, BOREAL]);
  const ines = await sideOf(owner);
  const ben = await otherSide(owner);
  await introduce(ines, ben);
  return { owner, ines, ben };
}

const idOf = async (workspace: OpenWorkspace, key: string) =>
  (await workspace.db.read('findAccount', { key })).id;

async function note(workspace: OpenWorkspace, key: string, text: string) {
  const accountId = await idOf(workspace, key);
  await workspace.db.write(
    'addTouchpoint',
    { accountId, kind: 'note', outcome: null, text },
    workspace.context(),
  );
}

async function plan(workspace: OpenWorkspace, key: string, date: PlainDate, what = 'ask again') {
  await workspace.db.write(
    'setNextAction',
    { accountIds: [await idOf(workspace, key)], action: { kind: 'call', date, note: what } },
    workspace.context(),
  );
}

async function givenId(workspace: OpenWorkspace) {
  const [handoff] = await workspace.db.read('givenHandoffs', null);
  if (handoff === undefined) throw new Error('Nothing was given.');
  return handoff.id;
}

describe('what changed while somebody else had the accounts', () => {
  it('tells nothing before the first return, and names the accounts', async () => {
    const { owner, ines, ben } = await sides();
    await handTo(owner.workspace, ines, ben);
    const view = await awayView(owner.workspace, await givenId(owner.workspace));
    expect(view.coverage).toMatchObject({ acceptedAt: null, firstTouch: null, followUps: [], accepted: 0 });
    expect(view.conflicts).toEqual([]);
    expect(view.accounts.map(({ state, entries }) => [state, entries.length])).toEqual(
      view.accounts.map(() => ['handed', 0]),
    );
  });

  it('tells account by account what they wrote, with who and when, and which records were taken over', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await note(theirs, 'B', 'They pay on Friday');
    await plan(theirs, 'B', addDays(owner.workspace.today(), 3));
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    const { accounts, coverage } = await awayView(owner.workspace, await givenId(owner.workspace));
    expect(accounts[0]?.name).toBe('Boreal');
    expect(accounts[0]?.entries.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['note', accounts[0]?.entries[0]?.actor],
      ['next_action_set', accounts[0]?.entries[0]?.actor],
    ]);
    expect(accounts[0]?.entries[0]?.summary).toContain('They pay on Friday');
    expect(accounts[0]?.taken).toEqual([{ what: 'Next action', count: 1 }]);
    expect(accounts.slice(1).every(({ entries }) => entries.length === 0)).toBe(true);
    expect(coverage.firstTouch?.summary).toContain('They pay on Friday');
    expect(coverage.touchedAccounts).toBe(1);
    expect(coverage.acceptedAt).not.toBeNull();
    expect(coverage.declined).toBe(0);
    expect(coverage.accepted).toBe(accounts.length);
  });

  it('sets both sides of a conflict in words, and has none any more once it is decided', async () => {
    const { owner, ines, ben } = await sides();
    const today = owner.workspace.today();
    await plan(owner.workspace, 'B', addDays(today, 1), 'as it was');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await plan(theirs, 'B', addDays(today, 2), 'theirs');
    await plan(owner.workspace, 'B', addDays(today, 3), 'mine');
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    const id = await givenId(owner.workspace);
    const { conflicts, accounts } = await awayView(owner.workspace, id);
    const [conflict] = conflicts;
    expect(conflict).toMatchObject({ accountName: 'Boreal', what: 'Next action' });
    const said = (facts: readonly { readonly label: string; readonly value: object }[] = []) =>
      Object.fromEntries(facts.map(({ label, value }) => [label, value]));
    const planned = (days: number, text: string) => ({
      On: { type: 'date', date: addDays(today, days) },
      Note: { type: 'text', text },
    });
    expect(said(conflict?.before)).toMatchObject(planned(1, 'as it was'));
    expect(said(conflict?.mine)).toMatchObject(planned(3, 'mine'));
    expect(said(conflict?.theirs)).toMatchObject(planned(2, 'theirs'));
    expect(accounts[0]?.name).toBe('Boreal');
    expect(accounts[0]?.taken).toEqual([]);
    if (conflict === undefined) return;
    await owner.workspace.db.write(
      'decideConflict',
      { id: conflict.id, decision: 'theirs' },
      owner.workspace.context(),
    );
    const after = await awayView(owner.workspace, id);
    expect(after.conflicts).toEqual([]);
    expect(after.accounts.find(({ name }) => name === 'Boreal')?.taken).toEqual([
      { what: 'Next action', count: 1 },
    ]);
  });

  it('refuses a handoff that was never given', async () => {
    const { owner } = await sides();
    await expect(awayView(owner.workspace, 'nobody' as never)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('follow-ups of the window', () => {
  it('are seen to when somebody touched or replanned the account, and back in the queue when not due yet', async () => {
    const { owner, ines, ben } = await sides();
    const today = owner.workspace.today();
    await plan(owner.workspace, 'B', addDays(today, 1));
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await plan(theirs, 'B', addDays(today, 2));
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    const { coverage } = await awayView(owner.workspace, await givenId(owner.workspace));
    expect(coverage.followUps.map(({ due, state }) => [due, state])).toEqual([
      [addDays(today, 1), 'done'],
      [addDays(today, 2), 'back'],
    ]);
  });
});
