const EXPORTS = /\.(?:csv|xlsx)$/iu;
/** What other programs put beside a file while they write it. */
const UNFINISHED_BESIDE = ['.part', '.partial', '.crdownload', '.filepart', '.tmp'] as const;

/**
 * Whether a file of this name may be an export: CSV or XLSX, and none that is hidden (`.x.csv`) or that a program keeps
 * for itself (`~$x.xlsx`, `~x.csv`). `x.csv.part` and the like end in something else.
 */
export function isExportName(name: string): boolean {
  return EXPORTS.test(name) && !name.startsWith('.') && !name.startsWith('~');
}

/** Whether the names beside a file show that it is being written, as browsers do: `x.csv` beside `x.csv.part`. */
export function isBeingWritten(name: string, beside: ReadonlySet<string>): boolean {
  return UNFINISHED_BESIDE.some((ending) => beside.has(`${name}${ending}`));
}

/** Control and bidirectional characters, with which a name could pretend to be another. */
const UNSAFE = /[\p{Cc}\p{Cs}\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A name as it may stand on a screen and in the log: one line, nothing that steers it. */
export function shownName(name: string): string {
  return name.toWellFormed().replace(UNSAFE, '\uFFFD').slice(0, 255);
}
