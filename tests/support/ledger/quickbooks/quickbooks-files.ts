import { documentBy, fileBy, fileReply, printOf } from '../document-files.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { Reply, SeenRequest } from '../web-server.ts';
import { faultReply } from './quickbooks-fault.ts';
import type { QuickbooksRow } from './quickbooks-rows.ts';
import { quickbooksId } from './quickbooks-shape.ts';

export const SIGNATURE = 's3cr3t-signature';

const missing = () => faultReply(400, 'ValidationFault', '610', 'Object Not Found');

export function pdfReply(ledger: FakeLedger, id: string): Reply {
  const document = documentBy(ledger, quickbooksId, id);
  return document === undefined ? missing() : fileReply(ledger, printOf(document), 'application/pdf');
}

/** The document whose attachments a query asks for; null for any other query. */
export function attachedIn(query: string): string | null {
  const where =
    /^select \* from Attachable where AttachableRef\.EntityRef\.Type = '(?:Invoice|CreditMemo)' and AttachableRef\.EntityRef\.value = '(\d+)' /;
  return where.exec(query)?.[1] ?? null;
}

/** Attached files, and a note without a file, which is an attachment there, too. */
export function attachmentReply(ledger: FakeLedger, id: string): QuickbooksRow {
  const document = documentBy(ledger, quickbooksId, id);
  const files = (document === undefined ? [] : ledger.filesOf(document.id)).map((file) => ({
    Id: quickbooksId(file.id),
    FileName: file.name,
    ContentType: file.mime,
    Size: file.bytes.byteLength,
  }));
  const Attachable = [...files, { Id: '99001', Note: 'Customer called' }];
  return { QueryResponse: { Attachable, startPosition: 1, maxResults: Attachable.length } };
}

/** The signed address of a file, as plain text. */
export function downloadReply(ledger: FakeLedger, origin: string, id: string): Reply {
  if (fileBy(ledger, quickbooksId, id) === undefined) return missing();
  const headers = { 'content-type': 'text/plain' };
  return { status: 200, body: `${origin}/stores/${id}?Expires=900&Signature=${SIGNATURE}`, headers };
}

/** The store behind signed addresses refuses whoever also says who he is, as Amazon's does. */
export function storedReply(ledger: FakeLedger, { url, headers }: SeenRequest): Reply {
  const file = fileBy(ledger, quickbooksId, url.pathname.split('/').at(-1));
  const signed = url.searchParams.get('Signature') === SIGNATURE;
  if (file === undefined || !signed || headers.authorization !== undefined) {
    return { status: 400, body: '<Error><Code>InvalidArgument</Code></Error>' };
  }
  return fileReply(ledger, file.bytes, file.mime);
}
