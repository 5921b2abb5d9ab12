import { EngineError } from '../../platform/engine-error.ts';
import { type FileExchange, MAX_FILE_BYTES } from '../../platform/files.ts';
import type { Publication } from './publication.ts';

export const PACK_MIME = 'application/octet-stream';

/** A pack that the window saves: held in memory until it is whole and the workspace knows of it. */
export interface DownloadPublication extends Publication {
  /** The download and its size in bytes, once published. */
  published(): { readonly downloadId: string; readonly size: number };
}

/** Publishes to the window. `stage` throws `bad_file` for a pack that is too large to be picked on the other side. */
export function publishToDownload(files: FileExchange, name: string): DownloadPublication {
  let staged: Uint8Array | null = null;
  let held: { readonly downloadId: string; readonly size: number } | null = null;
  return {
    async stage(bytes) {
      if (bytes.length > MAX_FILE_BYTES) {
        throw new EngineError(
          'bad_file',
          'The pack is larger than 200 MB. Hand over fewer accounts at a time, or use the shared folder.',
        );
      }
      staged = bytes;
    },
    async publish() {
      if (staged === null) throw new TypeError('A pack is published before it is staged.');
      const downloadId = files.putDownload({ name, mime: PACK_MIME, bytes: staged });
      held = { downloadId, size: staged.length };
      staged = null;
    },
    async discard() {
      staged = null;
    },
    published() {
      if (held === null) throw new TypeError('The pack is not published.');
      return held;
    },
  };
}
