import {
  type BadEntry,
  type ChainEntry,
  canonicalOrNull,
  faultInEntry,
  faultInOrder,
  type LogCheck,
} from './chain-check.ts';
import { EMPTY_HEAD, type LogHead } from './entry-hash.ts';
import { type ExportLastLine, parseExportLine } from './export-lines.ts';

export interface ExportCheck extends LogCheck {
  /** False for a filtered export: what it holds is genuine, but only the whole log shows that nothing is missing. */
  readonly complete: boolean;
}

/** What is known of a file so far. Whether a gap is a fault is known only at the last line. */
interface Progress {
  entries: number;
  previous: LogHead;
  firstGap: BadEntry | null;
  firstFault: BadEntry | null;
  last: ExportLastLine | null;
}

/**
 * Checks an exported JSONL file line by line; needs no workspace. Any line that was changed, removed, doubled,
 * moved or added, and a file that was cut off, is found. `firstBad.seq` is the number of the entry, or the number
 * that was expected where a line cannot be read.
 */
export async function verifyExport(lines: AsyncIterable<string> | Iterable<string>): Promise<ExportCheck> {
  const progress: Progress = {
    entries: 0,
    previous: EMPTY_HEAD,
    firstGap: null,
    firstFault: null,
    last: null,
  };
  for await (const line of lines) takeLine(progress, line);
  const firstBad = firstBadOf(progress);
  const { entries, last } = progress;
  return {
    ok: firstBad === null,
    entries,
    head: last?.head ?? null,
    complete: firstBad === null && last?.filter === undefined,
    ...(firstBad ? { firstBad } : {}),
  };
}

function takeLine(progress: Progress, line: string): void {
  if (progress.last) {
    if (line !== '') fault(progress, progress.last.head.seq + 1, 'there is a line after the last line');
    return;
  }
  const parsed = parseExportLine(line);
  if (parsed.kind === 'last') {
    progress.last = parsed.last;
    return;
  }
  if (progress.firstFault) return;
  progress.entries += 1;
  if (parsed.kind === 'bad') fault(progress, progress.previous.seq + 1, parsed.reason);
  else takeEntry(progress, parsed.entry);
}

function takeEntry(progress: Progress, entry: ChainEntry): void {
  const { previous } = progress;
  const outOfOrder = faultInOrder(entry, previous);
  const isGap = entry.seq > previous.seq + 1;
  const canonical = canonicalOrNull(entry.payload);
  const reason =
    (isGap ? null : outOfOrder) ??
    (canonical === null ? 'its content is nothing that a log holds' : faultInEntry(entry, canonical));
  if (outOfOrder !== null && isGap) progress.firstGap ??= { seq: previous.seq + 1, reason: outOfOrder };
  if (reason !== null) fault(progress, entry.seq, reason);
  else progress.previous = { seq: entry.seq, hash: entry.hash };
}

function fault(progress: Progress, seq: number, reason: string): void {
  progress.firstFault ??= { seq, reason };
}

/** In an unfiltered file a gap is itself a fault, and it came before any fault that was found behind it. */
function firstBadOf(progress: Progress): BadEntry | null {
  const { last, firstGap, firstFault, previous } = progress;
  const filtered = last?.filter !== undefined;
  const found = (filtered ? null : firstGap) ?? firstFault;
  if (found) return found;
  if (last) return faultAtEnd(progress, last);
  return {
    seq: previous.seq + 1,
    reason: 'the last line with the head of the log is missing: the file is cut off',
  };
}

function faultAtEnd(
  { previous, entries }: Progress,
  { head, filter, entries: stated }: ExportLastLine,
): BadEntry | null {
  if (previous.seq > head.seq) {
    return { seq: previous.seq, reason: `the last line says that the log ends with entry ${head.seq}` };
  }
  if (previous.seq === head.seq && previous.hash !== head.hash) {
    return { seq: head.seq, reason: 'the hash in the last line is not the one of the last entry' };
  }
  if (filter === undefined && previous.seq < head.seq) {
    return {
      seq: previous.seq + 1,
      reason: `entries ${previous.seq + 1} to ${head.seq} are missing at the end`,
    };
  }
  if ((filter !== undefined || stated !== undefined) && stated !== entries) {
    return {
      seq: previous.seq + 1,
      reason: `the file has ${entries} entries, but its last line says ${stated ?? 'nothing about their number'}`,
    };
  }
  return null;
}
