import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importOutcomeSchema } from '../../shared/contract/import-procedures.ts';
import { contract } from '../../shared/contract/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { apiCalls, call, furnish, jobDone, type Known } from '../support/engine/api-calls.ts';
import { type ApiEngine, startApiEngine } from '../support/engine/api-engine.ts';

/** Asked for elsewhere in this file, because they change which workspace is open. */
const APART = [
  'app.watch',
  'workspaces.create',
  'workspaces.openDemo',
  'workspaces.open',
  'workspaces.unlock',
  'workspaces.lock',
  'workspaces.close',
  'workspaces.changeProtection',
  'workspaces.backups.restore',
];
const PLACEHOLDER = Object.fromEntries(
  [
    'accountId',
    'documentId',
    'contactId',
    'draftId',
    'mailboxId',
    'viewId',
    'templateId',
    'touchpointId',
    'batchId',
    'jobId',
    'backup',
    'grant',
  ].map((name) => [name, 'x']),
) as unknown as Known;

function procedureNames(node: object, path: readonly string[] = []): readonly string[] {
  if (isContractProcedure(node)) return [path.join('.')];
  return Object.entries(node).flatMap(([name, child]) => procedureNames(child as object, [...path, name]));
}

let home = '';
let engine: ApiEngine;
let known: Known;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'duebook-contract-'));
  engine = startApiEngine(home);
  known = await furnish(engine);
});
afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

describe('the contract, answered by the engine over a MessagePort', () => {
  it('has a call here for every procedure', () => {
    expect([...Object.keys(apiCalls(PLACEHOLDER)), ...APART].sort()).toEqual(
      [...procedureNames(contract)].sort(),
    );
  });

  it.each(Object.keys(apiCalls(PLACEHOLDER)))('%s answers what its schema says', async (name) => {
    await expect(call(engine, name, apiCalls(known)[name])).resolves.toBeDefined();
    expect(engine.unexpected).toEqual([]);
  });

  it('leaves results of imports that fit their schema, of all jobs', async () => {
    for (const { id, kind, state } of await engine.client.app.jobs.list()) {
      if (state === 'running') await jobDone(engine, id as JobId);
      const result = engine.context.jobs.get(id as JobId)?.result;
      if (kind === 'import') expect(importOutcomeSchema.safeParse(result)).toMatchObject({ success: true });
    }
  });

  it('reads the whole demo page by page in its schemas', async () => {
    const { client } = engine;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof client.worklist.page>> = await client.worklist.page({
        filter: { scope: 'all', held: 'any' },
        sort: { key: 'name', descending: false },
        limit: 30,
        cursor,
      });
      for (const { accountId } of page.items) {
        const account = await client.accounts.get({ id: accountId });
        expect(account.balances.length).toBeGreaterThan(0);
        await client.accounts.timeline({ id: accountId, limit: 500 });
      }
      cursor = page.next;
    } while (cursor !== null);
    expect(engine.unexpected).toEqual([]);
  });

  it('tells the present status first, then what changes', async () => {
    const stop = new AbortController();
    const events = await engine.client.app.watch(undefined, { signal: stop.signal });
    const first = await events.next();
    expect(first.value).toMatchObject({ type: 'status', status: { state: 'ready' } });
    await engine.client.app.preferences.set({ density: 'comfortable' });
    const { jobId } = await engine.client.workspaces.backups.create();
    for await (const event of events) {
      if (event.type === 'job' && event.job.id === jobId && event.job.state === 'done') break;
    }
    stop.abort();
  });
});

describe('the life of a workspace over the contract', () => {
  it('is created, locked, unlocked in each way, protected anew, restored from a backup, and closed', async () => {
    const { client, context } = engine;
    const protection = { kind: 'passphrase', passphrase: 'first passphrase of six words long' } as const;
    const created = await client.workspaces.create({
      name: 'Client',
      currency: 'USD' as never,
      timeZone: 'UTC',
      protection,
    });
    expect(await client.workspaces.lock()).toEqual({ locked: true });
    await expect(client.worklist.views.list()).rejects.toMatchObject({ code: 'not_ready' });
    await expect(client.workspaces.unlock({ with: 'passphrase', passphrase: 'wrong' })).rejects.toMatchObject(
      { code: 'wrong_key' },
    );
    await expect(client.workspaces.unlock({ with: 'keyring' })).rejects.toMatchObject({ code: 'no_key' });
    await client.workspaces.unlock({ with: 'recovery', code: created.recoveryCode });
    await client.workspaces.changeProtection({
      kind: 'passphrase',
      passphrase: 'second passphrase of six words long',
    });
    const { jobId } = await client.workspaces.backups.create();
    await jobDone(engine, jobId);
    await client.workspaces.lock();
    await expect(
      client.workspaces.unlock({ with: 'recovery', code: created.recoveryCode }),
    ).rejects.toMatchObject({ code: 'wrong_key' });
    const { workspace } = await client.workspaces.unlock({
      with: 'passphrase',
      passphrase: 'second passphrase of six words long',
    });
    expect(workspace.name).toBe('Client');

    const [backup] = await client.workspaces.backups.list();
    const { downloadId } = await client.workspaces.backups.download({ fileName: backup?.fileName ?? '' });
    const file = context.files.takeDownload(downloadId);
    const grant = context.files.offerBytes(file?.name ?? '', file?.bytes ?? new Uint8Array());
    const unlock = { with: 'passphrase', passphrase: 'second passphrase of six words long' } as const;
    await client.workspaces.backups.restore({ grant, unlock });
    await client.workspaces.unlock(unlock);
    expect((await client.log.page({ filter: {}, limit: 5 })).entries[0]?.kind).toBe('workspace_restored');
    expect(await client.workspaces.close()).toEqual({ closed: true });
    expect(await client.app.status()).toEqual({ state: 'no_workspace' });
    const [recent] = (await client.app.info()).recents;
    expect(await client.workspaces.open({ recentId: recent?.id ?? '' })).toEqual({ opened: true });
    expect(engine.unexpected).toEqual([]);
  }, 60_000);
});
