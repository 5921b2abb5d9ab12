import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, PersonId } from '../../../shared/domain/ids.ts';
import type { LinkedEngine } from '../../support/engine/linked-engine.ts';
import {
  engineOf,
  introduce,
  PACK_PASSPHRASE,
  packFor,
  picked,
  topAccounts,
} from '../../support/handoff/handed-pack.ts';

let owner: LinkedEngine;
let backup: LinkedEngine;
let stranger: LinkedEngine;
let accounts: readonly AccountId[];
let pack: Uint8Array;

beforeAll(async () => {
  owner = await engineOf('Ada Brandt', { demo: true });
  backup = await engineOf('Ben Okafor', { role: 'backup' });
  stranger = await engineOf('Mallory Quist');
  await introduce(owner, backup);
  accounts = await topAccounts(owner, 8);
  pack = await packFor(owner, backup, accounts);
}, 120_000);
afterAll(async () => {
  await Promise.all([owner, backup, stranger].map((one) => one?.close()));
});

const look = (bytes: Uint8Array, passphrase: string | null = null, on = backup) =>
  on.client.takeover.look({ source: picked(on, bytes), passphrase });

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown as { code: string; message: string; data: { details?: object } },
  );
  if (error === null) throw new Error('It was not refused.');
  return error;
};

describe('a handoff is looked into without a workspace', () => {
  it('and says who it is from, for whom, and for how long', async () => {
    const found = await look(pack);
    expect(backup.engine.context.session.status().state).toBe('no_workspace');
    expect(found.sender).toMatchObject({ name: 'Ada Brandt', role: 'specialist', proof: 'trusted' });
    expect(found.sender.fingerprint).toBe(
      owner.engine.context.people.list().find(({ own }) => own)?.fingerprint,
    );
    expect(found).toMatchObject({
      recipient: 'Ben Okafor',
      client: owner.engine.context.session.workspace().name,
      state: 'running',
      daysLeft: 7,
      expired: false,
      acceptedBefore: null,
      words: 'Northwind pays on the 28th. Ring Mia before anybody else.',
    });
    expect(found.files).toBeGreaterThan(10);
  });

  it('lists each account with what the owner’s worklist owes it', async () => {
    const { accounts: lines } = await look(pack);
    expect(new Set(lines.map(({ id }) => id))).toEqual(new Set(accounts));
    for (const line of lines) {
      const { balances } = await owner.client.accounts.get({ id: line.id });
      const overdue = balances.flatMap(({ overdue: minor, aging: { currency } }) =>
        minor > 0 ? [{ currency, minor }] : [],
      );
      expect(new Map(line.overdue.map((sum) => [sum.currency, sum.minor])), line.name).toEqual(
        new Map(overdue.map((sum) => [sum.currency, sum.minor])),
      );
    }
  });

  it('counts what is under way as the owner’s account pages do', async () => {
    const { accounts: lines } = await look(pack);
    for (const line of lines) {
      const { standing, nextAction } = await owner.client.accounts.get({ id: line.id });
      const { promises } = await owner.client.promises.list({ accountId: line.id, states: ['open'] });
      expect({ name: line.name, promises: line.promises, disputes: line.disputes }).toEqual({
        name: line.name,
        promises: promises.length,
        disputes: standing.disputes.length,
      });
      expect(line.nextAction?.date ?? null).toBe(nextAction?.date ?? null);
      expect(line.replyWaiting).toBe(standing.unansweredReply !== null);
      expect(line.doNotContact !== null).toBe(standing.doNotContact.length > 0);
    }
    expect(lines.find(({ id }) => id === accounts[0])?.words).toBe('Always ask for Mia.');
  });

  it('shows the brief, and gives it as HTML and PDF', async () => {
    const found = await look(pack);
    expect(found.briefHtml).toContain('Ring Mia before anybody else');
    const source = picked(backup, pack);
    for (const [form, start] of [
      ['pdf', '%PDF-'],
      ['html', '<!doctype html>'],
    ] as const) {
      const { downloadId, fileName } = await backup.client.takeover.brief({ source, passphrase: null, form });
      const file = backup.engine.files.takeDownload(downloadId);
      expect(fileName.endsWith(form)).toBe(true);
      expect(Buffer.from(file?.bytes ?? []).toString('latin1', 0, start.length)).toBe(start);
    }
  });

  it('changes nothing: neither a workspace nor a trace of it', async () => {
    await look(pack);
    expect((await backup.client.app.info()).recents).toEqual([]);
  });
});

describe('what cannot be looked into says why', () => {
  it('to somebody else it is not opened', async () => {
    const error = await refusal(look(pack, null, stranger));
    expect(error.code).toBe('wrong_recipient');
    expect(error.message).toContain('made for somebody else');
  });

  it('from somebody whose card is not trusted: the name and the fingerprint to compare', async () => {
    await backup.client.people.forget({
      id: (await owner.client.people.list()).own?.id ?? ('nobody' as PersonId),
    });
    const error = await refusal(look(pack));
    expect(error.code).toBe('bad_pack');
    expect(error.data.details).toMatchObject({ sender: { name: 'Ada Brandt' } });
    await backup.client.people.trust({ text: (await owner.client.people.card()).text });
    expect((await look(pack)).sender.proof).toBe('trusted');
  });

  it('damaged in a single byte', async () => {
    const broken = Buffer.from(pack);
    broken[broken.length - 100] = (broken[broken.length - 100] ?? 0) ^ 1;
    expect((await refusal(look(broken))).code).toBe('bad_pack');
  });

  it('with locked keys, until they are unlocked', async () => {
    backup.engine.context.people.lock();
    expect((await refusal(look(pack))).code).toBe('no_key');
    expect((await backup.client.people.list()).keys).toBe('locked');
    await backup.client.people.unlock({ passphrase: 'keys of a person' });
    expect((await look(pack)).sender.name).toBe('Ada Brandt');
  });
});

describe('a pack for a passphrase', () => {
  it('asks for it first, even somebody without a person, and says when it is a wrong one', async () => {
    const other = await topAccounts(owner, 12);
    const sealed = await packFor(owner, null, other.slice(8));
    const missing = await refusal(look(sealed));
    expect(missing.code).toBe('wrong_recipient');
    expect(missing.data.details).toEqual({ passphrase: 'missing' });
    expect((await refusal(look(sealed, 'another one'))).code).toBe('wrong_recipient');
    const found = await look(sealed, PACK_PASSPHRASE, stranger);
    expect(found).toMatchObject({ recipient: null, sender: { name: 'Ada Brandt', proof: 'passphrase' } });
  });
});
