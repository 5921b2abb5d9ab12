import type { Download } from '../../../shared/contract/primitives.ts';
import type { FileExchange, Download as HeldDownload } from '../platform/files.ts';

/** Holds an export in memory for the host and tells the window where to get it. */
export function offerDownload(files: FileExchange, file: HeldDownload): Download {
  return {
    downloadId: files.putDownload(file),
    fileName: file.name,
    mime: file.mime,
    size: file.bytes.byteLength,
  };
}
