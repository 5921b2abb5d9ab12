import { createHash } from 'node:crypto';
import type { PlainDate } from '../../../../../shared/domain/dates.ts';
import { decryptPack, type PackKey, type PackWork } from './envelope.ts';
import { PACK_LIMITS } from './limits.ts';
import { MANIFEST_PATH, type PackManifest, parseManifest, SIGNATURE_PATH } from './manifest.ts';
import { asPackError, badPack, damagedPack } from './pack-errors.ts';
import { requireRecipient, requireSender, type TrustedSigner } from './sender.ts';
import { unpack } from './unpack.ts';
import { readLayout, type ZipPart } from './zip-layout.ts';

export interface Opening extends PackWork {
  readonly with: PackKey;
  readonly signer: TrustedSigner;
  /** The day in the workspace's time zone, to refuse a pack that ran out; absent: only looked at. */
  readonly today?: PlainDate;
}

/** A pack that is whole, genuine and made for whoever opened it. Its files stay packed, in memory, until they are read. */
export interface OpenedPack {
  readonly manifest: PackManifest;
  /** What the sender signed, and the signature: the proof that is kept. */
  readonly manifestBytes: Uint8Array;
  readonly signature: Uint8Array;
  has(path: string): boolean;
  /** The lines of a file, without their ends. Throws `bad_pack` when there is no such file or it is no text. */
  text(path: string): AsyncIterable<string>;
  bytes(path: string): Promise<Uint8Array>;
}

const SIGNATURE_BYTES = 64;
/** Decrypting takes about as long as comparing the files with their hashes. */
const HALF = 0.5;

/**
 * Opens a pack in memory and checks all of it before anything of it is handed out, each check before the next: the
 * encryption, the list of files, the manifest, its signature and sender, the recipient, the files against the manifest,
 * the last day, and every file against its size and hash. Throws `wrong_recipient`, `newer_version`, `bad_pack`,
 * `cancelled`.
 */
export async function openPack(bytes: Uint8Array, opening: Opening): Promise<OpenedPack> {
  const { signal, onProgress } = opening;
  const firstHalf = (fraction: number) => onProgress?.(fraction * HALF);
  const zip = await decryptPack(bytes, opening.with, { signal, onProgress: firstHalf });
  const parts = await readLayout(zip);
  const manifestBytes = await whole(zip, partNamed(parts, MANIFEST_PATH, PACK_LIMITS.manifestBytes));
  const signature = await whole(zip, partNamed(parts, SIGNATURE_PATH, SIGNATURE_BYTES));
  const manifest = parseManifest(manifestBytes);
  await requireSender(manifest, manifestBytes, signature, opening.signer);
  await requireRecipient(manifest, opening.with);
  requireListed(manifest, parts);
  requireInTime(manifest, opening.today);
  await requireHashes(zip, parts, manifest, opening);
  const listed = new Set(manifest.files.map(({ path }) => path));
  const listedPart = (path: string): ZipPart => {
    if (!listed.has(path)) throw damagedPack(`its file ${path} is missing`);
    return partNamed(parts, path, PACK_LIMITS.unpackedBytes);
  };
  return {
    manifest,
    manifestBytes,
    signature,
    has: (path) => listed.has(path),
    text: (path) => lines(zip, listedPart(path)),
    bytes: async (path) => whole(zip, listedPart(path)),
  };
}

function partNamed(parts: ReadonlyMap<string, ZipPart>, path: string, mostBytes: number): ZipPart {
  const part = parts.get(path);
  if (part === undefined) throw damagedPack(`its file ${path} is missing`);
  if (part.size > mostBytes) throw badPack(`has a file ${path} that is too large. It was not opened.`);
  return part;
}

/** Exactly the files of the manifest, each as large as it says. */
function requireListed({ files }: PackManifest, parts: ReadonlyMap<string, ZipPart>): void {
  for (const { path, size } of files) {
    const part = parts.get(path);
    if (part === undefined) throw damagedPack(`its file ${path} is missing`);
    if (part.size !== size) throw damagedPack(`its file ${path} has another size than its manifest says`);
  }
  const listed = new Set<string>([MANIFEST_PATH, SIGNATURE_PATH, ...files.map(({ path }) => path)]);
  const extra = [...parts.keys()].find((path) => !listed.has(path));
  if (extra !== undefined) throw damagedPack(`it holds the file ${extra}, which its manifest does not name`);
}

function requireInTime({ expiresOn, sender }: PackManifest, today: PlainDate | undefined): void {
  if (expiresOn === null || today === undefined || today <= expiresOn) return;
  throw badPack(`could be accepted until ${expiresOn}. Ask ${sender.name} for a new one.`, { expiresOn });
}

async function requireHashes(
  zip: Buffer,
  parts: ReadonlyMap<string, ZipPart>,
  { files }: PackManifest,
  { signal, onProgress }: PackWork,
): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  for (const { path, sha256 } of files) {
    const hash = createHash('sha256');
    for await (const piece of unpack(zip, partNamed(parts, path, PACK_LIMITS.unpackedBytes), signal)) {
      hash.update(piece);
      read += piece.length;
      onProgress?.(HALF + (HALF * read) / total);
    }
    if (hash.digest('hex') !== sha256) throw damagedPack(`its file ${path} is not the one that was signed`);
  }
  onProgress?.(1);
}

async function whole(zip: Buffer, part: ZipPart): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpack(zip, part)) pieces.push(piece);
  return Buffer.concat(pieces, part.size);
}

async function* lines(zip: Buffer, part: ZipPart): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch (error) {
      throw asPackError(error, `its file ${part.path} is no text`);
    }
  };
  let rest = '';
  for await (const piece of unpack(zip, part)) {
    const [first = '', ...more] = decode(piece).split('\n');
    rest += first;
    if (rest.length > PACK_LIMITS.lineLength)
      throw damagedPack(`its file ${part.path} has a line without an end`);
    if (more.length === 0) continue;
    yield rest;
    rest = more.pop() ?? '';
    yield* more;
  }
  rest += decode();
  if (rest !== '') yield rest;
}
