import { EngineError } from '../../platform/engine-error.ts';

/** Throws `validation` unless a person typed the name of the workspace to the letter. */
export function requireName(name: string, confirm: string): void {
  if (confirm === name) return;
  throw new EngineError(
    'validation',
    'This is not the name of the workspace. Type it exactly as it is written; nothing was erased.',
    { field: 'confirm' },
  );
}
