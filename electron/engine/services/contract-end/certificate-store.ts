import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { flushFolder, writeFileDurably } from '../../db/durable-file.ts';
import { withStorageErrors } from '../../db/storage-error.ts';
import { certificateBytes, type EraseCertificate, eraseCertificateSchema } from './erase-certificate.ts';

const BEGUN = '.begun.json';
const FINISHED = /^erased-[\w-]+\.json$/u;

const journalSchema = z.strictObject({
  /** The folder of the workspace as it was named, and as the system knows it. */
  folders: z.array(z.string()).min(1),
  /** Entries of the keyring that have to go. */
  keyring: z.array(z.string()),
  certificate: eraseCertificateSchema,
});

/** An erase that was begun: enough to finish it when the workspace can no longer be read. */
export type EraseJournal = Readonly<z.infer<typeof journalSchema>>;

export function certificatesFolder(home: string): string {
  return join(home, 'certificates');
}

/** Writes the journal for good, before anything is destroyed. */
export function writeJournal(home: string, journal: EraseJournal): void {
  const folder = certificatesFolder(home);
  withStorageErrors(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    flushFolder(dirname(folder));
    writeFileDurably(join(folder, `${stemOf(journal.certificate)}${BEGUN}`), journalBytes(journal));
  });
}

/** Writes the finished certificate for good and drops the journal. The path of the certificate. */
export function finishJournal(home: string, certificate: EraseCertificate): string {
  const folder = certificatesFolder(home);
  const file = join(folder, `${stemOf(certificate)}.json`);
  withStorageErrors(() => writeFileDurably(file, certificateBytes(certificate)));
  rmSync(join(folder, `${stemOf(certificate)}${BEGUN}`), { force: true });
  return file;
}

/** Drops a journal that another erase of the same workspace replaces. */
export function dropJournal(home: string, journal: EraseJournal): void {
  rmSync(join(certificatesFolder(home), `${stemOf(journal.certificate)}${BEGUN}`), { force: true });
}

/** The newest erase of this folder that was begun and not finished; null when there is none. */
export function findJournal(home: string, folder: string): EraseJournal | null {
  const wanted = foldersOf(folder);
  const found = filesIn(home, (name) => name.endsWith(BEGUN))
    .flatMap((file) => journalIn(file) ?? [])
    .filter(({ folders }) => folders.some((one) => wanted.includes(one)));
  return (
    found.toSorted((left, right) => (left.certificate.begunAt < right.certificate.begunAt ? 1 : -1))[0] ??
    null
  );
}

/** The finished certificates of this profile, newest first; one that cannot be read is left out. */
export function listCertificates(home: string): readonly EraseCertificate[] {
  return filesIn(home, (name) => FINISHED.test(name))
    .flatMap((file) => certificateIn(file) ?? [])
    .toSorted((left, right) => (left.begunAt < right.begunAt ? 1 : -1));
}

/** The file of a finished certificate, byte by byte. */
export function certificateBytesOf(home: string, certificate: EraseCertificate): Uint8Array {
  return readFileSync(join(certificatesFolder(home), `${stemOf(certificate)}.json`));
}

/** The folder as it was named and as the system knows it. */
export function foldersOf(folder: string): readonly string[] {
  const named = resolve(folder);
  return existsSync(named) ? [...new Set([named, realpathSync(named)])] : [named];
}

/** What a certificate is called, without its ending: one for each erase. */
export function stemOf({ workspace, begunAt }: Pick<EraseCertificate, 'workspace' | 'begunAt'>): string {
  return `erased-${workspace.id}-${begunAt.replace(/\D/gu, '').slice(0, 14)}`;
}

function journalBytes(journal: EraseJournal): Uint8Array {
  return Buffer.from(`${JSON.stringify(journalSchema.parse(journal))}\n`, 'utf8');
}

function filesIn(home: string, fits: (name: string) => boolean): readonly string[] {
  const folder = certificatesFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(fits)
    .map((name) => join(folder, name));
}

function journalIn(file: string): EraseJournal | null {
  const parsed = journalSchema.safeParse(jsonIn(file));
  return parsed.success ? parsed.data : null;
}

function certificateIn(file: string): EraseCertificate | null {
  const parsed = eraseCertificateSchema.safeParse(jsonIn(file));
  return parsed.success ? parsed.data : null;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
