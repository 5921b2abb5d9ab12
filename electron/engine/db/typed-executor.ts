import type { Executor } from './executor.ts';
import type { NamedExecutor } from './registries.ts';

/** Lays the types of the real registries over an executor that was made with them. */
export function typedExecutor(named: NamedExecutor): Executor {
  return named as Executor;
}
