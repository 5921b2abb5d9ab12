import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, JUMPING_WAITS, preparedDesk } from './command-line.ts';

const MAPPING = JSON.stringify({
  kind: 'invoices',
  currency: 'EUR',
  dateFormat: 'yyyy-MM-dd',
  columns: { customerNumber: 'Cust', invoiceNumber: 'Inv', dueDate: 'Due', amount: 'Amount' },
});
const items = (...amounts: readonly string[]) =>
  csv(
    ['Cust', 'Inv', 'Due', 'Amount'],
    ...amounts.map((amount, index) => ['42', `R-${index}`, '2026-01-31', amount]),
  );

/** Waits between two looks pass at once. */
const emptyBooks = () => preparedDesk('empty', async () => {}, JUMPING_WAITS);

async function deskWithFolder() {
  const desk = await emptyBooks();
  const path = join(desk.folder, 'exports');
  mkdirSync(path);
  const drop = (name: string, text: string, day: string) => {
    writeFileSync(join(path, name), text);
    utimesSync(join(path, name), new Date(`${day}T12:00:00Z`), new Date(`${day}T12:00:00Z`));
  };
  const added = await desk.done('connection', 'add', 'Exports', '--kind', 'folder', '--set', `path=${path}`);
  return { desk, path, drop, added };
}

describe('a folder on the command line', () => {
  it('is set up, tested and read: a new shape is asked for and taken in once its mapping was kept', async () => {
    const { desk, path, drop, added } = await deskWithFolder();
    expect(added.connection).toMatchObject({
      name: 'Exports',
      kind: 'folder',
      status: 'new',
      settings: { path },
    });
    drop('first.csv', items('10.00', '20.00'), '2026-02-01');
    expect(await desk.done('connection', 'test', 'Exports')).toMatchObject({ ok: true });

    const asked = (await desk.done('sync')).connections[0];
    expect(asked).toMatchObject({
      status: 'ready',
      pulled: { invoices: 0 },
      files: [{ name: 'first.csv', state: 'needs_mapping' }],
    });

    const map = desk.file('map.json', MAPPING);
    await desk.done('import', join(path, 'first.csv'), '--map', map, '--keep-mapping');
    drop('second.csv', items('10.00', '5.00', '7.50'), '2026-02-02');
    const read = (await desk.done('sync', '--connection', 'Exports')).connections[0];
    expect(read.pulled).toMatchObject({ invoices: 4, customers: 1 });
    expect(
      read.files.map(({ name, state }: { name: string; state: string }) => [name, state]).sort(),
    ).toEqual([
      ['first.csv', 'taken'],
      ['second.csv', 'taken'],
    ]);
    const { totals } = await desk.done('aging');
    expect(totals).toMatchObject([{ currency: 'EUR', net: '22.50' }]);
  });

  it('that is not there fails with status 1, in calm words, and is read when it is back', async () => {
    const { desk, path } = await deskWithFolder();
    rmSync(path, { recursive: true });
    const failed = await desk.run('sync');
    expect(failed.status).toBe(1);
    expect(failed.json.connections[0]).toMatchObject({
      status: 'failing',
      error: { code: 'network', reason: 'network_down' },
    });
    mkdirSync(path);
    expect((await desk.done('sync')).connections[0]).toMatchObject({ status: 'ready', files: [] });
  });

  it('has settings that are refused in words when they cannot be right', async () => {
    const desk = await emptyBooks();
    const add = ['connection', 'add', 'X', '--kind', 'folder'];
    expect((await desk.refused(...add)).message).toContain('path');
    expect((await desk.refused(...add, '--set', 'path=/tmp', '--set', 'asOf=never')).message).toContain(
      'asOf',
    );
    expect((await desk.refused(...add, '--set', 'path=/tmp', '--set', 'move=yes')).message).toContain('move');
  });
});
