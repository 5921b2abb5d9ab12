import { readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { columnsOf, csvOf, type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { watchedFolder } from '../../support/engine/watched-folder.ts';

const row = (number: string, open: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora',
  invoiceNumber: number,
  invoiceDate: '2026-05-01',
  dueDate: '2026-05-15',
  amount: '100.00',
  openAmount: open,
  ...more,
});
const bytesOf = (rows: readonly FileRow[]) => csvOf(rows, columnsOf(rows));

/** A folder whose files' columns a person has mapped before. */
async function mapped(settings: Readonly<Record<string, string>> = {}) {
  const engine = await engineTest();
  const folder = await watchedFolder(engine.workspace, settings);
  await folder.map([row('1', '1.00')]);
  return { engine, folder };
}

const openItems = (engine: EngineTest) =>
  Object.fromEntries(
    engine
      .rows<{ number: string; open_minor: number }>(
        'SELECT number, open_minor FROM document WHERE deleted_at IS NULL ORDER BY number',
      )
      .map(({ number, open_minor }) => [number, open_minor]),
  );
const batches = (engine: EngineTest) => engine.value('SELECT COUNT(*) FROM import_batch');

describe('a file that is dropped into a folder', () => {
  it('is taken in by the import, with the day of its figures, and stays where it is', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00'), row('2', '40.00')], '2026-05-31');
    const before = statSync(join(folder.path, 'items.csv'));
    const outcome = await folder.run();
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [], missing: [] });
    expect(Object.fromEntries(outcome.changed)).toEqual({ customer: 1, invoice: 2 });
    expect(openItems(engine)).toEqual({ 1: 10_000, 2: 4_000 });
    expect(await folder.files()).toMatchObject([
      { name: 'items.csv', state: 'taken', asOf: '2026-05-31', rejected: 0, gone: 0, undone: false },
    ]);
    const after = statSync(join(folder.path, 'items.csv'));
    expect([after.ino, after.size, after.mtimeMs]).toEqual([before.ino, before.size, before.mtimeMs]);
    expect(readdirSync(folder.path)).toEqual(['items.csv']);
  });

  it('is taken in once: later runs do not even read it', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')]);
    await folder.run();
    await folder.run();
    await folder.run({ mode: 'full' });
    expect(batches(engine)).toBe(1);
    expect(engine.rows('SELECT calls FROM sync_run ORDER BY seq')).toEqual([
      { calls: 1 },
      { calls: 0 },
      { calls: 0 },
    ]);
  });

  it('waits while it is written, and is taken in by the run that finds it at rest', async () => {
    const { engine, folder } = await mapped();
    const whole = bytesOf([row('1', '100.00'), row('2', '40.00')]);
    folder.write('items.csv', whole.subarray(0, whole.length - 30));
    await folder.run({ meanwhile: () => folder.write('items.csv', whole.subarray(0, whole.length - 10)) });
    expect(await folder.states()).toEqual({ 'items.csv': 'waiting' });
    expect(batches(engine)).toBe(0);
    folder.write('items.csv', whole);
    await folder.run();
    expect(await folder.states()).toEqual({ 'items.csv': 'taken' });
    expect(openItems(engine)).toEqual({ 1: 10_000, 2: 4_000 });
  });

  it('waits when only its time changed between the looks, and when it was replaced by a rename', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')], '2026-05-30');
    await folder.run({ meanwhile: () => folder.put('items.csv', [row('1', '100.00')], '2026-05-31') });
    expect(await folder.states()).toEqual({ 'items.csv': 'waiting' });
    folder.put('items.csv', [row('1', '100.00')], '2026-05-31');
    await folder.run({ meanwhile: () => folder.put('items.csv', [row('1', '200.00')], '2026-05-31') });
    expect(batches(engine)).toBe(0);
  });

  it('comes with an atomic rename out of another name: what has the other name is not looked at', async () => {
    const { engine, folder } = await mapped();
    writeFileSync(join(folder.path, 'items.csv.part'), bytesOf([row('1', '100.00')]));
    folder.write('empty.csv', '');
    await folder.run({
      meanwhile: () => renameSync(join(folder.path, 'items.csv.part'), join(folder.path, 'items.csv')),
    });
    expect(batches(engine)).toBe(0);
    await folder.run();
    expect(await folder.states()).toEqual({ 'empty.csv': 'waiting', 'items.csv': 'taken' });
  });

  it('is not taken for complete while it is empty, or while a browser writes beside it', async () => {
    const { engine, folder } = await mapped();
    folder.write('cloud.csv', '');
    folder.put('items.csv', [row('1', '100.00')]);
    writeFileSync(join(folder.path, 'items.csv.crdownload'), 'x');
    await folder.run();
    expect(await folder.states()).toEqual({ 'cloud.csv': 'waiting', 'items.csv': 'waiting' });
    expect(batches(engine)).toBe(0);
  });

  it('is forgotten when it goes away before it was taken in', async () => {
    const { folder } = await mapped();
    folder.write('cloud.csv', '');
    await folder.run();
    rmSync(join(folder.path, 'cloud.csv'));
    await folder.run();
    expect(await folder.files()).toEqual([]);
  });

  it('is never reached over a link', async () => {
    const { engine, folder } = await mapped();
    const outside = join(folder.path, '..', 'secret.csv');
    writeFileSync(outside, bytesOf([row('1', '100.00')]));
    symlinkSync(outside, join(folder.path, 'linked.csv'));
    await folder.run();
    expect(await folder.files()).toEqual([]);
    expect(batches(engine)).toBe(0);
  });

  it.each([
    '$(touch x); rm -rf.csv',
    "a'; DROP TABLE account; --.csv",
    '-rf.csv',
    'a\nb.csv',
    '\u202Egpj.csv',
  ])('may be called %j: the log and the import name it on one line', async (name) => {
    const { engine, folder } = await mapped();
    folder.put(name, [row('1', '100.00')]);
    await folder.run();
    expect(await folder.states()).toEqual({ [name]: 'taken' });
    expect(engine.value('SELECT file_name FROM import_batch')).not.toMatch(/[\n\u202E]/);
    expect(readdirSync(folder.path)).toEqual([name]);
  });
});

describe('several files', () => {
  it('at once are taken in in the order of their days, so that the newest figures stand', async () => {
    const { engine, folder } = await mapped();
    folder.put('b.csv', [row('1', '30.00')], '2026-05-31');
    folder.put('a.csv', [row('1', '60.00')], '2026-05-30');
    await folder.run();
    expect(await folder.states()).toEqual({ 'a.csv': 'taken', 'b.csv': 'taken' });
    expect(openItems(engine)).toEqual({ 1: 3_000 });
  });

  it('with the same content count once, whatever they are called', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')], '2026-05-30');
    folder.put('copy of items.csv', [row('1', '100.00')], '2026-05-31');
    await folder.run();
    expect(await folder.states()).toEqual({ 'items.csv': 'taken', 'copy of items.csv': 'same' });
    expect(batches(engine)).toBe(1);
  });

  it('that were imported by hand before are not imported again, nor is what a person undid', async () => {
    const { engine, folder } = await mapped();
    await importRows(engine.workspace, [row('1', '100.00')]);
    const [batch] = await engine.workspace.db.read('importHistory', null);
    if (batch === undefined) throw new Error('Nothing was imported.');
    await engine.workspace.db.write('undoImport', { batchId: batch.id }, engine.workspace.context());
    folder.put('items.csv', [row('1', '100.00')]);
    await folder.run();
    expect(await folder.states()).toEqual({ 'items.csv': 'same' });
    expect(openItems(engine)).toEqual({});
  });

  it('an older export that comes late does not overwrite newer figures, and says so', async () => {
    const { engine, folder } = await mapped();
    folder.put('new.csv', [row('1', '30.00')], '2026-05-31');
    await folder.run();
    folder.put('old.csv', [row('1', '60.00')], '2026-05-20');
    await folder.run();
    expect(openItems(engine)).toEqual({ 1: 3_000 });
    const [old] = (await folder.files()).filter(({ name }) => name === 'old.csv');
    expect(old?.text).toContain('newer figures');
  });

  it('of which one is broken: the others are taken in, and that one says what is wrong', async () => {
    const { engine, folder } = await mapped();
    folder.write('broken.xlsx', 'PK\u0003\u0004 no workbook');
    folder.put('items.csv', [row('1', '100.00')]);
    const outcome = await folder.run();
    expect(outcome.state).toBe('done');
    expect(await folder.states()).toEqual({ 'broken.xlsx': 'refused', 'items.csv': 'taken' });
    expect((await folder.files())[0]?.text).toContain('broken.xlsx');
    expect(batches(engine)).toBe(1);
  });

  it('a file of the same name that was overwritten is read again', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')], '2026-05-30');
    await folder.run();
    folder.put('items.csv', [row('1', '0.00')], '2026-05-31');
    await folder.run();
    expect(openItems(engine)).toEqual({ 1: 0 });
    expect(batches(engine)).toBe(2);
  });

  it('a list that is as it was before counts again under the name of a later day', async () => {
    const { engine, folder } = await mapped({ asOf: 'name' });
    folder.put('2026-05-28.csv', [row('1', '100.00')]);
    folder.put('2026-05-29.csv', [row('1', '0.00')]);
    folder.put('2026-05-30.csv', [row('1', '100.00')]);
    await folder.run();
    expect(openItems(engine)).toEqual({ 1: 10_000 });
  });
});

describe('a file with columns that nobody has mapped', () => {
  it('is asked for, never guessed, and is taken in once its columns were mapped', async () => {
    const engine = await engineTest();
    const folder = await watchedFolder(engine.workspace);
    folder.put('items.csv', [row('1', '100.00')]);
    const outcome = await folder.run();
    expect(outcome.state).toBe('done');
    expect(await folder.states()).toEqual({ 'items.csv': 'needs_mapping' });
    expect(batches(engine)).toBe(0);
    await folder.run();
    expect(await folder.states()).toEqual({ 'items.csv': 'needs_mapping' });
    await folder.map([row('1', '1.00')]);
    await folder.run();
    expect(await folder.states()).toEqual({ 'items.csv': 'taken' });
    expect(openItems(engine)).toEqual({ 1: 10_000 });
  });

  it('counts as taken in once a person imported it by hand', async () => {
    const engine = await engineTest();
    const folder = await watchedFolder(engine.workspace);
    folder.put('items.csv', [row('1', '100.00')]);
    await folder.run();
    await importRows(engine.workspace, [row('1', '100.00')]);
    await folder.run();
    expect(await folder.files()).toMatchObject([{ state: 'taken', undone: false }]);
    expect(batches(engine)).toBe(1);
  });
});

describe('a complete list', () => {
  it('asks about what it no longer holds, and closes nothing', async () => {
    const { engine, folder } = await mapped({ complete: 'yes' });
    folder.put('one.csv', [row('1', '100.00'), row('2', '40.00')], '2026-05-30');
    folder.put('two.csv', [row('1', '100.00')], '2026-05-31');
    await folder.run();
    expect(openItems(engine)).toEqual({ 1: 10_000, 2: 4_000 });
    const two = (await folder.files()).find(({ name }) => name === 'two.csv');
    expect(two).toMatchObject({ state: 'taken', gone: 1 });
  });

  it('is no complete list when the person did not say so', async () => {
    const { folder } = await mapped();
    folder.put('one.csv', [row('1', '100.00'), row('2', '40.00')], '2026-05-30');
    folder.put('two.csv', [row('1', '100.00')], '2026-05-31');
    await folder.run();
    expect((await folder.files()).map(({ gone }) => gone)).toEqual([0, 0]);
  });

  it('that refuses rows counts them', async () => {
    const { folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00'), row('2', '40.00', { dueDate: '2026-02-30' })]);
    await folder.run();
    expect(await folder.files()).toMatchObject([{ state: 'taken', rejected: 1 }]);
  });
});

describe('the day of the figures', () => {
  const name = 'items 2026-05-20.csv';

  it.each([
    ['auto', '2026-05-20'],
    ['name', '2026-05-20'],
    ['modified', '2026-05-31'],
  ])('with the choice "%s" is %s', async (asOf, day) => {
    const { engine, folder } = await mapped({ asOf });
    folder.put(name, [row('1', '100.00')], '2026-05-31');
    await folder.run();
    expect(engine.value('SELECT as_of FROM import_batch')).toBe(day);
  });

  it.each([
    ['file', 'does not say which day'],
    ['name', 'holds no day'],
  ])('is asked for when it is not where the person said: %s', async (asOf, text) => {
    const { engine, folder } = await mapped({ asOf });
    folder.put('items.csv', [row('1', '100.00')]);
    await folder.run();
    const [file] = await folder.files();
    expect(file?.state).toBe('refused');
    expect(file?.text).toContain(text);
    expect(batches(engine)).toBe(0);
  });

  it('is how fresh the connection is, however often the folder is looked at', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')], '2026-05-29');
    await folder.run();
    engine.clock.forward(3);
    await folder.run();
    const [connection] = await engine.workspace.db.read('connections', null);
    expect(connection?.freshAt?.slice(0, 10)).toBe('2026-05-29');
    expect(connection?.status).toBe('ready');
  });
});

describe('a folder that is not there', () => {
  it('is told calmly, keeps what was read, and goes on when it is back', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')]);
    await folder.run();
    renameSync(folder.path, `${folder.path} away`);
    const outcome = await folder.run();
    expect(outcome).toMatchObject({ state: 'failed', error: { code: 'network', reason: 'network_down' } });
    expect(openItems(engine)).toEqual({ 1: 10_000 });
    expect(await folder.states()).toEqual({ 'items.csv': 'taken' });
    renameSync(`${folder.path} away`, folder.path);
    folder.put('more.csv', [row('2', '40.00')]);
    expect((await folder.run()).state).toBe('done');
    expect(openItems(engine)).toEqual({ 1: 10_000, 2: 4_000 });
  });

  it('that goes away between the looks ends the run without harm', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')]);
    const outcome = await folder.run({ meanwhile: () => renameSync(folder.path, `${folder.path} away`) });
    expect(outcome.state).toBe('failed');
    expect(batches(engine)).toBe(0);
    renameSync(`${folder.path} away`, folder.path);
    await folder.run();
    expect(openItems(engine)).toEqual({ 1: 10_000 });
  });

  it('and a run that is stopped keeps the files before it', async () => {
    const { engine, folder } = await mapped();
    folder.put('items.csv', [row('1', '100.00')]);
    const stop = new AbortController();
    const outcome = await folder.run({ signal: stop.signal, meanwhile: () => stop.abort() });
    expect(outcome).toMatchObject({ state: 'cancelled' });
    expect(batches(engine)).toBe(0);
  });
});

describe('what a run of a folder changed', () => {
  it('is told in the list of the run, once, and the import stands in the log', async () => {
    const { engine, folder } = await mapped();
    folder.put('one.csv', [row('1', '100.00'), row('2', '40.00'), row('3', '70.00')], '2026-05-29');
    await folder.run();
    expect(engine.rows('SELECT kind FROM sync_change')).toEqual([]);
    folder.put(
      'two.csv',
      [row('1', '0.00'), row('2', '10.00'), row('3', '70.00', { dueDate: '2026-06-15' }), row('4', '5.00')],
      '2026-05-30',
    );
    await folder.run();
    expect(engine.rows('SELECT kind FROM sync_change ORDER BY kind').map(({ kind }) => kind)).toEqual([
      'due_date_changed',
      'invoice_added',
      'paid',
      'part_paid',
    ]);
    await folder.run();
    expect(engine.value('SELECT COUNT(*) FROM sync_change')).toBe(4);
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'import'")).toBe(2);
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'books_read'")).toBe(0);
  });

  it('tells of payments that a file of payments brings', async () => {
    const { engine, folder } = await mapped();
    const payment: FileRow = { customerNumber: 'A', paymentDate: '2026-05-20', amount: '25.00' };
    await folder.map([payment], 'payments');
    folder.put('items.csv', [row('1', '100.00')], '2026-05-29');
    await folder.run();
    folder.put('payments.csv', [payment], '2026-05-30');
    await folder.run();
    expect(engine.rows('SELECT kind FROM sync_change')).toContainEqual({ kind: 'payment_received' });
  });
});

it('the bytes of every file of a folder are the same after many runs', async () => {
  const { folder } = await mapped({ complete: 'yes' });
  folder.put('one.csv', [row('1', '100.00')], '2026-05-29');
  folder.write('broken.csv', 'no table at all');
  folder.write('empty.csv', '');
  const bytes = () =>
    readdirSync(folder.path).map((name) => [name, readFileSync(join(folder.path, name), 'hex')]);
  const before = bytes();
  for (const mode of ['changes', 'full', 'changes'] as const) await folder.run({ mode });
  expect(bytes()).toEqual(before);
});
