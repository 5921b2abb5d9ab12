import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import type { HoldTarget } from '../../../shared/domain/holds/types.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { ready } from '../../support/engine/letter-books.ts';

const hold = (engine: EngineTest, target: HoldTarget, inDays: number | null = null) => {
  const { db } = engine.workspace;
  const until = inDays === null ? null : addDays(engine.workspace.today(), inDays);
  return db.write('setHold', { target, reason: 'Audit', until }, engine.workspace.context());
};
const list = (engine: EngineTest, inDays = 0) =>
  engine.workspace.db.read('holdList', { asOf: addDays(engine.workspace.today(), inDays) });

describe('the list of holds', () => {
  it('names what rests, everything first, with a currency in which something of it is open', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    const documentId = engine.value("SELECT id FROM document WHERE number = 'LATE-1'") as DocumentId;
    await hold(engine, { scope: 'account', accountId });
    await hold(engine, { scope: 'invoice', accountId, documentId });
    await hold(engine, { scope: 'workspace' });
    const rows = await list(engine);
    expect(rows.map(({ target, number, currency }) => [target.scope, number, currency])).toEqual([
      ['workspace', null, null],
      ['account', null, 'EUR'],
      ['invoice', 'LATE-1', 'USD'],
    ]);
    const name = engine.value(`SELECT name FROM account WHERE id = '${accountId}'`);
    expect(rows.map(({ accountName }) => accountName)).toEqual([null, name, name]);
  });

  it('leaves out what was lifted, and what is over on its day', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    await hold(engine, { scope: 'workspace' }, 3);
    await hold(engine, { scope: 'account', accountId });
    await engine.workspace.db.write(
      'liftHold',
      { target: { scope: 'account', accountId } },
      engine.workspace.context(),
    );
    expect(await list(engine, 2)).toHaveLength(1);
    expect(await list(engine, 3)).toEqual([]);
  });
});
