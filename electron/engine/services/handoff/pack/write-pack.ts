import { createHash } from 'node:crypto';
import { EngineError } from '../../../platform/engine-error.ts';
import { encryptPack, type PackLock, type PackWork } from './envelope.ts';
import { PACK_LIMITS } from './limits.ts';
import {
  MANIFEST_PATH,
  manifestBytes,
  type PackFile,
  type PackManifest,
  SIGNATURE_PATH,
} from './manifest.ts';
import { inPieces } from './pieces.ts';
import { type PackPart, zipOf } from './write-zip.ts';

export interface Sealing extends PackWork {
  /** All but the list of files, which is made here. */
  readonly manifest: Omit<PackManifest, 'files'>;
  readonly files: readonly PackPart[];
  /** The sender's Ed25519 signature (64 bytes) over the bytes of the manifest. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  readonly to: PackLock;
}

/**
 * Makes a pack in memory: the files, the manifest with their sizes and hashes, its signature, zipped and encrypted.
 * Throws `validation` when it is too large for one pack, and `cancelled`.
 */
export async function sealPack(sealing: Sealing): Promise<Uint8Array> {
  requireOneRecipient(sealing);
  return encryptPack(zipOf(contents(sealing)), sealing.to, sealing.signal);
}

async function* contents({ manifest, files, sign, signal, onProgress }: Sealing): AsyncGenerator<PackPart> {
  const listed: PackFile[] = [];
  let total = 0;
  for (const { path, bytes } of files) {
    const hash = createHash('sha256');
    let size = 0;
    yield {
      path,
      bytes: watched(bytes, signal, (piece) => {
        hash.update(piece);
        size += piece.length;
        total += piece.length;
        if (total > PACK_LIMITS.unpackedBytes) throw tooMuch();
      }),
    };
    listed.push({ path, size, sha256: hash.digest('hex') });
    onProgress?.(listed.length / (files.length + 1));
  }
  const signed = manifestBytes({ ...manifest, files: listed });
  if (signed.length > PACK_LIMITS.manifestBytes) throw tooMuch();
  yield { path: MANIFEST_PATH, bytes: signed };
  yield { path: SIGNATURE_PATH, bytes: await sign(signed) };
  onProgress?.(1);
}

async function* watched(
  bytes: PackPart['bytes'],
  signal: AbortSignal | undefined,
  watch: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of inPieces(bytes, signal)) {
    watch(piece);
    yield piece;
  }
}

/** The manifest must name whom the pack is encrypted for: whoever opens it compares the two. */
function requireOneRecipient({ manifest, to }: Sealing): void {
  const named = manifest.recipient?.ageRecipient ?? null;
  if (named !== ('recipient' in to ? to.recipient : null)) {
    throw new Error('The manifest names another recipient than the pack is encrypted for.');
  }
}

function tooMuch(): EngineError {
  return new EngineError('validation', 'This is too much for one pack. Hand over fewer accounts at a time.', {
    field: 'accounts',
  });
}
