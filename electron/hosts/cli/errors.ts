import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import type { Logger } from '../../engine/platform/logger.ts';
import { noteUnexpected } from '../../engine/platform/unexpected.ts';
import { UsageError } from './arguments/usage-error.ts';

/** An error as it is printed: `{"error": …}` with `--json`, one line otherwise. */
export interface PrintedError {
  readonly status: 1 | 2;
  readonly json: { readonly error: Readonly<Record<string, unknown>> };
  readonly text: string;
}

const WRONG_VALUES = new Set(['MoneyError', 'DateError', 'AgingEdgesError']);
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'cannot be reached: a part of the path is no folder',
  EISDIR: 'is a folder',
  EEXIST: 'is there already',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'is on a disk that cannot be written',
  ENAMETOOLONG: 'has a name that is too long',
  ELOOP: 'is a link that leads to itself',
  EMFILE: 'cannot be opened: too many files are open',
};

/**
 * Makes of whatever was thrown what is printed. The stack of an unexpected error goes to the local log only, beside
 * the name of the command.
 */
export function printedError(error: unknown, logger: () => Logger, command: string): PrintedError {
  if (error instanceof UsageError) return usageError(error);
  const known = withKeyHint(asKnown(error, logger, command));
  return {
    status: 1,
    json: { error: { code: printedCode(known.code), message: known.message, ...withoutOwn(known.details) } },
    text: `${known.message} [${printedCode(known.code)}]`,
  };
}

/** A refused sign-in has one code here, whether mailbox or accounting system refuses it. */
export function printedCode(code: string): string {
  return code === 'connector_auth' ? 'auth' : code;
}

/** The engine says that another key is wanted; how it is given is a matter of this host. */
function withKeyHint(error: EngineError): EngineError {
  const { code, details, message } = error;
  if (code !== 'no_key' || (details.kind !== 'keyring' && details.reason === undefined)) return error;
  const hint = 'On the command line: --passphrase-env NAME, or --recovery-code-env NAME.';
  return new EngineError(code, `${message} ${hint}`, details);
}

/** What an error says beside code and message; those two are never replaced. */
function withoutOwn(details: EngineError['details']): Record<string, unknown> {
  const { code: _code, message: _message, ...rest } = details;
  return rest;
}

function usageError({ message, usage }: UsageError): PrintedError {
  const hint = usage === null ? 'Try --help.' : `Usage: ${usage}`;
  return {
    status: 2,
    json: { error: { code: 'usage', message, ...(usage === null ? {} : { usage }) } },
    text: `${message}\n${hint}`,
  };
}

function asKnown(error: unknown, logger: () => Logger, command: string): EngineError {
  if (error instanceof EngineError && error.code !== 'internal') return error;
  if (error instanceof Error && !(error instanceof EngineError)) {
    if (WRONG_VALUES.has(error.name)) return new EngineError('validation', error.message);
    const problem = fileProblem(error);
    if (problem !== null) return problem;
  }
  return noteUnexpected(error, logger(), 'command_failed', command.replaceAll(' ', '.'));
}

function fileProblem(error: Error): EngineError | null {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return null;
  const file = typeof path === 'string' ? path : 'A file';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    const what = typeof path === 'string' ? path : 'the output';
    return problem('disk_full', `There is no room to write ${what}. Free some space and try again.`, file);
  }
  const what = FILE_PROBLEMS[code];
  return what === undefined ? null : problem('bad_file', `${file} ${what}. Check the path.`, file);
}

function problem(code: ErrorCode, message: string, file: string): EngineError {
  return new EngineError(code, message, { file });
}
