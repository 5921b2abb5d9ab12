import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import type { Job } from '../../../shared/contract/app.ts';
import type { InvoiceCopies, InvoiceFilesView } from '../../../shared/contract/invoice-files.ts';
import { type FiledBooks, filedBooks } from '../../support/engine/filed-books.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

const ORDER = {
  name: 'Order 77.txt',
  mime: 'text/plain',
  bytes: Buffer.from('Rack 7, please, secret-of-the-order'),
};

const entriesOf = async ({ client, accountId }: FiledBooks) =>
  (await client.accounts.timeline({ id: accountId })).entries.filter(
    ({ kind }) => kind === 'invoice_file_fetched',
  );

/** Looks for the files of an invoice and hands back what is known then. */
async function looked(test: FiledBooks, number: string): Promise<InvoiceFilesView> {
  const documentId = await test.documentId(number);
  expect(await test.run(test.client.invoiceFiles.look({ documentId }))).toMatchObject({ state: 'done' });
  return test.client.invoiceFiles.list({ documentId });
}

async function fetched(test: FiledBooks, number: string, name: string): Promise<Job> {
  const file = (await looked(test, number)).files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`${number} has no ${name}.`);
  return test.run(test.client.invoiceFiles.fetch({ id: file.id }));
}

describe('files of an invoice', () => {
  it('are not asked for before a person wants them', async () => {
    const test = await filedBooks();
    const documentId = await test.documentId('INV-00001');
    expect(await test.client.invoiceFiles.list({ documentId })).toMatchObject({
      number: 'INV-00001',
      system: 'Tryton',
      unavailable: null,
      listedAt: null,
      files: [],
    });
    expect(test.files.asked).toEqual([]);
  });

  it('are listed with what the system says of them, the invoice itself first and by its number', async () => {
    const test = await filedBooks();
    test.books.ledger.attach(test.books.openInvoice, ORDER);
    const view = await looked(test, 'INV-00001');
    expect(view.listedAt).not.toBeNull();
    expect(view.files).toMatchObject([
      { kind: 'invoice', name: 'INV-00001.pdf', size: null, fetchedAt: null },
      { kind: 'attachment', name: 'Order 77.txt', size: ORDER.bytes.byteLength, fetchedAt: null },
    ]);
  });

  it('come into the workspace, stay there, and are told in the timeline', async () => {
    const test = await filedBooks();
    expect(await fetched(test, 'INV-00001', 'INV-00001.pdf')).toMatchObject({ state: 'done', kind: 'files' });
    test.files.before = () => {
      throw connectorFailure('network_down', 'The books could not be reached.');
    };
    const documentId = await test.documentId('INV-00001');
    const [file] = (await test.client.invoiceFiles.list({ documentId })).files;
    expect(file).toMatchObject({ mime: 'application/pdf', size: 25 });
    const shown = await test.client.invoiceFiles.open({ id: file?.id as never });
    expect(Buffer.from(shown.base64, 'base64').toString()).toBe('%PDF-1.7\nINV-00001\n%%EOF\n');
    expect(await entriesOf(test)).toMatchObject([{ summary: 'Invoice copy fetched: INV-00001.pdf' }]);
  });

  it('are saved under their names, byte for byte', async () => {
    const test = await filedBooks();
    test.books.ledger.attach(test.books.openInvoice, ORDER);
    await fetched(test, 'INV-00001', ORDER.name);
    const documentId = await test.documentId('INV-00001');
    const file = (await test.client.invoiceFiles.list({ documentId })).files.find(
      ({ name }) => name === ORDER.name,
    );
    const download = await test.client.invoiceFiles.save({ id: file?.id as never });
    expect(download).toMatchObject({ fileName: ORDER.name, size: ORDER.bytes.byteLength });
    const held = test.engine.files.takeDownload(download.downloadId);
    expect(Buffer.from(held?.bytes ?? []).equals(ORDER.bytes)).toBe(true);
  });

  it('lie nowhere on the disk in the clear', async () => {
    const test = await filedBooks();
    test.books.ledger.attach(test.books.openInvoice, ORDER);
    expect(await fetched(test, 'INV-00001', ORDER.name)).toMatchObject({ state: 'done' });
    const paths = readdirSync(test.home, { recursive: true, withFileTypes: true });
    const whole = paths
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name)));
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.some((bytes) => bytes.includes('secret-of-the-order'))).toBe(false);
  });

  it('are fetched again without a second entry when they are the same, and with one when they are not', async () => {
    const test = await filedBooks();
    await fetched(test, 'INV-00001', 'INV-00001.pdf');
    await fetched(test, 'INV-00001', 'INV-00001.pdf');
    expect(await entriesOf(test)).toHaveLength(1);
    const document = test.books.ledger.documents.get(test.books.openInvoice);
    test.books.ledger.documents.set(test.books.openInvoice, { ...document, number: 'INV-1b' } as never);
    await fetched(test, 'INV-00001', 'INV-00001.pdf');
    expect(await entriesOf(test)).toHaveLength(2);
  });

  it('that are gone in the books stay when they are here, and are forgotten when they are not', async () => {
    const test = await filedBooks();
    test.books.ledger.attach(test.books.openInvoice, ORDER);
    test.books.ledger.attach(test.books.openInvoice, { ...ORDER, name: 'later.txt' });
    await fetched(test, 'INV-00001', ORDER.name);
    test.books.ledger.files.clear();
    const { files } = await looked(test, 'INV-00001');
    expect(files.map(({ name }) => name)).toEqual(['INV-00001.pdf', ORDER.name]);
  });

  it('count among the calls of the month', async () => {
    const test = await filedBooks();
    const workspace = test.workspace();
    const usage = async () => (await test.client.connections.list())[0]?.usage;
    const before = await usage();
    await workspace.db.maintain(
      'countUsage',
      { connectionId: test.connectionId, calls: 3, bytes: 900 },
      workspace.context(),
    );
    expect(await usage()).toMatchObject({
      calls: (before?.calls ?? 0) + 3,
      bytes: (before?.bytes ?? 0) + 900,
    });
  });
});

describe('when there is nothing to be had', () => {
  it('an invoice from a file says so, and no job asks anybody', async () => {
    const test = await filedBooks();
    await importRows(test.workspace(), [
      {
        customerNumber: 'A',
        customerName: 'Anker AG',
        invoiceNumber: 'F-1',
        invoiceDate: '2026-04-01',
        dueDate: '2026-05-01',
        amount: '1.00',
        currency: 'EUR',
      },
    ]);
    const [anker] = await test.client.accounts.search({ text: 'Anker' });
    const [document] = (await test.client.accounts.get({ id: anker?.id as never })).documents;
    const documentId = document?.id as never;
    const view = await test.client.invoiceFiles.list({ documentId });
    expect(view).toMatchObject({ system: null, unavailable: expect.stringContaining('came from a file') });
    expect(await test.run(test.client.invoiceFiles.look({ documentId }))).toMatchObject({
      state: 'failed',
      error: { code: 'not_ready', message: view.unavailable },
    });
  });

  it('the reason of the system is kept and shown', async () => {
    const test = await filedBooks();
    test.files.unprinted.add(test.books.openInvoice);
    expect(await looked(test, 'INV-00001')).toMatchObject({
      files: [],
      remark: 'The books keep no print of this invoice.',
    });
  });

  it('a file that is not here cannot be opened or saved', async () => {
    const test = await filedBooks();
    const [file] = (await looked(test, 'INV-00001')).files;
    const id = file?.id as never;
    await expect(test.client.invoiceFiles.open({ id })).rejects.toMatchObject({ code: 'not_ready' });
    await expect(test.client.invoiceFiles.save({ id })).rejects.toMatchObject({ code: 'not_ready' });
    await expect(test.client.invoiceFiles.open({ id: 'nothing' as never })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('a sign-in page is an error in words, and nothing is kept of it', async () => {
    const test = await filedBooks();
    await looked(test, 'INV-00001');
    test.books.ledger.wantsSignIn = true;
    const job = await fetched(test, 'INV-00001', 'INV-00001.pdf');
    expect(job).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('gave a web page') },
    });
    expect((await looked(test, 'INV-00001')).files).toMatchObject([{ fetchedAt: null }]);
  });

  it('whoever stops it is obeyed, and nothing is kept', async () => {
    const test = await filedBooks();
    const [file] = (await looked(test, 'INV-00001')).files;
    let begun: () => void = () => undefined;
    const under = new Promise<void>((resolve) => {
      begun = resolve;
    });
    test.files.before = (signal) => {
      begun();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(connectorFailure('network_down', 'It was cut.')));
      });
    };
    const { jobId } = await test.client.invoiceFiles.fetch({ id: file?.id as never });
    await under;
    await test.client.app.jobs.cancel({ id: jobId });
    await test.ended(jobId);
    expect(
      (await test.client.invoiceFiles.list({ documentId: await test.documentId('INV-00001') })).files,
    ).toMatchObject([{ fetchedAt: null }]);
  });
});

describe('copies of several invoices', () => {
  const copiesOf = async (test: FiledBooks, numbers: readonly string[]): Promise<Job> => {
    const documentIds = await Promise.all(numbers.map((number) => test.documentId(number)));
    return test.run(test.client.invoiceFiles.gatherCopies({ documentIds }));
  };

  it('are fetched where they are missing, and only there', async () => {
    const test = await filedBooks();
    await fetched(test, 'INV-00001', 'INV-00001.pdf');
    test.files.asked.length = 0;
    const job = await copiesOf(test, ['INV-00001', 'INV-00002']);
    const { copies, missing } = job.result as InvoiceCopies;
    expect(copies.map(({ name }) => name)).toEqual(['INV-00001.pdf', 'INV-00002.pdf']);
    expect(missing).toEqual([]);
    expect(test.files.asked).toEqual([`list ${test.books.partPaid}`, `fetch ${test.books.partPaid} pdf`]);
  });

  it('come all the same where one of them cannot be had, which is named with the reason', async () => {
    const test = await filedBooks();
    test.files.unprinted.add(test.books.openInvoice);
    const { copies, missing } = (await copiesOf(test, ['INV-00001', 'INV-00002'])).result as InvoiceCopies;
    expect(copies.map(({ name }) => name)).toEqual(['INV-00002.pdf']);
    expect(missing).toMatchObject([
      { number: 'INV-00001', problem: 'The books keep no print of this invoice.' },
    ]);
  });

  it('end with what stands in the way of all of them', async () => {
    const test = await filedBooks();
    test.files.before = () => {
      throw connectorFailure('auth_revoked', 'The books do not accept the password.');
    };
    expect(await copiesOf(test, ['INV-00001', 'INV-00002'])).toMatchObject({
      state: 'failed',
      error: { code: 'connector_auth' },
    });
    expect(test.files.asked).toHaveLength(1);
  });
});
