import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CliDesk,
  day,
  emptyDesk,
  importLedger,
  type Json,
  ledgerDesk,
  preparedDesk,
} from './command-line.ts';

/** Somebody who hands accounts over, and somebody who takes them, each with a profile and a person of their own. */
interface Pair {
  readonly owner: CliDesk;
  readonly backup: CliDesk;
}

async function pair(): Promise<Pair> {
  const owner = await ledgerDesk();
  await owner.done('person', 'create', '--name', 'Ada Brandt', '--role', 'specialist');
  const backup = emptyDesk();
  await backup.done('person', 'create', '--name', 'Ben Okafor', '--role', 'backup');
  await know(owner, backup);
  await know(backup, owner);
  return { owner, backup };
}

/** `from` gives `to` their card. */
async function know(to: CliDesk, from: CliDesk): Promise<void> {
  const card = join(to.folder, 'card.duebook-card');
  await from.done('person', 'card', '--out', card);
  await to.done('person', 'trust', card);
}

const WINDOW = ['--from', day(0), '--to', day(7)];

async function handOver(
  { owner, backup }: Pair,
  ...more: readonly string[]
): Promise<{ file: string; made: Json }> {
  const file = join(owner.folder, 'to-ben.duebook-handoff');
  const made = await owner.done(
    ...[
      'handoff',
      'create',
      '--recipient',
      'Ben Okafor',
      '--accounts',
      'all',
      ...WINDOW,
      '--out',
      file,
      ...more,
    ],
  );
  const carried = join(backup.folder, 'to-ben.duebook-handoff');
  copyFileSync(file, carried);
  return { file: carried, made };
}

/** The backup's command line; the pack becomes its workspace. */
function taken({ backup }: Pair) {
  return {
    done: backup.done,
    refused: backup.refused,
    accept: (file: string, ...more: readonly string[]) =>
      backup.done('handoff', 'accept', file, backup.workspace, ...more),
  };
}

async function returned(both: Pair, ...more: readonly string[]): Promise<string> {
  const file = join(both.owner.folder, 'from-ben.duebook-return');
  await taken(both).done('handoff', 'return', '--out', file, ...more);
  return file;
}

const summaries = async (desk: { done: CliDesk['done'] }, ...args: readonly string[]): Promise<string[]> => {
  const { entries } = await desk.done('log', 'list', ...args);
  return entries.map(({ actor, summary }: Json) => `${actor}: ${summary}`);
};

describe('a handoff', () => {
  it('carries the accounts so that every figure at any date is the owner’s, and the story with its authors', async () => {
    const both = await pair();
    const { owner, backup } = both;
    await owner.done(
      'touch',
      'add',
      '--account',
      '0007',
      '--kind',
      'note',
      '--text',
      'Ask for Jo, not for the boss',
    );
    await owner.done(
      'promise',
      'add',
      '--account',
      '0007',
      '--amount',
      '400.50',
      '--date',
      day(5),
      '--invoice',
      'N-1',
    );
    await owner.done('dispute', 'open', '--account', '0009', '--invoice', 'F-1', '--reason', 'price');
    await owner.done(
      'dnc',
      'set',
      '--account',
      '0009',
      '--channel',
      'call',
      '--reason',
      'They asked for mail only',
    );
    const own = await owner.done('account', 'show', '0007');
    const { file, made } = await handOver(both, '--text', 'Call Northwind in the morning.');
    expect(made).toMatchObject({
      handoff: { from: day(0), to: day(7), sender: 'Ada Brandt', recipient: 'Ben Okafor' },
      promises: 1,
      disputes: 1,
      warnings: expect.any(Array),
    });
    expect(await backup.done('handoff', 'inspect', file)).toMatchObject({
      handoff: { id: made.handoff.id, sender: 'Ada Brandt' },
      accounts: made.accounts,
      promises: 1,
      disputes: 1,
    });
    const at = taken(both);
    const accepted = await at.accept(file);
    expect(accepted).toMatchObject({ accounts: made.accounts, declined: 0 });
    for (const asOf of [day(-20), day(0)]) {
      const by = ['aging', '--by', 'account', '--as-of', asOf];
      expect(await at.done(...by)).toEqual(await owner.done(...by));
    }
    const theirs = await at.done('account', 'show', '0007');
    expect(theirs.documents).toEqual(own.documents);
    expect(theirs.promises).toEqual(own.promises);
    expect(theirs.contacts).toEqual(own.contacts);
    expect(await summaries(at, '--account', '0007')).toContain(
      'Ada Brandt: Note: Ask for Jo, not for the boss',
    );
    expect(await at.done('log', 'verify')).toMatchObject({ ok: true });
  });

  it('comes back with what happened alone, and once: the same return again changes nothing', async () => {
    const both = await pair();
    const { owner } = both;
    const at = taken(both);
    await at.accept((await handOver(both)).file);
    await at.done(
      'touch',
      'add',
      '--account',
      '0007',
      '--kind',
      'call',
      '--outcome',
      'right_party',
      '--text',
      'Will pay',
    );
    await at.done(
      'promise',
      'add',
      '--account',
      '0007',
      '--amount',
      '400.50',
      '--date',
      day(5),
      '--invoice',
      'N-1',
    );
    await at.done('hold', 'set', '--account', '0009', '--reason', 'Insolvency rumoured', '--until', day(20));
    const file = await returned(both);
    const merged = await owner.done('handoff', 'merge', file);
    expect(merged).toMatchObject({ merged: { known: false, taken: 2, conflicts: 0 }, conflicts: [] });
    expect(await summaries(owner, '--account', '0007')).toContain('Ben Okafor: Call · right party: Will pay');
    expect((await owner.done('account', 'show', '0007')).promises).toMatchObject([
      { state: 'open', amount: '400.50' },
    ]);
    const verified = await owner.done('log', 'verify');
    expect(verified.ok).toBe(true);
    expect((await owner.done('handoff', 'merge', file)).merged).toMatchObject({
      known: true,
      entries: 0,
      taken: 0,
    });
    expect(await owner.done('log', 'verify')).toEqual(verified);
    // The work is the owner's again.
    const { gate } = await owner.done('draft', 'create', '--account', '0007', '--template', 'friendly');
    expect(gate.map(({ text }: Json) => text).join()).not.toContain('Handed to');
    const theirs = await at.done('draft', 'create', '--account', '0007', '--template', 'friendly');
    expect(theirs.draft).toBeNull();
  });

  it('keeps ours where both sides changed the same, until somebody decides', async () => {
    const both = await pair();
    const { owner } = both;
    await owner.done(
      'hold',
      'set',
      '--account',
      '0007',
      '--reason',
      'Waits for the credit note',
      '--until',
      day(3),
    );
    const at = taken(both);
    await at.accept((await handOver(both)).file);
    await at.done('hold', 'lift', '--account', '0007');
    await owner.done('hold', 'set', '--account', '0007', '--reason', 'Waits longer', '--until', day(30));
    const merged = await owner.done('handoff', 'merge', await returned(both));
    expect(merged.merged).toMatchObject({ conflicts: 1 });
    const [conflict] = merged.conflicts;
    expect(conflict).toMatchObject({ kind: 'hold', account: { number: '0007' } });
    expect((await owner.done('account', 'show', '0007')).holds).toMatchObject([{ until: day(30) }]);
    await owner.done('handoff', 'decide', conflict.id, '--as', 'theirs');
    expect((await owner.done('account', 'show', '0007')).holds).toEqual([]);
    expect(await owner.refused('handoff', 'decide', conflict.id, '--as', 'mine')).toMatchObject({
      code: 'conflict',
    });
  });

  it('is for its recipient alone, from a known sender alone, whole, and once', async () => {
    const both = await pair();
    const { file } = await handOver(both);
    const stranger = emptyDesk();
    await stranger.done('person', 'create', '--name', 'Eve', '--role', 'backup');
    expect(await stranger.refused('handoff', 'inspect', file)).toMatchObject({ code: 'wrong_recipient' });
    const bytes = readFileSync(file);
    const cut = join(both.backup.folder, 'cut.duebook-handoff');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 10));
    const folder = join(both.backup.folder, 'nothing');
    expect(await both.backup.refused('handoff', 'accept', cut, folder)).toMatchObject({ code: 'bad_pack' });
    expect(existsSync(folder)).toBe(false);
    await both.backup.done('person', 'forget', 'Ada Brandt');
    expect(await both.backup.refused('handoff', 'accept', file, folder)).toMatchObject({ code: 'bad_pack' });
    await know(both.backup, both.owner);
    await taken(both).accept(file);
    expect(await both.backup.refused('handoff', 'accept', file, folder)).toMatchObject({ code: 'conflict' });
    expect(existsSync(folder)).toBe(false);
  });

  it('opens with a passphrase for somebody who has no card', async () => {
    const both = await pair();
    const env = { PACK: 'seven bridges over cold water' };
    const owner = await preparedDesk('passphrase', importLedger, env);
    await owner.done('person', 'create', '--name', 'Ada Brandt', '--role', 'specialist');
    const file = join(owner.folder, 'open.duebook-handoff');
    const asked = ['--accounts', 'all', ...WINDOW, '--out', file, '--pack-passphrase-env', 'PACK'];
    await owner.done('handoff', 'create', ...asked);
    const other = emptyDesk(env);
    expect(await other.done('handoff', 'inspect', file, '--pack-passphrase-env', 'PACK')).toMatchObject({
      handoff: { sender: 'Ada Brandt', recipient: null },
    });
    expect(await both.backup.refused('handoff', 'inspect', file)).toMatchObject({ code: 'wrong_recipient' });
  });

  it('needs a person, days in order, and accounts that are there', async () => {
    const nobody = await ledgerDesk();
    const out = join(nobody.folder, 'x.duebook-handoff');
    const asked = ['handoff', 'create', '--recipient', 'Ben', '--accounts', 'all', ...WINDOW, '--out', out];
    expect(await nobody.refused(...asked)).toMatchObject({ code: 'not_found' });
    const { owner } = await pair();
    const order = (...more: readonly string[]) =>
      owner.refused('handoff', 'create', '--recipient', 'Ben Okafor', '--out', out, ...more);
    expect(await order('--accounts', 'all', '--from', day(3), '--to', day(1))).toMatchObject({
      code: 'validation',
    });
    expect(await order('--accounts', '4711', ...WINDOW)).toMatchObject({ code: 'not_found' });
    expect(existsSync(out)).toBe(false);
  });
});
