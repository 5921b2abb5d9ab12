import { createHash } from 'node:crypto';
import type { DocumentId, DraftId, InvoiceFileId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { attachableFiles, draftFiles, filedDocument, invoiceFile } from '../queries/invoice-files.ts';
import type { MaintenanceCommand, WriteCommand } from './command.ts';
import { requireDraft, requireState } from './draft-rows.ts';

/** A file as the accounting system lists it. */
export interface FileListed {
  readonly sourceId: string;
  readonly kind: 'invoice' | 'attachment';
  readonly name: string;
  readonly mime: string | null;
  readonly size: number | null;
}

/**
 * Keeps which files the accounting system has of a document. What was fetched stays as it is, also when it is not listed
 * any more; what was not and is gone there is forgotten.
 */
export const keepFileListing: MaintenanceCommand<
  { readonly documentId: DocumentId; readonly files: readonly FileListed[]; readonly remark: string | null },
  null
> = (db, { documentId, files, remark }, { now, newId }) => {
  const listed = JSON.stringify(files.map(({ sourceId }) => sourceId));
  db.prepare(
    `DELETE FROM invoice_file WHERE document_id = ? AND sha256 IS NULL
       AND source_id NOT IN (SELECT value FROM json_each(?))`,
  ).run(documentId, listed);
  const upsert = db.prepare(
    `INSERT INTO invoice_file (id, document_id, source_id, seq, kind, name, mime, size)
     VALUES (@id, @documentId, @sourceId, @seq, @kind, @name, @mime, @size)
     ON CONFLICT (document_id, source_id) DO UPDATE SET seq = excluded.seq, kind = excluded.kind,
       name = CASE WHEN sha256 IS NULL THEN excluded.name ELSE name END,
       mime = CASE WHEN sha256 IS NULL THEN excluded.mime ELSE mime END,
       size = CASE WHEN sha256 IS NULL THEN excluded.size ELSE size END`,
  );
  files.forEach((file, seq) => void upsert.run({ ...file, documentId, seq, id: newId() }));
  db.prepare(
    'INSERT OR REPLACE INTO invoice_file_list (document_id, listed_at, remark) VALUES (?, ?, ?)',
  ).run(documentId, now, remark);
  return null;
};

export interface FetchedFile {
  readonly id: InvoiceFileId;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** How many bytes of fetched files the workspace keeps. */
  readonly limit: number;
}

/**
 * Keeps the content of a file that was fetched; the same content is kept once. Above the limit those fetched longest ago
 * are forgotten, but neither this one nor what goes, or went, out with a draft. Fetching the same again is no news.
 */
export const keepInvoiceFile: WriteCommand<FetchedFile, { readonly forgotten: number }> = (
  db,
  { id, name, mime, bytes, limit },
  context,
) => {
  const file = invoiceFile(db, { id });
  const document = filedDocument(db, file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = db
    .prepare<[string], string | null>('SELECT sha256 FROM invoice_file WHERE id = ?')
    .pluck()
    .get(id);
  if (before === sha256) return { output: { forgotten: 0 }, unchanged: true };
  db.prepare(
    `INSERT INTO file_content (sha256, size, fetched_at, bytes) VALUES (@sha256, @size, @now, @bytes)
     ON CONFLICT (sha256) DO UPDATE SET fetched_at = excluded.fetched_at`,
  ).run({ sha256, size: bytes.byteLength, now: context.now, bytes: Buffer.from(bytes) });
  db.prepare(
    'UPDATE invoice_file SET name = ?, mime = ?, size = ?, sha256 = ?, fetched_at = ? WHERE id = ?',
  ).run(name, mime, bytes.byteLength, sha256, context.now, id);
  const forgotten = forgetOldest(db, sha256, limit);
  const what = file.kind === 'invoice' ? 'Invoice copy fetched' : 'Attachment fetched';
  const payload = {
    summary: `${what}: ${name}`,
    document: file.documentId,
    number: document.number,
    file: id,
    name,
    mime,
    size: bytes.byteLength,
    sha256,
  };
  const entry = { kind: 'invoice_file_fetched', account: document.accountId, payload } as const;
  return { output: { forgotten }, entries: [entry] };
};

/** Forgets contents until all of them are within the limit; tells how many. What no row names any more goes first. */
function forgetOldest(db: Connection, kept: string, limit: number): number {
  const used = `(SELECT 1 FROM draft_file JOIN draft ON draft.id = draft_id
    WHERE draft_file.sha256 = file_content.sha256 AND draft.state <> 'discarded')`;
  db.prepare(
    `DELETE FROM file_content WHERE NOT EXISTS ${used}
       AND NOT EXISTS (SELECT 1 FROM invoice_file WHERE invoice_file.sha256 = file_content.sha256)`,
  ).run();
  let total = db.prepare<[], number>('SELECT COALESCE(SUM(size), 0) FROM file_content').pluck().get() ?? 0;
  if (total <= limit) return 0;
  const oldest = db
    .prepare<[string], { readonly sha256: string; readonly size: number }>(
      `SELECT sha256, size FROM file_content WHERE sha256 <> ? AND NOT EXISTS ${used} ORDER BY fetched_at, sha256`,
    )
    .all(kept);
  let forgotten = 0;
  for (const { sha256, size } of oldest) {
    if (total <= limit) break;
    db.prepare('DELETE FROM file_content WHERE sha256 = ?').run(sha256);
    db.prepare('UPDATE invoice_file SET sha256 = NULL, fetched_at = NULL WHERE sha256 = ?').run(sha256);
    total -= size;
    forgotten += 1;
  }
  return forgotten;
}

/**
 * Attaches exactly these fetched files to a draft; none takes all off. Files of invoices that the draft does not speak of
 * are left out. Errors: `conflict` (it is on its way, or a file is not here), `validation` (too large together).
 */
export const attachInvoiceFiles: WriteCommand<
  { readonly draftId: DraftId; readonly fileIds: readonly InvoiceFileId[] },
  null
> = (db, { draftId, fileIds }, context) => {
  const draft = requireDraft(db, draftId);
  requireState(draft, ['draft', 'failed'], 'attach files to it');
  const before = draftFiles(db, { draftId });
  const invoices = JSON.parse(draft.invoices_json) as readonly { readonly id: DocumentId }[];
  const rows = attachableFiles(db, { fileIds, documentIds: invoices.map(({ id }) => id) });
  db.prepare('DELETE FROM draft_file WHERE draft_id = ?').run(draftId);
  const insert = db.prepare(
    `INSERT INTO draft_file (draft_id, seq, file_id, document_id, sha256, name, mime, size)
     VALUES (@draftId, @seq, @fileId, @documentId, @sha256, @name, @mime, @size)`,
  );
  rows.forEach((row, seq) => void insert.run({ ...row, draftId, seq }));
  const after = draftFiles(db, { draftId });
  const key = (files: typeof after) => JSON.stringify(files.map(({ sha256, name }) => [sha256, name]));
  if (key(before) === key(after)) return { output: null, unchanged: true };
  db.prepare('UPDATE draft SET updated_at = ? WHERE id = ?').run(context.now, draftId);
  const names = after.map(({ name }) => name);
  const payload = {
    summary: names.length === 0 ? 'Files taken off the draft' : `Attached to the draft: ${names.join(', ')}`,
    draft: draftId,
    files: after.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  };
  return { output: null, entries: [{ kind: 'draft_changed', account: draft.account_id, payload }] };
};
