import { describe, expect, it } from 'vitest';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

const row = (customerNumber: string, customerName: string, invoiceNumber: string): FileRow => ({
  customerNumber,
  customerName,
  invoiceNumber,
  invoiceDate: '2026-04-01',
  dueDate: '2026-05-01',
  amount: '1.00',
});

async function books(): Promise<EngineTest> {
  const engine = await engineTest();
  await importRows(engine.workspace, [
    ...Array.from({ length: 12 }, (_, index) => row('K1', 'Nordlicht GmbH', `RE-10${index}`)),
    row('K2', 'Café Ångström', 're-2000'),
    row('K3', 'Ångström & Söhne', 'RE-1'),
    row('RE-9', 'Zenit', 'X-1'),
  ]);
  return engine;
}

const search = async ({ workspace }: EngineTest, text: string, limit = 8) =>
  (await workspace.db.read('searchAccounts', { text, limit })).map(({ number, match }) => [number, match]);

describe('the search for an account', () => {
  it('names each account once, however many of its invoices begin so, and has room for the others', async () => {
    const engine = await books();
    expect(await search(engine, 're-')).toEqual([
      ['RE-9', 'Zenit'],
      ['K3', 'RE-1'],
      ['K1', 'RE-100'],
      ['K2', 're-2000'],
    ]);
    expect(await search(engine, 're-', 2)).toEqual([
      ['RE-9', 'Zenit'],
      ['K3', 'RE-1'],
    ]);
    expect(await search(engine, 'RE-10')).toEqual([['K1', 'RE-100']]);
    expect(await search(engine, 're-9')).toEqual([['RE-9', 'Zenit']]);
    expect(await search(engine, 're-3')).toEqual([]);
  });

  it('wants every word to begin a word of the account, in any order, case and with or without accents', async () => {
    const engine = await books();
    const numbers = async (text: string) => (await search(engine, text)).map(([number]) => number).sort();
    expect(await numbers('angstrom')).toEqual(['K2', 'K3']);
    expect(await numbers('ÅNG cafe')).toEqual(['K2']);
    expect(await numbers('sohne ang')).toEqual(['K3']);
    expect(await numbers('cafe sohne')).toEqual([]);
    expect(await numbers('k1 nord')).toEqual(['K1']);
    for (const text of ['angstrom OR cafe', 'angstrom NOT cafe', '"cafe" AND angstrom', 'nord OR zenit']) {
      expect(await numbers(text)).toEqual([]);
    }
    expect(await numbers('"angstrom" + café*')).toEqual(['K2']);
    expect(await numbers('  -(nord):^ ')).toEqual(['K1']);
    expect(await search(engine, '')).toEqual([]);
    expect(await search(engine, ' … ')).toEqual([]);
  });

  it('finds nothing of an import that was undone, and everything of the one before it', async () => {
    const engine = await books();
    await importRows(engine.workspace, [
      row('K2', 'Kaffeehaus Angstrom', 'NEU-1'),
      row('K4', 'Novum', 'NEU-2'),
    ]);
    expect(await search(engine, 'neu-')).toEqual([
      ['K2', 'NEU-1'],
      ['K4', 'NEU-2'],
    ]);
    expect(await search(engine, 'kaffeehaus')).toEqual([['K2', expect.any(String)]]);
    const batchId = engine.value('SELECT id FROM import_batch ORDER BY seq DESC') as ImportBatchId;
    await engine.workspace.db.write('undoImport', { batchId }, engine.workspace.context());
    for (const gone of ['neu-', 'novum', 'kaffeehaus', 'k4']) expect(await search(engine, gone)).toEqual([]);
    expect(await search(engine, 'cafe')).toEqual([['K2', 'Café Ångström']]);
  });
});

describe('an account by its key', () => {
  it('is the one with that id or number; by a name only while it has no number and nobody else is called so', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [row('N1', 'Nordlicht', '1')]);
    await importRows(engine.workspace, [
      { customerName: 'Bare name', invoiceNumber: '2', invoiceDate: '2026-04-01', amount: '1.00' },
      { customerName: 'N1 trading', invoiceNumber: '3', invoiceDate: '2026-04-01', amount: '1.00' },
    ]);
    const id = await engine.account('N1');
    expect(await engine.account(id)).toBe(id);
    expect(await engine.account('Bare name')).toBe(
      engine.value("SELECT id FROM account WHERE name = 'Bare name'"),
    );
    for (const key of ['Nordlicht', 'nobody', '', 'n1']) {
      await expect(engine.account(key)).rejects.toMatchObject({
        code: 'not_found',
        message: `There is no account with the id or number "${key}".`,
      });
    }
  });
});
