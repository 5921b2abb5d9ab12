import type { Download } from '../../../shared/contract/primitives.ts';
import type { FileExchange } from '../platform/files.ts';

/** Holds an export in memory for the host and tells the window where to get it. */
export function offerDownload(
  files: FileExchange,
  file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): Download {
  return {
    downloadId: files.putDownload(file),
    fileName: file.name,
    mime: file.mime,
    size: file.bytes.byteLength,
  };
}
