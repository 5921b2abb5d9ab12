import { implement, ORPCError, ValidationError } from '@orpc/server';
import type { ErrorData } from '../../../shared/contract/base.ts';
import { contract } from '../../../shared/contract/index.ts';
import { EngineError } from '../platform/engine-error.ts';
import type { Logger } from '../platform/logger.ts';
import type { EngineContext } from './context.ts';

/** The contract, to be implemented; every error leaves it as one of the contract's codes. */
export const api = implement(contract)
  .$context<EngineContext>()
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      throw toContractError(error, context.installation.logger);
    }
  });

/**
 * An `EngineError` keeps its code, message and details. Input that the contract refuses becomes `validation` with
 * the path. Anything else is `internal` with a reference into the local log and nothing more.
 */
export function toContractError(error: unknown, logger: Logger): Error {
  if (error instanceof EngineError)
    return contractError(error.code, error.message, { details: { ...error.details } });
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const [issue] = error.cause.issues;
    const path = (issue?.path ?? [])
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .join('.');
    const message = `${path === '' ? 'The request' : path}: ${issue?.message ?? 'is not valid'}`;
    return contractError('validation', message, { details: { path } });
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const reference = logger.error('request_failed', error);
  return contractError(
    'internal',
    `Something unexpected went wrong. Nothing was lost. Reference: ${reference}`,
    {
      reference,
    },
  );
}

function contractError(code: string, message: string, data: ErrorData): ORPCError<string, ErrorData> {
  return new ORPCError(code, { defined: true, message, data, status: 400 });
}
