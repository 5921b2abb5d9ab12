import type { ConnectorKind } from '../connections/connector-kinds.ts';

/** Whether a system gives PDFs and attachments of invoices to other programs. */
export function givesFiles(kind: ConnectorKind): boolean {
  return kind !== 'netsuite' && kind !== 'folder';
}
