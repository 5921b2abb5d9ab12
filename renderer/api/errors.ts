import { ORPCError } from '@orpc/client';
import { ERROR_CODES, type ErrorCode } from '../../shared/domain/errors.ts';

/** An error as a screen shows it. */
export interface ShownError {
  readonly code: ErrorCode;
  /** What happened, in a few words. */
  readonly title: string;
  /** What is safe and what to do. */
  readonly text: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Reference into the local log, for support. */
  readonly reference: string | null;
}

const TITLES: Readonly<Record<ErrorCode, string>> = {
  validation: 'That could not be accepted',
  not_found: 'Not found',
  not_ready: 'The workspace is not open',
  wrong_key: 'Wrong key',
  no_key: 'No key for this workspace',
  damaged: 'The file is damaged',
  newer_version: 'Written by a newer version',
  locked: 'Open elsewhere',
  conflict: 'Changed in the meantime',
  bad_file: 'The file cannot be read',
  bad_mapping: 'The columns do not fit',
  bad_template: 'The template has an error',
  disk_full: 'The disk is full',
  auth: 'The sign-in was refused',
  connector_auth: 'The sign-in was refused',
  rate_limited: 'Too many requests',
  network: 'No connection',
  mail_rejected: 'The mailbox refused the message',
  needs_approval: 'Needs an approval',
  policy_blocked: 'Not allowed here',
  wrong_recipient: 'Made for somebody else',
  bad_pack: 'The pack cannot be read',
  cancelled: 'Cancelled',
  internal: 'Something went wrong',
};

const FALLBACK = 'Nothing you entered before was lost. Try again; if it happens again, restart Duebook.';

/** Reads any thrown value. The engine's own message is kept where there is one: it says what, where and what to do. */
export function shownError(error: unknown): ShownError {
  if (!(error instanceof ORPCError)) {
    return { code: 'internal', title: TITLES.internal, text: FALLBACK, details: {}, reference: null };
  }
  const code = isErrorCode(error.code) ? error.code : codeOfTransport(error.code);
  const data: unknown = error.data;
  const details = record(record(data).details);
  const reference = record(data).reference;
  return {
    code,
    title: TITLES[code],
    text: code === 'internal' ? FALLBACK : error.message || FALLBACK,
    details,
    reference: typeof reference === 'string' ? reference : null,
  };
}

/** Codes of the transport itself, before a handler was reached. */
function codeOfTransport(code: string): ErrorCode {
  if (code === 'BAD_REQUEST') return 'validation';
  if (code === 'NOT_FOUND') return 'not_found';
  return 'internal';
}

function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
