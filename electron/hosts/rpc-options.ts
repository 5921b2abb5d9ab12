import { ORPCError } from '@orpc/server';
import type { ErrorData } from '../../shared/contract/base.ts';
import type { EngineContext } from '../engine/api/context.ts';

interface Going<Value> {
  next(): Promise<Value>;
}

/**
 * What every host tells oRPC's handler. A request whose input cannot even be decoded (a name such as `__proto__` in it)
 * never reaches the contract: it is refused with the contract's own code all the same.
 */
export const RPC_OPTIONS = {
  interceptors: [
    async <Value>({ next }: Going<Value> & { readonly context: EngineContext }): Promise<Value> => {
      try {
        return await next();
      } catch (error) {
        if (error instanceof ORPCError) throw error;
        const data: ErrorData = { details: { path: '' } };
        throw new ORPCError('validation', {
          defined: true,
          status: 400,
          message: 'The request cannot be read: it holds what no request of a window holds.',
          data,
          cause: error,
        });
      }
    },
  ],
};
