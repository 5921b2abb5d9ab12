import type { ErrorCode } from '../../../shared/domain/errors.ts';

/**
 * The one error class of the engine. `message` is for people: what happened, where, what to do. It never carries
 * a secret, a stack or a customer's data. `details` is plain JSON for screens (row, column, field …).
 */
export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
    this.details = details;
  }
}

/** Narrows a caught value; `code` optionally asks for one code. */
export function isEngineError(value: unknown, code?: ErrorCode): value is EngineError {
  return value instanceof EngineError && (code === undefined || value.code === code);
}
