import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runErpnext } from '../../support/ledger/erpnext/erpnext-contract.ts';
import { KEY, SECRET } from '../../support/ledger/erpnext/erpnext-dialect.ts';
import { ERPNEXT_SHAPE, erpId } from '../../support/ledger/erpnext/erpnext-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { JUMPING_WAITS, preparedDesk } from './command-line.ts';

const CUSTOMER = 'CUST-00001';
const ORDER = {
  name: 'Order 77.txt',
  mime: 'text/plain',
  bytes: Buffer.from('Rack 7, secret-of-the-order'),
};

/** A desk that has read the sample books of an ERPNext, and a folder for what is written out. */
async function readDesk() {
  const books = sampleBooks(ERPNEXT_SHAPE);
  books.ledger.attach(books.openInvoice, ORDER);
  const system = await runErpnext(books.ledger);
  onTestFinished(() => system.stop());
  const folder = mkdtempSync(join(tmpdir(), 'duebook-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const surroundings = { ...JUMPING_WAITS, ERP_SECRET: SECRET, TMPDIR: temporary, SQLITE_TMPDIR: temporary };
  const desk = await preparedDesk('empty', async () => {}, surroundings);
  const access = ['--set', `address=${system.fake.server.origin}`, '--set', `apiKey=${KEY}`];
  await desk.done(
    'connection',
    'add',
    'Site',
    '--kind',
    'erpnext',
    ...access,
    '--secret',
    'apiSecret=ERP_SECRET',
  );
  await desk.done('sync');
  const invoice = ['--account', CUSTOMER, '--invoice', erpId(books.openInvoice)];
  return { desk, books, system, invoice, temporary, out: (name: string) => join(folder, name) };
}

/** The bytes of every file in these folders, and below them. */
function bytesIn(...folders: readonly string[]): readonly Buffer[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
}

describe('files of an invoice on the command line', () => {
  it('are listed, fetched and written out', async () => {
    const { desk, books, system, invoice, out } = await readDesk();
    const { files, ...rest } = await desk.done('invoice', 'files', ...invoice);
    expect(rest).toMatchObject({ kind: 'invoice', system: 'ERPNext', remark: null });
    expect(files).toMatchObject([
      { kind: 'invoice', name: `${erpId(books.openInvoice)}.pdf`, fetchedAt: null },
      { kind: 'attachment', name: ORDER.name, size: ORDER.bytes.byteLength },
    ]);

    const target = out('invoice.pdf');
    const fetched = await desk.done('invoice', 'fetch', ...invoice, '--out', target);
    expect(fetched).toMatchObject({ out: target, file: { mime: 'application/pdf' } });
    expect(readFileSync(target, 'utf8')).toContain('INV-00001');

    await desk.done('invoice', 'fetch', ...invoice, '--file', files[1].id, '--out', out('order.txt'));
    expect(readFileSync(out('order.txt'))).toEqual(ORDER.bytes);
    const { entries } = await desk.done('log', 'list');
    expect(JSON.stringify(entries)).toContain('Invoice copy fetched');

    await system.stop();
    system.stop = async () => undefined;
    await desk.done('invoice', 'fetch', ...invoice, '--out', out('again.pdf'));
    expect(readFileSync(out('again.pdf'))).toEqual(readFileSync(target));
  });

  it('lie nowhere else in the clear, and no log knows their addresses', async () => {
    const { desk, books, invoice, temporary, out } = await readDesk();
    const { files } = await desk.done('invoice', 'files', ...invoice);
    await desk.done('invoice', 'fetch', ...invoice, '--out', out('invoice.pdf'));
    books.ledger.wantsSignIn = true;
    await desk.refused('invoice', 'fetch', ...invoice, '--file', files[1].id, '--out', out('order.txt'));
    books.ledger.wantsSignIn = false;
    await desk.done('invoice', 'fetch', ...invoice, '--file', files[1].id, '--out', out('order.txt'));
    const kept = bytesIn(desk.folder, temporary);
    expect(kept.length).toBeGreaterThan(2);
    for (const clear of [
      'secret-of-the-order',
      '%PDF-',
      '/private/files',
      'download_file',
      'drive.example',
    ]) {
      expect(kept.filter((bytes) => bytes.includes(clear))).toEqual([]);
    }
  });

  it('say what is not there: the invoice, the file, the folder', async () => {
    const { desk, invoice, out } = await readDesk();
    const unknown = await desk.run('invoice', 'files', '--account', CUSTOMER, '--invoice', 'X-1');
    expect(unknown).toMatchObject({ status: 1, json: { error: { code: 'not_found' } } });
    const other = await desk.run('invoice', 'fetch', ...invoice, '--file', 'nothing', '--out', out('a'));
    expect(other.json.error).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('invoice files'),
    });
    const nowhere = await desk.run('invoice', 'fetch', ...invoice, '--out', join(out('none'), 'a.pdf'));
    expect(nowhere.json.error.code).toBe('bad_file');
  });

  it('leave no file behind when a sign-in page comes in place of one', async () => {
    const { desk, books, invoice, out } = await readDesk();
    books.ledger.wantsSignIn = true;
    const { status, json } = await desk.run('invoice', 'fetch', ...invoice, '--out', out('a.pdf'));
    expect(status).toBe(1);
    expect(json.error.message).toContain('ERPNext gave a web page');
    expect(existsSync(out('a.pdf'))).toBe(false);
  });
});
