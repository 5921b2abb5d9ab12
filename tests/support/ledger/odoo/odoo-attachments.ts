import { givenBytes, printOf } from '../document-files.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerDocument } from '../ledger-model.ts';
import type { OdooRow } from './odoo-rows.ts';
import { odooId } from './odoo-shape.ts';

/** The PDF that was printed of each posted document, and what people attached. */
export function attachmentRows(ledger: FakeLedger, documents: readonly LedgerDocument[]): readonly OdooRow[] {
  return documents.flatMap((one) => {
    const row = { res_model: 'account.move', res_id: odooId(one.id), type: 'binary' };
    const print = {
      ...row,
      id: odooId(one.id),
      res_field: 'invoice_pdf_report_file',
      mimetype: 'application/pdf',
      name: `${one.number}.pdf`,
      ...written(ledger, printOf(one)),
    };
    const attached = ledger.filesOf(one.id).map((file) => ({
      ...row,
      id: odooId(file.id),
      res_field: false,
      mimetype: file.mime,
      name: file.name,
      ...written(ledger, file.bytes),
    }));
    return one.state === 'posted' ? [print, ...attached] : attached;
  });
}

function written(ledger: FakeLedger, bytes: Buffer) {
  return { file_size: bytes.byteLength, datas: givenBytes(ledger, bytes).toString('base64') };
}
