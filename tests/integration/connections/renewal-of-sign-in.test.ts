import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { StoredTokens } from '../../../electron/engine/connectors/http/token-session.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { connectionTokens } from '../../../electron/engine/services/connections/connection-tokens.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import type { Renewal } from '../../support/engine/renew-sign-in.ts';
import { IntuitAccounts } from '../../support/ledger/quickbooks/quickbooks-accounts.ts';
import { type SeenRequest, sendReply, startWebServer } from '../../support/ledger/web-server.ts';
import { XeroAccounts } from '../../support/ledger/xero/xero-accounts.ts';
import { startChild } from '../../support/storage/child.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ID = 'connection-1' as ConnectionId;
const NAME = `connection:${ID}:sign-in`;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** A vendor with a clock, a workspace whose key store several processes share, and tokens in it that have ended. */
async function bench(system: 'xero' | 'quickbooks') {
  let now = Date.parse('2026-11-22T08:00:00Z');
  const accounts = system === 'xero' ? new XeroAccounts(() => now) : new IntuitAccounts(() => now);
  let gate: Promise<void> = Promise.resolve();
  const vendor = await startWebServer(async (request: SeenRequest, response) => {
    if (request.method === 'POST') {
      await gate;
      sendReply(response, accounts.exchange(request));
      return;
    }
    sendReply(response, { status: accounts.accepts(request.headers.authorization) ? 200 : 401, body: '{}' });
  });
  onTestFinished(() => vendor.stop());
  const engine = await engineTest();
  const keyStore = join(temporaryFolder(), 'keys.json');
  const ended: StoredTokens = {
    ...accounts.signIn(),
    expiresAt: 0,
    refreshedAt: 0,
    refreshEndsAt: null,
  };
  writeFileSync(keyStore, JSON.stringify({ [NAME]: JSON.stringify(ended) }));
  const start = (dies = false) => {
    const task: Renewal = {
      folder: engine.workspace.folder,
      keyStore,
      connectionId: ID,
      system,
      origin: vendor.origin,
      clientId: accounts.clientId,
      clientSecret: accounts instanceof IntuitAccounts ? accounts.clientSecret : '',
      dies,
    };
    const child = startChild('../engine/renew-sign-in.ts', [JSON.stringify(task)], null);
    onTestFinished(() => child.kill());
    return child;
  };
  return {
    engine,
    keyStore,
    start,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Lets the vendor answer token requests only once this is over. */
    holdUntil: (over: Promise<void>) => {
      gate = over;
    },
    tokenRequests: () => vendor.seen.filter(({ method }) => method === 'POST').length,
    kept: () => {
      const keys = JSON.parse(readFileSync(keyStore, 'utf8')) as Record<string, string>;
      return JSON.parse(keys[NAME] ?? 'null') as StoredTokens;
    },
    ended,
  };
}

const said = async (child: ReturnType<typeof startChild>) => {
  await child.ended;
  return child.lines.at(-1);
};

it.each(['xero', 'quickbooks'] as const)(
  'window and command line that need a new token of %s at the same moment ask for one',
  async (system) => {
    const { start, holdUntil, tokenRequests, kept, ended } = await bench(system);
    const opened = Promise.withResolvers<void>();
    holdUntil(opened.promise);
    const children = [start(), start(), start()];
    await Promise.all(children.map((child) => child.untilLines(1)));
    opened.resolve();
    expect(await Promise.all(children.map(said))).toEqual(['answered', 'answered', 'answered']);
    expect(tokenRequests()).toBe(1);
    expect(kept().accessToken).not.toBe(ended.accessToken);
  },
);

it('a process that is killed before it kept Xero’s new token costs nothing for half an hour', async () => {
  const { start, pass, kept, ended, tokenRequests } = await bench('xero');
  const killed = start(true);
  expect(await killed.ended).not.toBe(0);
  expect(kept()).toEqual(ended);
  pass(29 * MINUTE);
  expect(await said(start())).toBe('answered');
  expect(tokenRequests()).toBe(2);
  expect(kept().refreshToken).not.toBe(ended.refreshToken);
});

it('after that the person has to sign in, and is told so', async () => {
  const { start, pass } = await bench('xero');
  await start(true).ended;
  pass(31 * MINUTE);
  expect(await said(start())).toBe('auth_revoked');
});

it('a process that is killed before it kept Intuit’s answer costs nothing while the token keeps its value', async () => {
  const { start, pass } = await bench('quickbooks');
  pass(61 * MINUTE);
  await start(true).ended;
  expect(await said(start())).toBe('answered');
});

it('on the one renewal of a day that changes Intuit’s token the person has to sign in, and is told so', async () => {
  const { start, pass } = await bench('quickbooks');
  pass(DAY + MINUTE);
  await start(true).ended;
  expect(await said(start())).toBe('auth_revoked');
});

it('the lock is an empty file beside the workspace, and a process that was killed does not hold it', async () => {
  const { engine, start } = await bench('xero');
  await start(true).ended;
  expect(await said(start())).toBe('answered');
  expect(statSync(workspacePaths(engine.workspace.folder).signInLock).size).toBe(0);
});

it('a reader that could not keep a new token asks for none', async () => {
  const { workspace } = await engineTest();
  const { slots, ...header } = workspace.header;
  const { keyring: _none, ...others } = slots;
  const reader = {
    folder: workspace.folder,
    header: { ...header, slots: others },
    secrets: memorySecretStore(),
    canWrite: false,
  };
  let asked = false;
  const renewing = connectionTokens(reader, ID).exclusively(async () => {
    asked = true;
  });
  await expect(renewing).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining('the window that has it open'),
  });
  expect(asked).toBe(false);
});

it('what no version wrote into the key store counts as no sign-in', async () => {
  const { workspace } = await engineTest();
  for (const text of ['', '{}', 'null', '{"accessToken":"","refreshToken":"r"}']) {
    await workspace.secrets.set(NAME, text);
    expect(await connectionTokens(workspace, ID).read()).toBeNull();
  }
});
