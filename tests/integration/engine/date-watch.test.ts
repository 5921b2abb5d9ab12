import { expect, it } from 'vitest';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { startDateWatch } from '../../../electron/engine/services/session/date-watch.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const TODAY = plainDate('2026-06-01');

it('a promise that breaks at midnight is decided then, and the window hears of all that shows it', async () => {
  const engine = await engineTest({ start: TODAY });
  const { workspace, clock } = engine;
  await importRows(workspace, [
    {
      customerNumber: 'A',
      invoiceNumber: '1',
      invoiceDate: '2026-04-01',
      dueDate: '2026-05-01',
      amount: '9.00',
    },
  ]);
  await addPromise(workspace, {
    accountId: await engine.account('A'),
    currency: currencyCode('USD'),
    ...{ amountMinor: minorUnits(900), date: TODAY, documentIds: [] },
    ...{ promisedBy: null, channel: 'call', note: '' },
  });
  const hub = createEventHub();
  const stop = new AbortController();
  const events = hub.subscribe(stop.signal);
  let days = 0;
  const stopWatch = startDateWatch(workspace, hub, () => (days += 1), 1);
  try {
    clock.forward(2);
    const told = new Set<string>();
    const shown = ['worklist', 'views', 'accounts', 'holdFire', 'timeline', 'log'];
    while (!shown.every((topic) => told.has(topic))) {
      const { value } = await events.next();
      if (value?.type === 'changed') told.add(value.topic);
    }
    expect(days).toBe(1);
    expect(engine.rows('SELECT state, decided_on FROM promise')).toEqual([
      { state: 'broken', decided_on: '2026-06-03' },
    ]);
    expect(engine.value('SELECT broken_level FROM account_summary')).toBe(1);
  } finally {
    stopWatch();
    stop.abort();
  }
});
