import type { SourceFile } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';

/** No file of a document is larger; mail servers rarely take more. Bytes. */
export const LARGEST_FILE = 25_000_000;
export const PDF = 'application/pdf';

const LONGEST_NAME = 120;
/** A PDF may have a few bytes before its mark (ISO 32000-1, annex H). */
const HEAD = 1_024;
const MARKS: readonly { readonly mime: string; readonly mark: string }[] = [
  { mime: 'image/png', mark: '\x89PNG\r\n\x1a\n' },
  { mime: 'image/jpeg', mark: '\xff\xd8\xff' },
  { mime: 'image/gif', mark: 'GIF8' },
];
const PAGE = /^(?:\ufeff|ï»¿)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/iu;

/** What the bytes are, by their beginning; null where that does not tell. */
export function contentOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  if (head.includes('%PDF-')) return PDF;
  if (PAGE.test(head)) return 'text/html';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  return MARKS.find(({ mark }) => head.startsWith(mark))?.mime ?? null;
}

/** The document itself. Throws `bad_answer` for anything that is no PDF, and says whether a web page came instead. */
export function pdfFile(name: string, bytes: Uint8Array, system: string): SourceFile {
  const found = contentOf(requireSize(bytes, system));
  if (found === 'text/html') throw pageInstead(system);
  if (found !== PDF) {
    throw connectorFailure('bad_answer', `${system} gave something for the document that is no PDF.`);
  }
  return { name: fileName(name), mime: PDF, bytes };
}

/**
 * An attachment. Its type is what its bytes are; where they do not tell, what the system says, but never one that it
 * would have to be recognised as. Throws `bad_answer` for nothing, and for a web page where a file was promised.
 *
 * @param mime as the system says; null where it does not.
 */
export function attachedFile(
  { name, mime, bytes }: { readonly name: string; readonly mime: string | null; readonly bytes: Uint8Array },
  system: string,
): SourceFile {
  const found = contentOf(requireSize(bytes, system));
  const isPage = /\.x?html?$/iu.test(name) || mime === 'text/html' || mime === 'application/xhtml+xml';
  if (found === 'text/html' && !isPage) throw pageInstead(system);
  return { name: fileName(name), mime: found ?? honest(mime), bytes };
}

/** Throws `bad_answer` for a size that is too large to fetch; null is not known. */
export function requireFetchable(size: number | null, system: string): void {
  if (size !== null && size > LARGEST_FILE) {
    throw connectorFailure(
      'bad_answer',
      `The file is larger than ${LARGEST_FILE / 1_000_000} MB, so it was not fetched. Open it in ${system}.`,
    );
  }
}

/** A name without folders, control characters and what file systems refuse. Never empty. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  const clean = last.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069"*:<>?|]+/gu, ' ').trim();
  const plain = clean.replace(/^[.\s]+/u, '').replaceAll(/\s+/gu, ' ');
  if (plain === '') return 'file';
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(plain)?.[0] ?? '';
  const stem = [...plain.slice(0, plain.length - ending.length)];
  return `${stem.slice(0, LONGEST_NAME).join('').trim()}${ending}`;
}

const RECOGNISABLE = [PDF, 'text/html', 'image/webp', ...MARKS.map(({ mime }) => mime)];
const TYPE = /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,80}$/u;

function honest(mime: string | null): string {
  const [type = ''] = (mime ?? '').toLowerCase().split(';');
  const said = type.trim();
  return TYPE.test(said) && !RECOGNISABLE.includes(said) ? said : 'application/octet-stream';
}

function requireSize(bytes: Uint8Array, system: string): Uint8Array {
  if (bytes.byteLength === 0) throw connectorFailure('bad_answer', `${system} gave an empty file.`);
  requireFetchable(bytes.byteLength, system);
  return bytes;
}

function pageInstead(system: string) {
  return connectorFailure(
    'bad_answer',
    `${system} gave a web page instead of the file, as it does when a sign-in is wanted. Test the connection, then try again.`,
    { got: 'page' },
  );
}
