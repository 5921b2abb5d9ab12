import { ERROR_CODES, type ErrorCode } from '../../../shared/domain/errors.ts';
import { EngineError } from '../platform/engine-error.ts';
import type { ContextData } from './executor.ts';

/** What a database thread is started with. The key travels in memory only, never as an argument or in the environment. */
export interface WorkerStart {
  readonly file: string;
  readonly key: Uint8Array;
  readonly role: 'writer' | 'reader';
}

export type Work =
  | { readonly kind: 'read'; readonly name: string; readonly input: unknown }
  | {
      readonly kind: 'write' | 'maintain';
      readonly name: string;
      readonly input: unknown;
      readonly context: ContextData;
    };

export type ToWorker =
  | { readonly kind: 'close' }
  | { readonly kind: 'work'; readonly id: number; readonly work: Work };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not_opened'; readonly error: ErrorData }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorData };

/** An `EngineError` as plain data: the class itself does not survive structured cloning. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly stack: string;
  readonly cause?: {
    readonly name: string;
    readonly message: string;
    readonly stack: string;
    readonly code?: string;
  };
}

export function toErrorData(error: EngineError): ErrorData {
  const { cause } = error;
  return {
    code: error.code,
    message: error.message,
    details: JSON.parse(JSON.stringify(error.details)),
    stack: error.stack ?? '',
    ...(cause instanceof Error
      ? {
          cause: {
            name: cause.name,
            message: cause.message,
            stack: cause.stack ?? '',
            ...('code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}),
          },
        }
      : {}),
  };
}

/** The error as it was thrown on the thread, with that thread's stacks. */
export function fromErrorData(data: ErrorData): EngineError {
  const cause = data.cause && Object.assign(new Error(data.cause.message), data.cause);
  const error = new EngineError(codeOrInternal(data.code), data.message, data.details, cause);
  error.stack = data.stack;
  return error;
}

function codeOrInternal(code: string): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'internal';
}
