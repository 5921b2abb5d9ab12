import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHandoffPack, requireInTime } from '../../../electron/engine/services/handoff/open-handoff.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { ready, row } from '../../support/engine/letter-books.ts';
import {
  accept,
  giveBack,
  handTo,
  introduce,
  merge,
  otherSide,
  type Side,
  sideOf,
} from '../../support/handoff/sides.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const BOOKS = [
  row('LATE-1', '2026-03-31'),
  row('B-1', '2026-04-15', { customerNumber: 'B', customerName: 'Boreal' }),
];

async function sides() {
  const owner = await ready(BOOKS);
  const ines = await sideOf(owner);
  const ben = await otherSide(owner);
  await introduce(ines, ben);
  return { owner, ines, ben };
}

async function note(workspace: OpenWorkspace, key: string, text: string) {
  const { id: accountId } = await workspace.db.read('findAccount', { key });
  const touch = { accountId, kind: 'note', outcome: null, text } as const;
  await workspace.db.write('addTouchpoint', touch, workspace.context());
}

const head = async (workspace: OpenWorkspace) => (await workspace.db.read('verifyLog', null)).head;

/** Expects a merge to be refused, and the workspace to be as it was. */
async function refused(
  workspace: OpenWorkspace,
  side: Side,
  bytes: Uint8Array,
  error: Record<string, unknown>,
) {
  const before = await head(workspace);
  await expect(merge(workspace, side, bytes)).rejects.toMatchObject(error);
  expect(await head(workspace)).toEqual(before);
}

describe('a return is refused', () => {
  it('when somebody else signed it than the one to whom the accounts were handed', async () => {
    const { owner, ines, ben } = await sides();
    const eva = await otherSide(owner, 'Eva Lindt');
    await introduce(ines, eva);
    const toEva = await accept(eva, await handTo(owner.workspace, ines, eva));
    await note(toEva, 'A', 'Hello');
    const bytes = await giveBack(toEva, eva);
    owner.files
      .open('writer')
      .prepare('UPDATE given_handoff SET recipient_json = ?')
      .run(JSON.stringify(ben.people.own()));
    await refused(owner.workspace, ines, bytes, { code: 'bad_pack' });
  });

  it('in another workspace than the one that gave the handoff', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    const other = await ready(BOOKS);
    await refused(other.workspace, ines, await giveBack(theirs, ben), { code: 'not_found' });
  });

  it('when the pack was accepted on a second computer, too, and that one returned first', async () => {
    const { owner, ines, ben } = await sides();
    const pack = await handTo(owner.workspace, ines, ben);
    const first = await accept(ben, pack);
    const elsewhere = {
      ...ben,
      installation: { ...ben.installation, home: temporaryFolder() },
      folder: temporaryFolder(),
    };
    const second = await accept(elsewhere, pack);
    await note(first, 'A', 'Here');
    await note(second, 'A', 'There');
    await merge(owner.workspace, ines, await giveBack(first, ben, false));
    await refused(owner.workspace, ines, await giveBack(second, ben, false), {
      code: 'conflict',
      message: expect.stringContaining('accepted twice'),
    });
  });

  it('when their log has two histories: somebody worked on in an older copy', async () => {
    const { owner, ines, ben } = await sides();
    const theirs = await accept(ben, await handTo(owner.workspace, ines, ben));
    const copy = join(temporaryFolder(), 'older');
    await note(theirs, 'A', 'Before the copy');
    await theirs.close();
    cpSync(theirs.folder, copy, { recursive: true });
    const reopened = (folder: string) =>
      openWorkspace(ben.installation, {
        ...{ folder, with: { kind: 'keyring', store: ben.installation.keyring }, mode: 'write' },
        actor: () => 'Ben Adler',
      });
    const line = await reopened(theirs.folder);
    await note(line, 'A', 'In the one');
    await merge(owner.workspace, ines, await giveBack(line, ben, false));
    await line.close();
    const older = await reopened(copy);
    await note(older, 'A', 'In the other');
    await refused(owner.workspace, ines, await giveBack(older, ben, false), {
      code: 'conflict',
      message: expect.stringContaining('two histories'),
    });
    await older.close();
    rmSync(copy, { recursive: true });
  });

  it('when it is a handoff, and a handoff when it is a return', async () => {
    const { owner, ines, ben } = await sides();
    const pack = await handTo(owner.workspace, ines, ben);
    const theirs = await accept(ben, pack);
    await expect(merge(theirs, ben, pack)).rejects.toMatchObject({ code: 'bad_pack' });
    await expect(accept(ines, await giveBack(theirs, ben))).rejects.toMatchObject({ code: 'bad_pack' });
  });
});

describe('a handoff', () => {
  it('cannot be accepted after its last day, and on it can', async () => {
    const { owner, ines, ben } = await sides();
    const bytes = await handTo(owner.workspace, ines, ben, { days: 3 });
    const { manifest } = await openHandoffPack(ben.people, { bytes, passphrase: null });
    expect(() => requireInTime(manifest, plainDate('2026-06-04'))).not.toThrow();
    expect(() => requireInTime(manifest, plainDate('2026-06-05'))).toThrow(/until 2026-06-04/u);
  });

  it('cannot be given of an account that is with somebody else in those days', async () => {
    const { owner, ines, ben } = await sides();
    await handTo(owner.workspace, ines, ben, { accounts: [await owner.account('A')] });
    await expect(handTo(owner.workspace, ines, ben)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Ben Adler'),
    });
    await handTo(owner.workspace, ines, ben, { accounts: [await owner.account('B')] });
  });

  it('gives back what was declined as soon as that is known, and no word about it before', async () => {
    const { owner, ines, ben } = await sides();
    const pack = await handTo(owner.workspace, ines, ben);
    const theirs = await accept(ben, pack, [await owner.account('A')]);
    await expect(theirs.db.read('findAccount', { key: 'B' })).rejects.toMatchObject({ code: 'not_found' });
    const held = () =>
      owner
        .rows<{ number: string; holds: string }>(
          'SELECT number, holds_json AS holds FROM account_summary JOIN account ON id = account_id ORDER BY number',
        )
        .filter(({ holds }) => holds.includes('"held"'))
        .map(({ number }) => number);
    expect(held()).toEqual(['A', 'B']);
    await merge(owner.workspace, ines, await giveBack(theirs, ben, false));
    expect(held()).toEqual(['A']);
  });

  it('is whole although somebody works on the accounts while it is made', async () => {
    const { owner, ines, ben } = await sides();
    let worked = false;
    const people = {
      ...ines.people,
      async sign(bytes: Uint8Array) {
        // The pack is read by now, and the accounts are not held yet.
        if (!worked) await note(owner.workspace, 'A', 'At the last moment');
        worked = true;
        return ines.people.sign(bytes);
      },
    };
    const theirs = await accept(ben, await handTo(owner.workspace, { ...ines, people }, ben));
    const { id } = await theirs.db.read('findAccount', { key: 'A' });
    const { entries } = await theirs.db.read('timeline', { id, group: 'all', limit: 50, cursor: null });
    expect(entries.map(({ summary }) => summary)).toContain('Note: At the last moment');
  });
});
