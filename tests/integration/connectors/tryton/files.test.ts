import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connector, DocumentKey, ListedFile } from '../../../../electron/engine/connectors/connector.ts';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import { connectTryton, NO_SIGNAL } from '../../../support/tryton/reading.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.warn(reason);

const PDF = Buffer.from('%PDF-1.7\nTryton\n%%EOF\n');
const tagged = (bytes: Buffer) => ({ __class__: 'bytes', base64: bytes.toString('base64') });

describe.skipIf(!available)('files of invoices in a real Tryton', () => {
  let server: SeededTryton;
  let bookkeeper: Bookkeeper;
  let connector: Connector;

  beforeAll(async () => {
    server = await startSeededTryton();
    bookkeeper = await signInBookkeeper(server.address, TRYTON_DATABASE, server.manifest);
    connector = connectTryton({ address: server.address });
  }, 120_000);
  afterAll(async () => {
    await connector?.close?.();
    await server?.stop();
  });

  const invoices = async () => {
    const rows = await bookkeeper.rows(
      'account.invoice',
      [
        ['type', '=', 'out'],
        ['state', '=', 'posted'],
      ],
      [],
    );
    return rows.map(({ id }) => Number(id));
  };
  const keyOf = (id: number): DocumentKey => ({ entity: 'invoice', sourceId: String(id) });
  const printed = (id: number, format: string, bytes: Buffer) =>
    bookkeeper.call('model.account.invoice.write', [
      [id],
      { invoice_report_format: format, invoice_report_cache: tagged(bytes) },
    ]);
  const attach = (id: number, name: string, bytes: Buffer) =>
    bookkeeper.call('model.ir.attachment.create', [
      [{ name, type: 'data', resource: `account.invoice,${id}`, data: tagged(bytes) }],
    ]);
  const list = async (id: number) => {
    const listing = await connector.files?.list(keyOf(id), NO_SIGNAL);
    if (listing === undefined) throw new Error('Tryton has files.');
    return listing;
  };
  const fetchOf = async (id: number, file: ListedFile | undefined) =>
    connector.files?.fetch(keyOf(id), file?.fileId ?? '', NO_SIGNAL);

  test('an invoice that was never printed has none, which is said, and asking writes nothing', async () => {
    const [id = 0] = await invoices();
    const before = await bookkeeper.rows(
      'account.invoice',
      [['id', '=', id]],
      ['write_date', 'invoice_report_format'],
    );
    const { files, remark } = await list(id);
    expect(files).toEqual([]);
    expect(remark).toContain('Print it once in Tryton');
    const fetched = connector.files?.fetch(keyOf(id), 'print', NO_SIGNAL);
    expect(failureReason(await fetched?.catch((error: unknown) => error))).toBe('not_found');
    const after = await bookkeeper.rows(
      'account.invoice',
      [['id', '=', id]],
      ['write_date', 'invoice_report_format'],
    );
    expect(after).toEqual(before);
  });

  test('the reading user gets the print that Tryton keeps', async () => {
    const [, id = 0] = await invoices();
    await printed(id, 'pdf', PDF);
    const { files, remark } = await list(id);
    expect(remark).toBeNull();
    expect(files).toMatchObject([{ kind: 'invoice', mime: 'application/pdf', size: PDF.byteLength }]);
    const file = await fetchOf(id, files[0]);
    expect(file?.mime).toBe('application/pdf');
    expect(PDF.equals(Buffer.from(file?.bytes ?? []))).toBe(true);
  });

  test('a print in another format keeps its format', async () => {
    const [, , id = 0] = await invoices();
    const text = Buffer.from('PK\u0003\u0004 an OpenDocument text', 'latin1');
    await printed(id, 'odt', text);
    const [listed] = (await list(id)).files;
    expect(listed?.name).toBe('Invoice.odt');
    expect(await fetchOf(id, listed)).toMatchObject({ mime: 'application/vnd.oasis.opendocument.text' });
  });

  test('attachments of this invoice come byte for byte; links and those of others do not', async () => {
    const [one = 0, two = 0] = await invoices();
    const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));
    await attach(one, 'Order 77.bin', bytes);
    await attach(two, 'another.txt', Buffer.from('x'));
    await bookkeeper.call('model.ir.attachment.create', [
      [{ name: 'web', type: 'link', link: 'https://elsewhere.example', resource: `account.invoice,${one}` }],
    ]);
    const attached = (await list(one)).files.filter(({ kind }) => kind === 'attachment');
    expect(attached).toMatchObject([{ name: 'Order 77.bin', size: bytes.byteLength }]);
    const file = await fetchOf(one, attached[0]);
    expect(bytes.equals(Buffer.from(file?.bytes ?? []))).toBe(true);
  });

  test('a print that is no PDF, though it is called one, is refused', async () => {
    const [, , , id = 0] = await invoices();
    await printed(id, 'pdf', Buffer.from('<html>Sign in</html>'));
    const [listed] = (await list(id)).files;
    const error = await fetchOf(id, listed).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ details: { got: 'page' } });
  });

  test('a user without rights is told so', async () => {
    const [id = 0] = await invoices();
    const stranger = connectTryton({ address: server.address, user: 'ar_nothing' });
    const error = await stranger.files?.list(keyOf(id), NO_SIGNAL).catch((thrown: unknown) => thrown);
    expect(failureReason(error)).toBe('forbidden');
    await stranger.close?.();
  });

  test('a single line of the ledger has no files', async () => {
    const listing = await connector.files?.list({ entity: 'invoice', sourceId: 'line:7' }, NO_SIGNAL);
    expect(listing).toMatchObject({ files: [], remark: expect.stringContaining('single line') });
  });
});
