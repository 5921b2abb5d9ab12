import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptHandoff } from '../../../electron/engine/services/handoff/accept-handoff.ts';
import { openHandoffPack } from '../../../electron/engine/services/handoff/open-handoff.ts';
import { createWorkspace } from '../../../electron/engine/services/workspace/create-workspace.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { type DeskOnDisk, deskOnDisk } from '../../support/handoff/desk-on-disk.ts';
import { giveBack } from '../../support/handoff/sides.ts';
import { startChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const random = seededNumbers();
const rounds = Math.min(kills(3), 8);
const LIMIT = 60_000 + rounds * 20_000;
const CHILD = '../handoff/work-until-killed.ts';
const CUSTOMERS = 60;

interface Desks {
  readonly owner: DeskOnDisk;
  readonly ownerFolder: string;
  readonly ben: DeskOnDisk;
  readonly benFolder: string;
}

async function desks(): Promise<Desks> {
  const [ownerFolder, benFolder] = [temporaryFolder(), temporaryFolder()];
  const [owner, ben] = [deskOnDisk(ownerFolder), deskOnDisk(benFolder)];
  await owner.people.create({ name: 'Ines Okafor', role: 'specialist' });
  await ben.people.create({ name: 'Ben Adler', role: 'backup' });
  await owner.people.trust(ben.people.card());
  await ben.people.trust(owner.people.card());
  await createWorkspace(owner.installation, {
    ...{ folder: owner.workspace, name: 'Halden', currency: 'USD', timeZone: 'UTC' },
    keeping: owner.keeping,
    actor: () => 'Ines Okafor',
  });
  await onDesk(owner, (workspace) =>
    importRows(
      workspace,
      Array.from({ length: CUSTOMERS * 3 }, (_, index) => ({
        customerNumber: `C${index % CUSTOMERS}`,
        customerName: `Customer ${index % CUSTOMERS}`,
        invoiceNumber: `I-${index}`,
        invoiceDate: '2026-01-10',
        dueDate: '2026-02-10',
        amount: '100.00',
        openAmount: '100.00',
        currency: 'USD',
      })),
    ),
  );
  return { owner, ownerFolder, ben, benFolder };
}

async function onDesk<Value>(
  desk: DeskOnDisk,
  work: (workspace: OpenWorkspace) => Promise<Value>,
): Promise<Value> {
  const workspace = await desk.open();
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/** Runs a step in a process of its own and kills it somewhere; true when it was done before. */
async function killedIn(step: string, folder: string, file: string): Promise<boolean> {
  const child = startChild(CHILD, [step, folder, file], null);
  await child.untilLines(1);
  await turns(random(60_000));
  await child.kill();
  return child.lines.includes('done');
}

/** Runs a step to its end. */
async function whole(step: string, folder: string, file: string): Promise<void> {
  const child = startChild(CHILD, [step, folder, file], null);
  expect(await child.ended).toBe(0);
}

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('killed', () => {
  it(
    `while accounts are handed over (${rounds} times), no pack is there that the workspace does not know of`,
    async () => {
      const { owner, ownerFolder } = await desks();
      for (let round = 0; round < rounds; round++) {
        const file = join(ownerFolder, `pack-${round}.duebook-handoff`);
        const done = await killedIn('create', ownerFolder, file);
        if (done) expect(existsSync(file)).toBe(true);
        await onDesk(owner, async (workspace) => {
          expect(await workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
          const { entries } = await workspace.db.read('logPage', {
            filter: { from: null, to: null, accountId: null, actor: null, kinds: ['handoff_given'] },
            ...{ limit: 500, order: 'newest', after: null },
          });
          const given = await workspace.db.read('givenHandoffs', null);
          // Each account has its entry, and the handoff has one.
          expect(entries.length).toBe(given.length * (CUSTOMERS + 1));
          if (existsSync(file)) {
            const pack = await openHandoffPack(owner.people, {
              bytes: readFileSync(file),
              passphrase: null,
            }).catch((error: unknown) => error);
            expect(pack).toMatchObject({ code: 'wrong_recipient' });
            const known = await workspace.db.read('logChain', {
              filter: { from: null, to: null, accountId: null, actor: null, kinds: ['handoff_given'] },
              ...{ after: 0, limit: 500 },
            });
            expect(known.some(({ payload }) => payload.includes(sha256(file)))).toBe(true);
          }
          for (const { id, closedAt } of given) {
            if (closedAt === null)
              await workspace.db.write('closeHandoff', { id, why: 'test' }, workspace.context());
          }
        });
      }
    },
    LIMIT,
  );

  it(
    `while a pack is accepted (${rounds} times), its workspace is there whole or not at all, and once`,
    async () => {
      const { ownerFolder, ben, benFolder } = await desks();
      const file = join(ownerFolder, 'pack.duebook-handoff');
      await whole('create', ownerFolder, file);
      for (let round = 0; round < rounds; round++) {
        const done = await killedIn('accept', benFolder, file);
        if (done) expect(existsSync(ben.workspace)).toBe(true);
        if (!existsSync(ben.workspace)) await whole('accept', benFolder, file);
        await onDesk(ben, async (workspace) => {
          expect(await workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
          const accounts = await workspace.db.read('offeredAccounts', { accounts: 'all' });
          expect(accounts).toHaveLength(CUSTOMERS);
        });
        const pack = await openHandoffPack(ben.people, { bytes: readFileSync(file), passphrase: null });
        const again = acceptHandoff(ben.installation, {
          ...{ pack, folder: join(benFolder, 'twice'), keeping: ben.keeping, accounts: 'all' },
          actor: () => 'Ben Adler',
        });
        await expect(again).rejects.toMatchObject({ code: 'conflict' });
        expect(readdirSync(dirname(ben.workspace)).filter((name) => name.includes('accepting'))).toEqual([]);
        rmSync(ben.workspace, { recursive: true });
      }
    },
    LIMIT,
  );

  it(
    `while a return is merged (${rounds} times), all of it is there or nothing`,
    async () => {
      const { owner, ownerFolder, ben, benFolder } = await desks();
      for (let round = 0; round < rounds; round++) {
        const file = join(ownerFolder, `pack-${round}.duebook-handoff`);
        await whole('create', ownerFolder, file);
        await whole('accept', benFolder, file);
        const notes = 100;
        const returned = await onDesk(ben, async (workspace) => {
          const { id: accountId } = await workspace.db.read('findAccount', { key: 'C1' });
          for (let index = 0; index < notes; index++) {
            const touch = { accountId, kind: 'note', outcome: null, text: `note ${index}` } as const;
            await workspace.db.write('addTouchpoint', touch, workspace.context());
          }
          return giveBack(workspace, {
            installation: ben.installation,
            people: ben.people,
            folder: benFolder,
          });
        });
        const back = join(ownerFolder, `back-${round}.duebook-return`);
        mkdirSync(dirname(back), { recursive: true });
        writeFileSync(back, returned);
        const copied = () =>
          onDesk(owner, async (workspace) => {
            expect(await workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
            const { total } = await workspace.db.read('logPage', {
              filter: { from: null, to: null, accountId: null, actor: 'Ben Adler', kinds: ['note'] },
              ...{ limit: 1, order: 'newest', after: null },
            });
            return total - round * notes;
          });
        const done = await killedIn('merge', ownerFolder, back);
        const there = await copied();
        expect([0, notes]).toContain(there);
        if (done) expect(there).toBe(notes);
        await whole('merge', ownerFolder, back);
        expect(await copied()).toBe(notes);
        rmSync(ben.workspace, { recursive: true });
      }
    },
    LIMIT,
  );
});
