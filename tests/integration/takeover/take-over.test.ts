import { readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acceptedSchema, returnedSchema } from '../../../shared/contract/takeover.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import type { AccountId, HandoffId } from '../../../shared/domain/ids.ts';
import type { LinkedEngine } from '../../support/engine/linked-engine.ts';
import {
  engineOf,
  introduce,
  KEYS_PASSPHRASE,
  packFor,
  picked,
  topAccounts,
  WORKSPACE_PASSPHRASE,
} from '../../support/handoff/handed-pack.ts';

const PROTECTION = { kind: 'passphrase', passphrase: WORKSPACE_PASSPHRASE } as const;
const UNLOCK = { with: 'passphrase', passphrase: WORKSPACE_PASSPHRASE } as const;

const dialled: unknown[] = [];
let owner: LinkedEngine;
let backup: LinkedEngine;
let accounts: readonly AccountId[];
let taken: readonly AccountId[];
let pack: Uint8Array;
let handoff: HandoffId;

/** Accepts as the window does: a job, then the workspace opens. */
async function accept(chosen: readonly AccountId[] | 'all') {
  const { jobId } = await backup.client.takeover.accept({
    source: picked(backup, pack),
    passphrase: null,
    accounts: chosen === 'all' ? chosen : [...chosen],
    protection: PROTECTION,
  });
  return backup.ended(jobId);
}

beforeAll(async () => {
  const { connect } = Socket.prototype;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function dial(this: Socket, ...to: unknown[]) {
    dialled.push(to);
    return Reflect.apply(connect, this, to);
  });
  owner = await engineOf('Ada Brandt', { demo: true });
  backup = await engineOf('Ben Okafor', { role: 'backup' });
  await introduce(owner, backup);
  accounts = await topAccounts(owner, 10);
  taken = accounts.slice(0, 9);
  pack = await packFor(owner, backup, accounts);
}, 120_000);
afterAll(async () => {
  await Promise.all([owner, backup].map((one) => one?.close()));
});

describe('accepting line by line', () => {
  it('makes a workspace of its own of what was taken, and says what was left', async () => {
    const job = await accept(taken);
    expect(job).toMatchObject({ kind: 'handoff', state: 'done', error: null });
    const result = acceptedSchema.parse(job.result);
    expect(result).toMatchObject({ accepted: 9, declined: 1 });
    handoff = result.handoff;
    expect(JSON.stringify(job)).not.toMatch(/recovery/i);
    expect(readdirSync(join(backup.home, 'workspaces'))).toHaveLength(1);
  });

  it('opens it with the recovery code, which is told once', async () => {
    const first = await backup.client.takeover.enter({ handoff, unlock: UNLOCK });
    expect(first.workspace.name).toBe(owner.engine.context.session.workspace().name);
    expect(basename(first.workspace.path)).toMatch(/handed$/);
    expect(first.recoveryCode).toMatch(/^[0-9A-Z]+(-[0-9A-Z]+)+$/);
    const again = await backup.client.takeover.enter({ handoff });
    expect(again).toEqual({ workspace: first.workspace, recoveryCode: null });
  });

  it('refuses the same pack a second time, and a look says where it went', async () => {
    await backup.client.people.unlock({ passphrase: KEYS_PASSPHRASE });
    const job = await accept('all');
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    const look = await backup.client.takeover.look({ source: picked(backup, pack), passphrase: null });
    expect(look.acceptedBefore?.folder).toBe(backup.engine.context.session.workspace().folder);
    expect(readdirSync(join(backup.home, 'workspaces'))).toHaveLength(1);
  });
});

describe('the first hour', () => {
  it('has the accounts that were taken, the most urgent first, with the words of the owner', async () => {
    const view = await backup.client.takeover.firstHour();
    expect(new Set(view.accounts.map(({ accountId }) => accountId))).toEqual(new Set(taken));
    expect(view.accounts[0]?.accountId).toBe(accounts[0]);
    expect(view.accounts[0]?.words).toBe('Always ask for Mia.');
    expect(view.coverage).toMatchObject({
      sender: 'Ada Brandt',
      state: 'running',
      daysLeft: 7,
      accepted: 9,
      declined: 1,
      worked: [],
      firstContactAt: null,
    });
  });

  it('tells of every promise, action and letter of theirs that falls into the window, and of no other', async () => {
    const view = await backup.client.takeover.firstHour();
    const today = owner.engine.context.session.workspace().today();
    const to = addDays(today, 6);
    const promises = [];
    const actions = [];
    for (const accountId of taken) {
      const { promises: open } = await owner.client.promises.list({ accountId, states: ['open'] });
      promises.push(...open.filter(({ date }) => date <= to).map(({ id }) => id));
      const { nextAction } = await owner.client.accounts.get({ id: accountId });
      if (nextAction !== null && nextAction.date <= to) actions.push(accountId);
    }
    const shown = [...view.promisesDue, ...view.promisesAhead];
    expect(shown.map(({ key }) => key).sort()).toEqual([...promises].sort());
    expect(view.promisesDue.every(({ date }) => date !== null && date <= today)).toBe(true);
    expect(view.promisesAhead.every(({ date }) => date !== null && date > today)).toBe(true);
    expect(view.nextActions.map(({ accountId }) => accountId).sort()).toEqual([...actions].sort());
    for (const { accountId } of view.drafts) expect(taken).toContain(accountId);
  });

  it('says what must never be done: whoever asked not to be contacted, holds, disputes, answers that are owed', async () => {
    const { never } = await backup.client.takeover.firstHour();
    const expected = [];
    for (const accountId of taken) {
      const { standing } = await owner.client.accounts.get({ id: accountId });
      expected.push(
        ...standing.doNotContact.map(({ id }) => `do_not_contact ${id}`),
        ...standing.disputes.filter(({ openMinor }) => openMinor > 0).map(({ id }) => `dispute ${id}`),
        ...(standing.unansweredReply === null ? [] : [`reply ${accountId}`]),
      );
    }
    const shown = never
      .filter(({ kind }) => ['do_not_contact', 'dispute', 'reply'].includes(kind))
      .map(({ kind, key }) => `${kind} ${key}`);
    expect(shown.sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
  });

  it('counts what was worked, and measures the first contact by the log', async () => {
    const [first, second] = taken;
    if (first === undefined || second === undefined) throw new Error('There are no accounts.');
    const note = { kind: 'note', text: 'Read the brief.' };
    const call = { kind: 'call', text: 'Mia pays on Friday.', outcome: 'right_party' };
    await backup.client.accounts.addTouchpoint({ accountId: first, ...note } as never);
    const afterNote = (await backup.client.takeover.coverage()).coverage;
    expect(afterNote).toMatchObject({ worked: [first], firstContactAt: null });
    await backup.client.accounts.addTouchpoint({ accountId: second, ...call } as never);
    const { coverage } = await backup.client.takeover.coverage();
    expect(new Set(coverage?.worked)).toEqual(new Set([first, second]));
    expect(Date.parse(coverage?.firstContactAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(coverage?.acceptedAt ?? ''),
    );
  });

  it('counts a hold as work, and tells its reason and since when in one sentence', async () => {
    const held = taken.at(-1);
    if (held === undefined) throw new Error('There are no accounts.');
    const target = { scope: 'account', accountId: held } as const;
    await backup.client.holds.set({ target, reason: 'Their bank changed.', until: null });
    expect((await backup.client.takeover.coverage()).coverage?.worked).toContain(held);
    const { never } = await backup.client.takeover.firstHour();
    const why = never.find(({ kind, accountId }) => kind === 'hold' && accountId === held)?.why;
    expect(why).toMatch(/^Their bank changed, since /);
  });

  it('is not there in a workspace of one’s own', async () => {
    expect(await owner.client.takeover.coverage()).toEqual({ coverage: null });
    await expect(owner.client.takeover.firstHour()).rejects.toMatchObject({ code: 'conflict' });
    await expect(owner.client.takeover.return({ final: true, to: 'download' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the return', () => {
  const makeReturn = async (final: boolean) => {
    const { jobId } = await backup.client.takeover.return({ final, to: 'download' });
    return backup.ended(jobId);
  };

  it('needs open keys, and says so', async () => {
    backup.engine.context.people.lock();
    expect((await makeReturn(false)).error).toMatchObject({ code: 'no_key' });
    await backup.client.people.unlock({ passphrase: KEYS_PASSPHRASE });
  });

  it('is merged by the owner, who sees what happened; the work goes on', async () => {
    const job = await makeReturn(false);
    const { download, final, fileName } = returnedSchema.parse(job.result);
    expect(final).toBe(false);
    expect(fileName).toMatch(/-from-ben-okafor-.*\.duebook-return$/);
    const file = backup.engine.files.takeDownload(download?.downloadId ?? '');
    const grant = owner.engine.files.offerBytes(fileName, file?.bytes ?? new Uint8Array());
    const { jobId } = await owner.client.handoffs.merge({ grant });
    const merged = await owner.ended(jobId);
    expect(merged).toMatchObject({ state: 'done', result: { known: false, conflicts: 0 } });
    const [, second] = taken;
    const { entries } = await owner.client.accounts.timeline({ id: second } as never);
    expect(JSON.stringify(entries)).toContain('Mia pays on Friday.');
    expect((await backup.client.takeover.coverage()).coverage?.state).toBe('running');
  });

  it('for good ends the window here: nothing goes out any more', async () => {
    expect((await makeReturn(true)).state).toBe('done');
    const { coverage } = await backup.client.takeover.coverage();
    expect(coverage).toMatchObject({ state: 'returned' });
    expect(coverage?.returnedAt).not.toBeNull();
  });
});

describe('a window that is over', () => {
  it('can be looked into, and is not accepted', async () => {
    await backup.client.people.unlock({ passphrase: KEYS_PASSPHRASE });
    const today = owner.engine.context.session.workspace().today();
    const others = (await topAccounts(owner, 14)).slice(10);
    const short = await packFor(owner, backup, others, { to: today });
    const { clock } = backup.engine.context.installation;
    const later = { now: () => new Date(Date.parse(clock.now()) + 3 * 86_400_000).toISOString() };
    Object.assign(backup.engine.context.installation, { clock: later });
    const look = await backup.client.takeover.look({ source: picked(backup, short), passphrase: null });
    expect(look).toMatchObject({ expired: true, state: 'over', daysLeft: 0, expiresOn: today });
    const { jobId } = await backup.client.takeover.accept({
      source: picked(backup, short),
      passphrase: null,
      accounts: 'all',
      protection: PROTECTION,
    });
    const job = await backup.ended(jobId);
    expect(job.error).toMatchObject({ code: 'bad_pack', details: { expiresOn: today } });
    Object.assign(backup.engine.context.installation, { clock });
  });
});

it('none of this asked the network for anything', () => {
  expect(dialled).toEqual([]);
});
