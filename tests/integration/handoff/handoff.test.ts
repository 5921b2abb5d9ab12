import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { changeDraft, createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { readSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId, DraftId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { PROMISE_STATES } from '../../../shared/domain/promises/types.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { LEDGER, ready, request, row } from '../../support/engine/letter-books.ts';
import {
  accept,
  giveBack,
  handTo,
  introduce,
  merge,
  otherSide,
  sideOf,
} from '../../support/handoff/sides.ts';

const BOREAL = (number: string, due: string) =>
  row(number, due, { customerNumber: 'B', customerName: 'Boreal', email: 'ap@boreal.example' });
const BOOKS = [...LEDGER, BOREAL('B-1', '2026-04-15'), BOREAL('B-2', '2026-05-15')];

async function sides() {
  const owner = await ready(BOOKS);
  const ines = await sideOf(owner);
  const ben = await otherSide(owner);
  await introduce(ines, ben);
  return { owner, ines, ben };
}

async function note(workspace: OpenWorkspace, key: string, text: string) {
  const { id } = await workspace.db.read('findAccount', { key });
  await workspace.db.write(
    'addTouchpoint',
    { accountId: id, kind: 'note', outcome: null, text },
    workspace.context(),
  );
}

async function promise(
  workspace: OpenWorkspace,
  key: string,
  date: string,
  amount = 5_000,
  documentIds: readonly DocumentId[] = [],
) {
  const { id } = await workspace.db.read('findAccount', { key });
  const { output } = await addPromise(workspace, {
    accountId: id,
    currency: currencyCode('USD'),
    amountMinor: minorUnits(amount),
    date: plainDate(date),
    documentIds,
    promisedBy: null,
    channel: 'call',
    note: '',
  });
  return output.id;
}

async function promiseOn(workspace: OpenWorkspace, key: string, number: string, date: string) {
  const { id: accountId } = await workspace.db.read('findAccount', { key });
  const { id, currency } = await workspace.db.read('findInvoice', { accountId, key: number });
  await addPromise(workspace, {
    ...{ accountId, currency, amountMinor: minorUnits(1_000), date: plainDate(date), documentIds: [id] },
    ...{ promisedBy: null, channel: 'call', note: '' },
  });
}

async function hold(workspace: OpenWorkspace, key: string, reason: string, until: string | null = null) {
  const { id: accountId } = await workspace.db.read('findAccount', { key });
  const target = { scope: 'account', accountId } as const;
  const day = until === null ? null : plainDate(until);
  await workspace.db.write('setHold', { target, reason, until: day }, workspace.context());
}

async function lift(workspace: OpenWorkspace, key: string) {
  const { id: accountId } = await workspace.db.read('findAccount', { key });
  await workspace.db.write('liftHold', { target: { scope: 'account', accountId } }, workspace.context());
}

async function accountOf(workspace: OpenWorkspace, key: string) {
  const { id } = await workspace.db.read('findAccount', { key });
  return workspace.db.read('accountView', { id, asOf: workspace.today(), today: workspace.today() });
}

async function standing(workspace: OpenWorkspace, key: string) {
  const { id } = await workspace.db.read('findAccount', { key });
  const { promises } = await workspace.db.read('promiseList', {
    states: PROMISE_STATES,
    accountId: id,
    asOf: workspace.today(),
  });
  const view = await workspace.db.read('accountView', {
    id,
    asOf: workspace.today(),
    today: workspace.today(),
  });
  return {
    promises: promises.map(({ state, date }) => `${state} ${date}`),
    holds: view.standing.holds.map(({ reason, until }) => `${reason} ${until ?? 'open'}`),
    open: view.documents.map(({ number, open }) => `${number} ${open}`),
    contacts: (await workspace.db.read('accountContacts', id)).map(({ email }) => email),
  };
}

async function story(workspace: OpenWorkspace, key: string): Promise<string[]> {
  const { id } = await workspace.db.read('findAccount', { key });
  const { entries } = await workspace.db.read('timeline', { id, group: 'all', limit: 100, cursor: null });
  return entries.map(({ actor, summary }) => `${actor}: ${summary}`);
}

const verified = (workspace: OpenWorkspace) => workspace.db.read('verifyLog', null);

describe('a handoff', () => {
  it('is the same books and the same story at the other side', async () => {
    const { owner, ines, ben } = await sides();
    await note(owner.workspace, 'A', 'Ask for Jo');
    await promise(owner.workspace, 'A', '2026-06-10');
    await hold(owner.workspace, 'B', 'Insolvent?');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    for (const key of ['A', 'B']) {
      expect(await standing(theirs, key)).toEqual(await standing(owner.workspace, key));
    }
    for (const asOf of ['2026-03-15', '2026-04-20', '2026-05-31', '2026-06-01']) {
      const input = {
        asOf: plainDate(asOf),
        today: plainDate('2026-06-01'),
        basis: 'due',
        byAccount: true,
      } as const;
      const ours = await owner.workspace.db.read('agingReport', input);
      expect((await theirs.db.read('agingReport', input)).totals).toEqual(ours.totals);
    }
    expect(await readSettings(theirs)).toMatchObject({
      company: { name: 'Halden Instruments', paymentInstructions: 'Account 12-34' },
      sender: { name: 'Ben Adler', email: '' },
    });
    expect((await accountOf(theirs, 'A')).standing.owner).toBe('Ben Adler');
    expect(await story(theirs, 'A')).toContain('Ines Okafor: Note: Ask for Jo');
    expect(await verified(theirs)).toMatchObject({ ok: true });
  });

  it('holds the accounts with the owner for the window, and not a day longer', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben, { days: 3 }));
    const gate = async (workspace: OpenWorkspace) => {
      const { draft, proposal } = await createDraft(workspace, {
        ...(await request(owner)),
        asOf: workspace.today(),
      });
      return { written: draft !== null, held: proposal.gate.some(({ code }) => code === 'held') };
    };
    expect(await gate(owner.workspace)).toEqual({ written: false, held: true });
    expect(await gate(theirs)).toEqual({ written: true, held: false });
    owner.clock.forward(3);
    expect(await gate(owner.workspace)).toEqual({ written: false, held: true });
    owner.clock.forward(1);
    expect(await gate(owner.workspace)).toMatchObject({ written: true, held: false });
    expect(await gate(theirs)).toEqual({ written: false, held: true });
  });
});

describe('a return', () => {
  it('brings what happened alone, with its authors, and ends the window on both sides', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await note(theirs, 'A', 'They will call back');
    await promise(theirs, 'A', '2026-06-05');
    await hold(theirs, 'B', 'Waits for the credit note', '2026-06-20');
    const outcome = await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(outcome).toMatchObject({ known: false, taken: 2, conflicts: 0 });
    expect(await standing(owner.workspace, 'A')).toEqual(await standing(theirs, 'A'));
    expect(await standing(owner.workspace, 'B')).toEqual(await standing(theirs, 'B'));
    expect(await story(owner.workspace, 'A')).toContain('Ben Adler: Note: They will call back');
    expect(await verified(owner.workspace)).toMatchObject({ ok: true });
    expect(await owner.workspace.db.read('givenHandoffs', null)).toMatchObject([
      { closedAt: expect.any(String) },
    ]);
    const { draft } = await createDraft(theirs, { ...(await request(owner)), asOf: theirs.today() });
    expect(draft).toBeNull();
  });

  it('changes nothing when it is merged again, nor an older one after a newer one', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await note(theirs, 'A', 'First day');
    const first = await giveBack(theirs, ben, false);
    await note(theirs, 'B', 'Second day');
    await hold(theirs, 'B', 'Strike');
    const second = await giveBack(theirs, ben);
    await merge(owner.workspace, ines, second);
    const head = (await verified(owner.workspace)).head;
    for (const again of [second, first]) {
      expect(await merge(owner.workspace, ines, again)).toMatchObject({ known: true, entries: 0, taken: 0 });
    }
    expect((await verified(owner.workspace)).head).toEqual(head);
  });

  it('brings the second day after the first without asking twice', async () => {
    const { owner, ines, ben } = await sides();
    await hold(owner.workspace, 'A', 'Old');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await lift(theirs, 'A');
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben, false))).toMatchObject({
      taken: 1,
    });
    await hold(theirs, 'A', 'New');
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben))).toMatchObject({
      taken: 1,
      conflicts: 0,
    });
    expect((await standing(owner.workspace, 'A')).holds).toEqual(['New open']);
  });

  it('tells that something is as it was again', async () => {
    const { owner, ines, ben } = await sides();
    const { id } = await owner.workspace.db.read('findAccount', { key: 'A' });
    const plan = (workspace: OpenWorkspace, kind: 'call' | 'mail' | null) =>
      workspace.db.write(
        'setNextAction',
        {
          accountIds: [id],
          action: kind === null ? null : { kind, date: plainDate('2026-06-09'), note: null },
        },
        workspace.context(),
      );
    const planned = () => owner.value('SELECT kind FROM next_action');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await plan(theirs, 'call');
    await merge(owner.workspace, ines, await giveBack(theirs, ben, false));
    expect(planned()).toBe('call');
    await plan(theirs, null);
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(planned()).toBeUndefined();
  });

  it('leaves ours where both sides changed, until a person decides', async () => {
    const { owner, ines, ben } = await sides();
    await hold(owner.workspace, 'A', 'Old');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await lift(theirs, 'A');
    await hold(owner.workspace, 'A', 'Longer', '2026-07-01');
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben))).toMatchObject({
      taken: 0,
      conflicts: 1,
    });
    expect((await standing(owner.workspace, 'A')).holds).toEqual(['Longer 2026-07-01']);
    const [conflict] = await owner.workspace.db.read('mergeConflicts', { handoff: null });
    if (conflict === undefined) throw new Error('no conflict');
    expect(conflict).toMatchObject({ kind: 'hold', account: { number: 'A' } });
    const decide = (decision: 'mine' | 'theirs') =>
      owner.workspace.db.write('decideConflict', { id: conflict.id, decision }, owner.workspace.context());
    await decide('theirs');
    expect((await standing(owner.workspace, 'A')).holds).toEqual([]);
    await expect(decide('mine')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not put a second promise beside one that we took meanwhile', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await promise(theirs, 'A', '2026-06-08');
    await promise(owner.workspace, 'A', '2026-06-20');
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben))).toMatchObject({ conflicts: 1 });
    expect((await standing(owner.workspace, 'A')).promises).toEqual(['open 2026-06-20']);
    const [conflict] = await owner.workspace.db.read('mergeConflicts', { handoff: null });
    if (conflict === undefined) throw new Error('no conflict');
    await owner.workspace.db.write(
      'decideConflict',
      { id: conflict.id, decision: 'theirs' },
      owner.workspace.context(),
    );
    expect((await standing(owner.workspace, 'A')).promises.toSorted()).toEqual([
      'open 2026-06-08',
      'replaced 2026-06-20',
    ]);
  });

  it('asks about a promise of ours also where theirs replaced one that both knew', async () => {
    const { owner, ines, ben } = await sides();
    const { id } = await owner.workspace.db.read('findAccount', { key: 'A' });
    const [first] = (
      await owner.workspace.db.read('accountView', {
        id,
        asOf: owner.workspace.today(),
        today: owner.workspace.today(),
      })
    ).documents.filter(({ kind, currency }) => kind === 'invoice' && currency === 'USD');
    if (first === undefined) throw new Error('no invoice');
    await promise(owner.workspace, 'A', '2026-06-05', 5_000, [first.id]);
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await promise(theirs, 'A', '2026-06-08', 4_000, [first.id]);
    await promise(owner.workspace, 'A', '2026-06-20');
    const pack = await giveBack(theirs, ben);
    expect(await merge(owner.workspace, ines, pack)).toMatchObject({ conflicts: 1 });
    expect((await standing(owner.workspace, 'A')).promises.toSorted()).toEqual([
      'open 2026-06-20',
      'replaced 2026-06-05',
    ]);
  });

  it('takes a promise beside an older one of ours: both sides knew that', async () => {
    const { owner, ines, ben } = await sides();
    const on = (workspace: OpenWorkspace, number: string, date: string) =>
      promiseOn(workspace, 'A', number, date);
    await on(owner.workspace, 'LATE-1', '2026-06-10');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    await on(theirs, 'LATE-2', '2026-06-12');
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben))).toMatchObject({
      taken: 1,
      conflicts: 0,
    });
    expect((await standing(owner.workspace, 'A')).promises.toSorted()).toEqual([
      'open 2026-06-10',
      'open 2026-06-12',
    ]);
  });

  it('keeps what only the owner knew: a payment that came in decides a promise on its side', async () => {
    const { owner, ines, ben } = await sides();
    await promise(owner.workspace, 'B', '2026-06-03', 10_000);
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    owner.clock.forward(2);
    const paid = BOOKS.map((one) => (one.invoiceNumber === 'B-1' ? { ...one, openAmount: '0.00' } : one));
    await importRows(owner.workspace, paid, { fileName: 'later.csv', asOf: '2026-06-03' });
    owner.clock.forward(8);
    await theirs.db.write('decidePromises', null, theirs.context());
    expect((await standing(theirs, 'B')).promises).toEqual(['broken 2026-06-03']);
    await owner.workspace.db.write('decidePromises', null, owner.workspace.context());
    expect((await standing(owner.workspace, 'B')).promises).toEqual(['kept 2026-06-03']);
    expect(await merge(owner.workspace, ines, await giveBack(theirs, ben))).toMatchObject({ conflicts: 0 });
    expect((await standing(owner.workspace, 'B')).promises).toEqual(['kept 2026-06-03']);
  });

  it('says of a waiting letter that it carries the name of whoever wrote it, until somebody signs it anew', async () => {
    const { owner, ines, ben } = await sides();
    await createDraft(owner.workspace, await request(owner), { text: 'Please pay.\n\nInes Okafor' });
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    const letters = async () => {
      const today = theirs.today();
      return (await theirs.db.read('firstHour', { today, to: addDays(today, 7) })).drafts;
    };
    const [letter] = await letters();
    expect(letter?.text).toMatch(/ · carries the name of Ines Okafor$/);
    await changeDraft(theirs, letter?.key as DraftId, { text: 'Please pay.\n\nBen Adler' });
    expect((await letters())[0]?.text).not.toContain('carries');
  });

  it('takes a letter that the other side sent or threw away out of our hands', async () => {
    const { owner, ines, ben } = await sides();
    const { draft } = await createDraft(owner.workspace, await request(owner));
    if (draft === null) throw new Error('no draft');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    expect(
      (await theirs.db.read('draftList', { states: ['draft'], accountId: null, limit: 10, cursor: null }))
        .drafts,
    ).toMatchObject([{ id: draft.id }]);
    await theirs.db.write('discardDraft', { id: draft.id }, theirs.context());
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(owner.value('SELECT state FROM draft WHERE id = ?', draft.id)).toBe('discarded');
  });
});

describe('the last letter', () => {
  it('goes along, and the one that the other side sent comes back: the next stage follows from it', async () => {
    const { owner, ines, ben } = await sides();
    const letter = async (workspace: OpenWorkspace, stage: 'friendly' | 'firm') => {
      const { draft } = await createDraft(workspace, {
        ...(await request(owner)),
        stage,
        asOf: workspace.today(),
      });
      if (draft === null) throw new Error('no draft');
      const database = openConnection(workspacePaths(workspace.folder).database, workspace.key, 'writer');
      database
        .prepare("UPDATE draft SET state = 'sent', handed_over_at = ? WHERE id = ?")
        .run(workspace.now(), draft.id);
      database.close();
    };
    const sent = (workspace: OpenWorkspace) => {
      const database = openConnection(workspacePaths(workspace.folder).database, workspace.key, 'reader');
      const letters = database
        .prepare(
          "SELECT stage || ' ' || substr(handed_over_at, 1, 10) FROM draft WHERE state = 'sent' ORDER BY handed_over_at",
        )
        .pluck()
        .all();
      database.close();
      return letters;
    };
    await letter(owner.workspace, 'friendly');
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    expect(sent(theirs)).toEqual(['friendly 2026-06-01']);
    owner.clock.forward(5);
    await letter(theirs, 'firm');
    await merge(owner.workspace, ines, await giveBack(theirs, ben));
    expect(sent(owner.workspace)).toEqual(['friendly 2026-06-01', 'firm 2026-06-06']);
  });
});

describe('a handoff that is handed on', () => {
  it('comes back through the middle with everybody’s part', async () => {
    const { owner, ines, ben } = await sides();
    const eva = await otherSide(owner, 'Eva Lindt');
    await introduce(ben, eva);
    await note(owner.workspace, 'A', 'From the owner');
    const atBen = await accept(ben, await handTo(owner.workspace, ines, ben));
    await note(atBen, 'A', 'From Ben');
    const atEva = await accept(eva, await handTo(atBen, ben, eva, { days: 3 }));
    expect((await story(atEva, 'A')).filter((line) => line.includes('From'))).toEqual([
      'Ben Adler: Note: From Ben',
      'Ines Okafor: Note: From the owner',
    ]);
    await note(atEva, 'A', 'From Eva');
    await hold(atEva, 'B', 'Eva holds');
    await merge(atBen, ben, await giveBack(atEva, eva));
    await merge(owner.workspace, ines, await giveBack(atBen, ben));
    expect((await story(owner.workspace, 'A')).filter((line) => line.includes('Note: From'))).toEqual([
      'Eva Lindt: Note: From Eva',
      'Ben Adler: Note: From Ben',
      'Ines Okafor: Note: From the owner',
    ]);
    expect((await standing(owner.workspace, 'B')).holds).toEqual(['Eva holds open']);
    expect(await verified(owner.workspace)).toMatchObject({ ok: true });
  });
});
