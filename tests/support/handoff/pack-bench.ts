import { createHash } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { type EngineError, isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import {
  MANIFEST_PATH,
  manifestBytes,
  type PackManifest,
  SIGNATURE_PATH,
} from '../../../electron/engine/services/handoff/pack/manifest.ts';
import {
  type OpenedPack,
  type Opening,
  openPack,
} from '../../../electron/engine/services/handoff/pack/open-pack.ts';
import { sealPack } from '../../../electron/engine/services/handoff/pack/write-pack.ts';
import type { PackPart } from '../../../electron/engine/services/handoff/pack/write-zip.ts';
import type { Instant, PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type PackPerson, packPerson } from './pack-people.ts';
import { type RawEnd, type RawEntry, rawZip } from './raw-zip.ts';

export type Draft = Omit<PackManifest, 'files'>;
type Files = Readonly<Record<string, string | Uint8Array>>;

/** Two people who know each other, a stranger, and the packs between them. */
export interface PackBench {
  readonly sender: PackPerson;
  readonly backup: PackPerson;
  readonly stranger: PackPerson;
  draft(changes?: Partial<Draft>): Draft;
  /** A pack as Duebook makes it, from sender to backup. */
  seal(files: Files, changes?: Partial<Draft>): Promise<Uint8Array>;
  /** What an attacker packs who has the keys of the sender, or what the sender signed: the zip is made by hand. */
  forge(entries: readonly RawEntry[], end?: RawEnd): Promise<Uint8Array>;
  /** Manifest and signature of the sender over these files, as entries of a zip. */
  signed(files: Files, changes?: Partial<PackManifest>): Promise<RawEntry[]>;
  /** Opens as the backup, who trusts the sender, unless told otherwise. */
  open(pack: Uint8Array, changes?: Partial<Opening>): Promise<OpenedPack>;
  refusal(pack: Uint8Array, changes?: Partial<Opening>): Promise<EngineError>;
}

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

export const partsOf = (files: Files): PackPart[] =>
  Object.entries(files).map(([path, content]) => ({ path, bytes: bytesOf(content) }));

export const entriesOf = (files: Files): RawEntry[] =>
  Object.entries(files).map(([name, content]) => ({ name, data: bytesOf(content) }));

export const listOf = (files: Files): PackManifest['files'] =>
  Object.entries(files).map(([path, content]) => {
    const data = bytesOf(content);
    return { path, size: data.length, sha256: createHash('sha256').update(data).digest('hex') };
  });

/** The pieces of a real handoff in small. */
export const SOME_FILES: Files = {
  'records/accounts.jsonl': '{"id":"a-1","name":"Böhm & Söhne"}\n{"id":"a-2","name":"Kaiser"}\n',
  'records/promises.jsonl': '{"id":"p-1","amount":511985}\n',
  'ledger/documents.jsonl': '{"number":"0042"}\n'.repeat(400),
  'log.jsonl': '{"seq":1}\n{"seq":2}\n',
  'brief/brief.html': '<!doctype html><title>Brief</title>',
};

export async function packBench(): Promise<PackBench> {
  const [sender, backup, stranger] = await Promise.all([
    packPerson('Rosa Lindner'),
    packPerson('Emre Yildiz', 'backup'),
    packPerson('Mallory Quist'),
  ]);
  const draft = (changes: Partial<Draft> = {}): Draft => ({
    format: 1,
    kind: 'handoff',
    id: 'h-1' as HandoffId,
    handoff: 'h-1' as HandoffId,
    createdAt: '2026-11-22T09:00:00.000Z' as Instant,
    expiresOn: '2026-12-06' as PlainDate,
    workspace: {
      id: 'w-1' as WorkspaceId,
      name: 'Nordwerk receivables',
      currency: 'EUR' as CurrencyCode,
      timeZone: 'Europe/Berlin',
    },
    window: { from: '2026-11-23' as PlainDate, to: '2026-12-06' as PlainDate },
    sender: sender.card,
    recipient: backup.card,
    schemaVersion: 10,
    log: { id: 'w-1' as WorkspaceId, fromSeq: 1, toSeq: 2, head: { seq: 2, hash: 'ab'.repeat(32) } },
    accounts: [{ id: 'a-1' as AccountId, number: '1001', name: 'Böhm & Söhne' }],
    counts: { promises: 1 },
    path: [],
    ...changes,
  });
  const bench: PackBench = {
    sender,
    backup,
    stranger,
    draft,
    seal: (files, changes) =>
      sealPack({
        manifest: draft(changes),
        files: partsOf(files),
        sign: sender.sign,
        to: { recipient: backup.card.ageRecipient },
      }),
    forge: (entries, end) => encryptFor(backup.card.ageRecipient, rawZip(entries, end)),
    signed: async (files, changes) => {
      const bytes = manifestBytes({ ...draft(), files: listOf(files), ...changes });
      return [
        { name: MANIFEST_PATH, data: bytes },
        { name: SIGNATURE_PATH, data: await sender.sign(bytes) },
      ];
    },
    open: (pack, changes) =>
      openPack(pack, {
        with: { identity: backup.identity },
        signer: (card) => (card.id === sender.card.id ? sender.card : null),
        today: '2026-11-23' as PlainDate,
        ...changes,
      }),
    refusal: (pack, changes) => refusalOf(bench.open(pack, changes)),
  };
  return bench;
}

/** Encrypts bytes with age itself. */
export async function encryptFor(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** The error that ends this work; fails when the work succeeds, or ends by anything that does not speak to people. */
export async function refusalOf(work: Promise<unknown>): Promise<EngineError> {
  try {
    await work;
  } catch (error) {
    if (isEngineError(error)) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** All of a file's lines. */
export async function linesOf(pack: OpenedPack, path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of pack.text(path)) lines.push(line);
  return lines;
}
