import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentId, DraftId, InvoiceFileId } from '../../../shared/domain/ids.ts';
import { content, documentsOf, withFetched, withListed } from '../../support/engine/cases-of-files.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';

const keep = (engine: EngineTest, id: InvoiceFileId, text: string, limit?: number) =>
  engine.workspace.db.write('keepInvoiceFile', content(id, text, limit), engine.workspace.context());
const attach = (engine: EngineTest, draftId: DraftId, fileIds: readonly InvoiceFileId[]) =>
  engine.workspace.db.write('attachInvoiceFiles', { draftId, fileIds }, engine.workspace.context());
const kept = (engine: EngineTest) =>
  engine
    .rows<{ readonly id: InvoiceFileId }>('SELECT id FROM invoice_file WHERE sha256 IS NOT NULL')
    .map(({ id }) => id);

/** As many listed files as wanted, of one document. */
async function listed(engine: EngineTest, count: number): Promise<readonly InvoiceFileId[]> {
  await withListed(engine);
  const [documentId] = documentsOf(engine);
  const files = Array.from({ length: count }, (_, index) => ({
    ...({
      sourceId: `f${index}`,
      kind: 'attachment',
      name: `f${index}.pdf`,
      mime: null,
      size: null,
    } as const),
  }));
  const listing = { documentId: documentId as DocumentId, remark: null, files };
  await engine.workspace.db.maintain('keepFileListing', listing, engine.workspace.context());
  const rows = await engine.workspace.db.read('invoiceFiles', { documentId: documentId as DocumentId });
  return rows.map(({ id }) => id);
}

describe('kept contents', () => {
  it('of two files that are the same are kept once', async () => {
    const engine = await engineTest();
    const [one, two] = await listed(engine, 2);
    await keep(engine, one as InvoiceFileId, 'same');
    await keep(engine, two as InvoiceFileId, 'same');
    expect(engine.value('SELECT COUNT(*) FROM file_content')).toBe(1);
    expect(kept(engine)).toHaveLength(2);
  });

  it('above the limit go by their age: the one that was fetched longest ago first, never the newest', async () => {
    const engine = await engineTest();
    const [one, two, three] = (await listed(engine, 3)) as [InvoiceFileId, InvoiceFileId, InvoiceFileId];
    const size = content(one, 'aaaa').bytes.byteLength;
    await keep(engine, one, 'aaaa', 2 * size);
    await keep(engine, two, 'bbbb', 2 * size);
    expect((await keep(engine, three, 'cccc', 2 * size)).output).toEqual({ forgotten: 1 });
    expect(kept(engine).sort()).toEqual([two, three].sort());
    expect((await keep(engine, one, 'aaaa', 1)).output).toEqual({ forgotten: 2 });
    expect(kept(engine)).toEqual([one]);
  });

  it('that go out with a draft stay, whatever the limit', async () => {
    const engine = await engineTest();
    const { draftId, fileIds } = await withFetched(engine);
    const [attached, newest] = fileIds as [InvoiceFileId, InvoiceFileId];
    await attach(engine, draftId, [attached]);
    await keep(engine, newest, 'anew', 1);
    expect(kept(engine)).toContain(attached);
    const { db } = engine.workspace;
    expect(await db.read('draftFileContents', { draftId })).toHaveLength(1);
    await db.write('discardDraft', { id: draftId }, engine.workspace.context());
    await keep(engine, newest, 'anew again', 1);
    expect(kept(engine)).not.toContain(attached);
  });

  it('are never more than the limit, or than what has to stay, in whatever order they come', async () => {
    const step = fc.record({ file: fc.nat({ max: 4 }), text: fc.string({ minLength: 1, maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 20, max: 120 }),
        async (steps, limit) => {
          const engine = await engineTest();
          const ids = await listed(engine, 5);
          for (const { file, text } of steps) {
            const id = ids[file] as InvoiceFileId;
            await keep(engine, id, text, limit);
            const total = Number(engine.value('SELECT SUM(size) FROM file_content'));
            const own = content(id, text).bytes.byteLength;
            expect(total).toBeLessThanOrEqual(Math.max(limit, own));
            expect(await engine.workspace.db.read('invoiceFileBytes', { id })).not.toBeNull();
            const lost = engine.value(
              'SELECT COUNT(*) FROM invoice_file WHERE sha256 NOT IN (SELECT sha256 FROM file_content)',
            );
            expect(lost).toBe(0);
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('files of a draft', () => {
  it('keep the content that was attached when the file is another later', async () => {
    const engine = await engineTest();
    const { draftId, fileIds } = await withFetched(engine);
    const [id] = fileIds as [InvoiceFileId];
    await attach(engine, draftId, [id]);
    await keep(engine, id, 'another version', 100_000);
    const [file] = await engine.workspace.db.read('draftFileContents', { draftId });
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe(`%PDF-1.7 ${id}`);
  });

  it('of invoices that the draft does not speak of stay behind', async () => {
    const engine = await engineTest();
    const { draftId, fileIds } = await withFetched(engine);
    const [document] = documentsOf(engine);
    const invoices = JSON.stringify([{ id: document, number: 'x', open: 1 }]);
    const writer = engine.files.open('writer');
    writer.prepare('UPDATE draft SET invoices_json = ?').run(invoices);
    writer.close();
    await attach(engine, draftId, fileIds);
    const files = await engine.workspace.db.read('draftFiles', { draftId });
    expect(files.map(({ documentId }) => documentId)).toEqual([document]);
  });

  it('are refused when they are too large together, and those before stay', async () => {
    const engine = await engineTest();
    const { draftId, fileIds } = await withFetched(engine);
    const [small, large] = fileIds as [InvoiceFileId, InvoiceFileId];
    await attach(engine, draftId, [small]);
    const given = { ...content(large, '', 500_000_000), bytes: Buffer.alloc(15_000_000, 1) };
    await engine.workspace.db.write('keepInvoiceFile', given, engine.workspace.context());
    await expect(attach(engine, draftId, fileIds)).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringContaining('mail servers take about 15.0 MB'),
    });
    expect(await engine.workspace.db.read('draftFiles', { draftId })).toMatchObject([{ fileId: small }]);
  });

  it('that are not here are refused by name', async () => {
    const engine = await engineTest();
    const { draftId, fileIds } = await withFetched(engine);
    const [one, two] = fileIds as [InvoiceFileId, InvoiceFileId];
    await keep(engine, two, 'the only one that stays', 1);
    await expect(attach(engine, draftId, [one])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Fetch it, then attach it again'),
    });
  });
});
