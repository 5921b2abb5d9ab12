import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import type { z } from 'zod';
import type { EngineClient } from '../../shared/contract/index.ts';
import { contract } from '../../shared/contract/index.ts';

/** A procedure of the contract: `worklist.views.save` with what goes in and out. */
export interface Procedure {
  readonly path: string;
  readonly input: z.ZodType | null;
  readonly output: z.ZodType;
}

/** Every procedure of the contract. */
export const PROCEDURES: readonly Procedure[] = proceduresIn(contract, []);

export function procedureAt(path: string): Procedure {
  const found = PROCEDURES.find((procedure) => procedure.path === path);
  if (found === undefined) throw new Error(`The contract has no procedure ${path}.`);
  return found;
}

/** Calls a procedure by its path with any input, as a window that is not ours could. */
export function callAt(client: EngineClient, path: string, input: unknown): Promise<unknown> {
  const call = path
    .split('.')
    .reduce((at, name) => Reflect.get(at, name) as object, client as unknown as object);
  return (call as (input: unknown) => Promise<unknown>)(input);
}

function proceduresIn(node: object, path: readonly string[]): readonly Procedure[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const here = [...path, name];
    return isContractProcedure(value) ? [procedureOf(value, here)] : proceduresIn(value as object, here);
  });
}

function procedureOf(procedure: AnyContractProcedure, path: readonly string[]): Procedure {
  const { inputSchema, outputSchema } = procedure['~orpc'];
  return {
    path: path.join('.'),
    input: (inputSchema as z.ZodType | undefined) ?? null,
    output: outputSchema as unknown as z.ZodType,
  };
}
