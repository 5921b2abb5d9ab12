import { describe, expect, it } from 'vitest';
import { addPromise } from '../../../electron/engine/services/promises/add-promise.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { ready, row } from '../../support/engine/letter-books.ts';

async function promise(engine: EngineTest, number: string, date: string) {
  await addPromise(engine.workspace, {
    accountId: await engine.account('A'),
    currency: currencyCode('USD'),
    amountMinor: minorUnits(5_000),
    date: plainDate(date),
    documentIds: [engine.value('SELECT id FROM document WHERE number = ?', number) as DocumentId],
    promisedBy: null,
    channel: 'call',
    note: '',
  });
}

async function item(engine: EngineTest) {
  const { items } = await engine.workspace.db.read('worklistPage', {
    filter: worklistFilterSchema.parse({ currencies: ['USD'], held: 'any' }),
    sort: { key: 'priority', descending: true },
    ...{ limit: 10, cursor: null, asOf: engine.workspace.today(), today: engine.workspace.today() },
  });
  return items[0];
}

describe('a promise that broke', () => {
  it('is seen although another one, about another invoice, was made after it and stands', async () => {
    const engine = await ready();
    await promise(engine, 'LATE-1', '2026-06-02');
    await promise(engine, 'LATE-2', '2026-06-20');
    engine.clock.forward(2);
    expect(await item(engine)).toMatchObject({ brokenLevel: 0 });
    engine.clock.forward(1);
    await engine.workspace.db.write('decidePromises', null, engine.workspace.context());
    expect(await item(engine)).toMatchObject({ brokenLevel: 1, promiseDue: '2026-06-20' });
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '0.00' })]);
    expect(await item(engine)).toMatchObject({ brokenLevel: 0 });
  });
});
