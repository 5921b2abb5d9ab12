import type { DocumentId, InvoiceFileId } from '../../shared/domain/ids.ts';
import type { Desk } from './desk.ts';

let listed = 0;

async function documentId(desk: Desk): Promise<DocumentId> {
  const { documents } = await desk.client.accounts.get({ id: await desk.accountId() });
  const invoice = documents.find(({ kind }) => kind === 'invoice');
  if (invoice === undefined) throw new Error('The account has no invoice.');
  return invoice.id;
}

/** A file that was fetched: the books of a desk came from files, so nobody can be asked for one. */
async function fileId(desk: Desk): Promise<InvoiceFileId> {
  listed += 1;
  const id = await documentId(desk);
  const workspace = desk.engine.context.session.workspace();
  const name = `order-${listed}.pdf`;
  const file = { sourceId: name, kind: 'attachment', name, mime: null, size: null } as const;
  const listing = { documentId: id, remark: null, files: [file] };
  await workspace.db.maintain('keepFileListing', listing, workspace.context());
  const known = await workspace.db.read('invoiceFiles', { documentId: id });
  const own = known.find((one) => one.name === name);
  if (own === undefined) throw new Error('The file was not listed.');
  const bytes = Buffer.from(`%PDF-1.7 ${name}`);
  const content = { id: own.id, name, mime: 'application/pdf', bytes, limit: 1_000_000 };
  await workspace.db.write('keepInvoiceFile', content, workspace.context());
  return own.id;
}

/** Inputs for the procedures around files of invoices. */
export const INVOICE_FILE_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'invoiceFiles.list': async (desk) => {
    await fileId(desk);
    return { documentId: await documentId(desk) };
  },
  'invoiceFiles.look': async (desk) => ({ documentId: await documentId(desk) }),
  'invoiceFiles.fetch': async (desk) => ({ id: await fileId(desk) }),
  'invoiceFiles.gatherCopies': async (desk) => ({ documentIds: [await documentId(desk)] }),
  'invoiceFiles.open': async (desk) => ({ id: await fileId(desk) }),
  'invoiceFiles.save': async (desk) => ({ id: await fileId(desk) }),
};
