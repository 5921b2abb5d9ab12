import { implement, ORPCError, ValidationError } from '@orpc/server';
import type { ErrorData } from '../../../shared/contract/base.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { EngineError } from '../platform/engine-error.ts';
import type { Logger } from '../platform/logger.ts';
import { noteUnexpected } from '../platform/unexpected.ts';
import type { EngineContext } from './context.ts';

/** The contract, to be implemented; every error leaves it as one of the contract's codes. */
export const api = implement(contract)
  .$context<EngineContext>()
  .use(async ({ context, next, path }) => {
    try {
      return await next();
    } catch (error) {
      throw toContractError(error, context.installation.logger, path.join('.'));
    }
  });

/**
 * An `EngineError` keeps its code, message and details. Input that the contract refuses becomes `validation` with
 * the path. Anything else is `internal` with a reference into the local log and nothing more; `where` is the procedure.
 */
function toContractError(error: unknown, logger: Logger, where: string): Error {
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const [issue] = error.cause.issues;
    const path = (issue?.path ?? [])
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .join('.');
    const message = `${path === '' ? 'The request' : path}: ${issue?.message ?? 'is not valid'}`;
    return contractError('validation', message, { details: { path } });
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  return fromEngine(noteUnexpected(error, logger, 'request_failed', where));
}

function fromEngine({ code, message, details }: EngineError): Error {
  if (code !== 'internal') return contractError(code, message, { details: { ...details } });
  return contractError(code, message, { reference: String(details.reference) });
}

function contractError(code: string, message: string, data: ErrorData): ORPCError<string, ErrorData> {
  return new ORPCError(code, { defined: true, message, data, status: 400 });
}
