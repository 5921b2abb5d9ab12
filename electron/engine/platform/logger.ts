import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { newId } from './ids.ts';

/** Facts beside an event: counts, durations, yes/no, and code words. Free text is redacted. */
export type LogFields = Readonly<Record<string, number | boolean | string>>;

/** The local log of the program itself; the business log of a workspace is the touchpoint log. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Keeps the stack of an unexpected error and returns the reference id that people are shown instead. */
  error(event: string, error: unknown, fields?: LogFields): string;
}

export interface LoggerOptions {
  /** `DUEBOOK_HOME/logs`; created on the first line. */
  readonly folder: string;
  readonly clock: Clock;
  /** A file is rotated when it would grow beyond this many bytes. */
  readonly maxBytes?: number;
  /** How many rotated files are kept beside the current one. */
  readonly keep?: number;
}

const FILE = 'duebook.log';
/** Code words, host names of errors, versions: nothing a customer's name, an address or an amount would pass as. */
const CODE_WORD = /^[a-z][A-Za-z0-9_.-]{0,63}$/;
const ERROR_CLASS = /^(?:[A-Z][A-Za-z]{0,40})?Error$/;
/** `at name (place:line:column)` or `at place:line:column`; what an error's message puts between them is no frame. */
const FRAME = /^ {4}at (?:.+ \()?.+:\d+:\d+\)?$/;

/**
 * A logger that writes JSON lines to a rotating file and never writes what it was not made for: strings that are
 * no code words become `[redacted]`, of an error only class, code and stack frames are kept, not its message,
 * which may quote data. A log that cannot be written never stops the work: the line is lost.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { folder, clock, maxBytes = 1_000_000, keep = 4 } = options;
  const path = join(folder, FILE);

  const write = (level: string, event: string, fields: Readonly<Record<string, unknown>>): void => {
    const line = `${JSON.stringify({ at: clock.now(), level, event: redact(event), ...fields })}\n`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rotate(path, Buffer.byteLength(line), maxBytes, keep);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // Nowhere to report it: the log is where such things are reported.
    }
  };

  return {
    info: (event, fields = {}) => write('info', event, redactFields(fields)),
    warn: (event, fields = {}) => write('warn', event, redactFields(fields)),
    error: (event, error, fields = {}) => {
      const reference = newId();
      write('error', event, { ...redactFields(fields), reference, error: describeError(error) });
      return reference;
    },
  };
}

/** A logger that drops everything; for commands that have no profile folder. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => newId() };

function redactFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      redact(name),
      typeof value === 'string' ? redact(value) : value,
    ]),
  );
}

function redact(text: string): string {
  return CODE_WORD.test(text) || ERROR_CLASS.test(text) ? text : '[redacted]';
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: '[redacted]' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : undefined;
  return {
    name: redact(error.name),
    ...(code === undefined ? {} : { code: redact(code) }),
    frames: stackBehind(error)
      .split('\n')
      .filter((line) => FRAME.test(line))
      .map(shortenFrame),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** The stack without the message, of which a line could look like a frame. */
function stackBehind({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}

/** `at run (file:///home/anna/duebook/electron/engine/db/open.ts:3:9)` → `at run (db/open.ts:3:9)`. */
function shortenFrame(line: string): string {
  return line
    .trim()
    .replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[\\/](?:[^\\/:()]+[\\/])*([^\\/:()]+[\\/][^\\/:()]+)/g, '$1');
}

function rotate(path: string, incoming: number, maxBytes: number, keep: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size + incoming <= maxBytes) return;
  rmSync(`${path}.${keep}`, { force: true });
  for (let number = keep - 1; number >= 1; number--) {
    if (statSync(`${path}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${path}.${number}`, `${path}.${number + 1}`);
  }
  if (keep > 0) renameSync(path, `${path}.1`);
  else rmSync(path);
}
