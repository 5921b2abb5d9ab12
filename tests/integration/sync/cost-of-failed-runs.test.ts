import { expect, it } from 'vitest';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection } from '../../support/ledger/synced-books.ts';

const ANSWER = { calls: 1, bytesIn: 100, bytesOut: 20 };

it('counts the calls of a run that failed, also those after the last page, as those of another', async () => {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const { workspace } = engine;
  const { ledger } = sampleBooks(CORE_SHAPE);
  const connection = await addedConnection(workspace);
  await workspace.secrets.set(connection.secretName, '{}');
  let answers = 0;
  const surroundings = syncSurroundings(silentLogger, fakeTiming(), {
    tryton: (_access, { onCost }) => {
      const core = coreConnector(ledger);
      return {
        ...core,
        async *full(entity, from, signal) {
          for await (const page of core.full(entity, from, signal)) {
            answers += 1;
            onCost(ANSWER);
            yield page;
          }
          if (entity !== 'invoice') return;
          // Five tries that the system counts, and no page.
          for (let tried = 0; tried < 5; tried += 1) onCost(ANSWER);
          answers += 5;
          throw connectorFailure('server_error', 'The system has problems.');
        },
      };
    },
  });
  const signal = new AbortController().signal;
  const outcome = await syncConnection(workspace, connection, surroundings, { mode: 'full', signal });
  expect(outcome).toMatchObject({ state: 'failed' });
  const cost = { calls: answers, bytes: answers * 120 };
  expect(answers).toBeGreaterThan(6);
  expect(engine.rows('SELECT calls, bytes FROM sync_run')).toEqual([cost]);
  expect(engine.rows('SELECT month, calls, bytes FROM connection_usage')).toEqual([
    { month: '2026-11', ...cost },
  ]);
});
