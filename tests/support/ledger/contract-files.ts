import { describe, expect, test } from 'vitest';
import type { DocumentKey } from '../../../electron/engine/connectors/connector.ts';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import { type ContractDialect, contractHarness } from './contract-harness.ts';
import { printOf } from './document-files.ts';

const going = () => new AbortController().signal;
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 255]);
const ORDER = { name: 'Order 77.png', mime: 'image/png', bytes: PICTURE };

/** What every connector with files of documents has to do; one without says so. */
export function filesContract(dialect: ContractDialect): void {
  const { shape } = dialect;
  const { begin } = contractHarness(dialect);

  describe(`${dialect.name} and files of documents`, () => {
    test('says whether there are any', async () => {
      const { connector } = await begin();
      expect(connector.files !== undefined).toBe(connector.capabilities.documents);
      expect(connector.capabilities.documents || shape.attachments !== true).toBe(true);
    });

    test('an invoice and a credit note come as the PDFs that the system has', async () => {
      const { books, connector } = await begin();
      const { files } = connector;
      if (files === undefined) return;
      for (const entity of ['invoice', 'credit_note'] as const) {
        const id = entity === 'invoice' ? books.openInvoice : books.credit;
        const key: DocumentKey = { entity, sourceId: shape.idOf(entity, id) };
        const listing = await files.list(key, going());
        expect(listing.remark).toBeNull();
        const own = listing.files.filter(({ kind }) => kind === 'invoice');
        expect(own).toHaveLength(1);
        const file = await files.fetch(key, own[0]?.fileId ?? '', going());
        const document = books.ledger.documents.get(id);
        expect(document && printOf(document).equals(Buffer.from(file.bytes))).toBe(true);
        expect(file.mime).toBe('application/pdf');
      }
    });

    test('attachments are listed with name and size, and come byte for byte', async () => {
      const { books, connector } = await begin();
      const { files } = connector;
      if (files === undefined || shape.attachments !== true) return;
      books.ledger.attach(books.openInvoice, ORDER);
      books.ledger.attach(books.partPaid, { ...ORDER, name: 'another.png' });
      const key = keyOf(dialect, books.openInvoice);
      const listed = (await files.list(key, going())).files.filter(({ kind }) => kind === 'attachment');
      expect(listed).toMatchObject([{ name: ORDER.name, size: PICTURE.byteLength }]);
      const file = await files.fetch(key, listed[0]?.fileId ?? '', going());
      expect(file).toMatchObject({ name: ORDER.name, mime: 'image/png' });
      expect(PICTURE.equals(Buffer.from(file.bytes))).toBe(true);
    });

    test('a sign-in page in place of a file is an error that says so, without any address', async () => {
      const { books, connector } = await begin();
      const { files } = connector;
      if (files === undefined) return;
      books.ledger.attach(books.openInvoice, ORDER);
      const key = keyOf(dialect, books.openInvoice);
      const listing = await files.list(key, going());
      books.ledger.wantsSignIn = true;
      for (const { fileId } of listing.files) {
        const failure = await failureOf(files.fetch(key, fileId, going()));
        expect(failure.details).toMatchObject({ reason: 'bad_answer', got: 'page' });
        expect(JSON.stringify([failure.message, failure.details])).not.toMatch(/https?:|secret|s3cr3t/);
      }
    });

    test('a file that is too large is refused before it is fetched, where its size is known', async () => {
      const { books, connector } = await begin();
      const { files } = connector;
      if (files === undefined || shape.attachments !== true) return;
      books.ledger.attach(books.openInvoice, { ...ORDER, bytes: Buffer.alloc(25_000_001, 1) });
      const key = keyOf(dialect, books.openInvoice);
      const listed = (await files.list(key, going())).files.find(({ kind }) => kind === 'attachment');
      const failure = await failureOf(files.fetch(key, listed?.fileId ?? '', going()));
      expect(failure.message).toContain('larger than 25 MB');
    });

    test('a file that is gone meanwhile is told apart', async () => {
      const { books, connector } = await begin();
      const { files } = connector;
      if (files === undefined || shape.attachments !== true) return;
      books.ledger.attach(books.openInvoice, ORDER);
      const key = keyOf(dialect, books.openInvoice);
      const listed = (await files.list(key, going())).files.find(({ kind }) => kind === 'attachment');
      books.ledger.files.clear();
      const failure = await failureOf(files.fetch(key, listed?.fileId ?? '', going()));
      expect(failure.details).toMatchObject({ reason: 'not_found' });
    });
  });
}

function keyOf({ shape }: ContractDialect, invoice: string): DocumentKey {
  return { entity: 'invoice', sourceId: shape.idOf('invoice', invoice) };
}

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (isEngineError(error)) return error;
  throw new Error(`No failure of a connector: ${String(error)}`);
}
