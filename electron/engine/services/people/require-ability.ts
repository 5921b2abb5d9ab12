import { type Ability, refusalWords, roleMay } from '../../../../shared/domain/people/abilities.ts';
import type { PublicCard } from '../../../../shared/domain/people/types.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** Who works with a workspace; null without a person, and in the demo: no restriction then. */
export interface Worked {
  person(): Pick<PublicCard, 'name' | 'role'> | null;
}

/** Whether whoever works with the workspace may do this. */
export function may({ person }: Worked, ability: Ability): boolean {
  const worker = person();
  return worker === null || roleMay(worker.role, ability);
}

/** Throws `policy_blocked`, which says who, which role and whom to ask. For what is not one write, before it begins. */
export function requireAbility({ person }: Worked, ability: Ability): void {
  const worker = person();
  if (worker === null || roleMay(worker.role, ability)) return;
  const { name, role } = worker;
  throw new EngineError('policy_blocked', refusalWords(name, role, ability), { role, ability });
}

/**
 * Whether work goes on by itself: sending, saving drafts, reading systems and telling others. Not while another process
 * writes, and not for somebody who only reads.
 */
export function worksByItself(workspace: Worked & { readonly canWrite: boolean }): boolean {
  return workspace.canWrite && may(workspace, 'daily');
}
