import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { approveDraft } from '../../../electron/engine/services/outbox/outbox-service.ts';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { InvoiceCopies } from '../../../shared/contract/invoice-files.ts';
import type { InvoiceFileId } from '../../../shared/domain/ids.ts';
import { MAILBOX } from '../../support/engine/cases-of-letters.ts';
import { type FiledBooks, filedBooks } from '../../support/engine/filed-books.ts';

const NUMBERS = ['INV-00001', 'INV-00002'];

interface Copied {
  readonly test: FiledBooks;
  readonly fileIds: readonly InvoiceFileId[];
}

/** Books with the copies of two invoices at hand, and a mailbox to send from. */
async function withCopies(): Promise<Copied> {
  const test = await filedBooks();
  const workspace = test.workspace();
  const mailbox = { ...MAILBOX, smtpUrl: 'smtps://mail.halden.example:465' };
  await workspace.db.write('addMailbox', mailbox, workspace.context());
  const documentIds = await Promise.all(NUMBERS.map((number) => test.documentId(number)));
  const job = await test.run(test.client.invoiceFiles.gatherCopies({ documentIds }));
  return { test, fileIds: (job.result as InvoiceCopies).copies.map(({ fileId }) => fileId) };
}

async function written({ test }: Copied, files: readonly InvoiceFileId[]): Promise<Draft> {
  const documentIds = await Promise.all(NUMBERS.map((number) => test.documentId(number)));
  return test.client.drafts.create({
    target: { accountId: test.accountId, currency: 'EUR' as never, documentIds },
    stage: 'statement',
    edits: {
      to: [{ name: null, address: 'ap@halden.example' }],
      text: 'Copies are attached.',
      files: [...files],
    },
  });
}

async function attachmentsIn(bytes: Uint8Array) {
  const { attachments, text } = await PostalMime.parse(Buffer.from(bytes));
  return {
    text: text?.trim(),
    files: attachments.map(({ filename, content }) => [
      filename,
      Buffer.from(content as ArrayBuffer).toString(),
    ]),
  };
}

const COPIES = NUMBERS.map((number) => [`${number}.pdf`, `%PDF-1.7\n${number}\n%%EOF\n`]);

describe('a letter with copies of its invoices', () => {
  it('says which files go out with it, and how large they are', async () => {
    const copied = await withCopies();
    const draft = await written(copied, copied.fileIds);
    expect(draft.files).toEqual(
      NUMBERS.map((number, index) => ({ fileId: copied.fileIds[index], name: `${number}.pdf`, size: 25 })),
    );
    const { drafts } = await copied.test.client.drafts.list({});
    expect(drafts[0]?.files).toEqual(draft.files);
  });

  it('has them in the bytes that are approved, and the log says which', async () => {
    const copied = await withCopies();
    const { id } = await written(copied, copied.fileIds);
    const workspace = copied.test.workspace();
    const messageId = await approveDraft(workspace, id);
    const bytes = await workspace.db.read('outboxBytes', { id: messageId });
    expect(await attachmentsIn(bytes)).toEqual({ text: 'Copies are attached.', files: COPIES });
    const { entries } = await copied.test.client.accounts.timeline({ id: copied.test.accountId });
    expect(entries.map(({ kind }) => kind)).toContain('mail_approved');
  });

  it('has them in the file that a person saves', async () => {
    const copied = await withCopies();
    const { id } = await written(copied, copied.fileIds);
    const { downloadId } = await copied.test.client.drafts.exportEml({ id });
    const held = copied.test.engine.files.takeDownload(downloadId);
    expect((await attachmentsIn(held?.bytes ?? new Uint8Array())).files).toEqual(COPIES);
  });

  it('is written without them again when they are taken off', async () => {
    const copied = await withCopies();
    const { id } = await written(copied, copied.fileIds);
    expect((await copied.test.client.drafts.change({ id, files: [] })).files).toEqual([]);
    const { downloadId } = await copied.test.client.drafts.exportEml({ id });
    const held = copied.test.engine.files.takeDownload(downloadId);
    expect((await attachmentsIn(held?.bytes ?? new Uint8Array())).files).toEqual([]);
  });

  it('keeps them when only its words are changed', async () => {
    const copied = await withCopies();
    const { id } = await written(copied, copied.fileIds);
    const changed = await copied.test.client.drafts.change({ id, text: 'Please see the copies.' });
    expect(changed.files.map(({ name }) => name)).toEqual(NUMBERS.map((number) => `${number}.pdf`));
  });

  it('has none unless a person wants them', async () => {
    const copied = await withCopies();
    expect((await written(copied, [])).files).toEqual([]);
  });

  it('is not kept at all when its files are too large together, so that trying again makes no second draft', async () => {
    const copied = await withCopies();
    const [id] = copied.fileIds;
    const workspace = copied.test.workspace();
    const scan = { name: 'scan.pdf', mime: 'application/pdf', bytes: Buffer.alloc(15_000_001, 1) };
    await workspace.db.write(
      'keepInvoiceFile',
      { ...scan, id: id as InvoiceFileId, limit: 500_000_000 },
      workspace.context(),
    );
    await expect(written(copied, copied.fileIds)).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringContaining('mail servers take about 15.0 MB'),
    });
    expect((await copied.test.client.drafts.list({})).drafts).toEqual([]);
    const { drafts } = await written(copied, []).then(() => copied.test.client.drafts.list({}));
    expect(drafts).toHaveLength(1);
  });

  it('cannot get another once it is approved', async () => {
    const copied = await withCopies();
    const { id } = await written(copied, []);
    await approveDraft(copied.test.workspace(), id);
    await expect(copied.test.client.drafts.change({ id, files: [...copied.fileIds] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
