import { expect, it } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { keepTest } from '../../../electron/engine/services/connections/connection-tests.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection } from '../../support/ledger/synced-books.ts';

const MINUTE = 60_000;

/** A Tryton that refuses the sign-in while `refusal` is set, and counts how often it was asked. */
async function begin(details: Readonly<Record<string, unknown>> = {}) {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const { workspace } = engine;
  const { ledger } = sampleBooks(CORE_SHAPE);
  const { id, secretName } = await addedConnection(workspace);
  await workspace.secrets.set(secretName, '{}');
  const state = { refuses: true, asked: 0 };
  const guarded = (connector: Connector): Connector => ({
    ...connector,
    full(entity, from, signal) {
      state.asked += 1;
      if (state.refuses) throw connectorFailure('auth_revoked', 'Tryton did not accept the name.', details);
      return connector.full(entity, from, signal);
    },
  });
  const surroundings = syncSurroundings(silentLogger, fakeTiming(), {
    tryton: () => guarded(coreConnector(ledger)),
  });
  const read = async () =>
    syncConnection(workspace, await requireConnection(workspace, id), surroundings, {
      mode: 'changes',
      signal: new AbortController().signal,
    });
  return { engine, workspace, id, state, read };
}

const REFUSED = { code: 'connector_auth', details: { reason: 'auth_revoked' } };
const PASSED = { ok: true, checks: [], company: { name: 'Halden', baseCurrency: 'EUR' } } as const;

it('sends a password that was refused never again, however often it is asked to read', async () => {
  const { engine, state, read } = await begin();
  expect(await read()).toMatchObject({ state: 'failed', error: { code: 'connector_auth' } });
  engine.clock.wait(24 * 60 * MINUTE);
  await expect(read()).rejects.toMatchObject(REFUSED);
  await expect(read()).rejects.toMatchObject(REFUSED);
  expect(state.asked).toBe(1);
});

it('reads again once a test of the connection has reached the books', async () => {
  const { workspace, id, state, read } = await begin();
  await read();
  state.refuses = false;
  await keepTest(workspace, id, { ...PASSED, ok: false, company: null });
  await expect(read()).rejects.toMatchObject(REFUSED);
  await keepTest(workspace, id, PASSED);
  expect(await requireConnection(workspace, id)).toMatchObject({ status: 'ready', errorJson: null });
  expect(await read()).toMatchObject({ state: 'done' });
});

it('leaves a name that is locked out alone for a quarter of an hour, which signing in would make longer', async () => {
  const { engine, state, read } = await begin({ locked: true });
  await read();
  engine.clock.wait(14 * MINUTE);
  await expect(read()).rejects.toMatchObject({ ...REFUSED, details: { locked: true } });
  expect(state.asked).toBe(1);
  state.refuses = false;
  engine.clock.wait(MINUTE);
  expect(await read()).toMatchObject({ state: 'done' });
});
