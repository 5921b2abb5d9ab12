import { EngineError } from '../../platform/engine-error.ts';
import type { People } from '../people/people.ts';
import { requireAbility } from '../people/require-ability.ts';
import type { Profile } from '../profile/profile.ts';
import type { Session } from '../session/session.ts';
import type { Installation } from '../workspace/installation.ts';
import type { EraseCertificate } from './erase-certificate.ts';
import { eraseWorkspace } from './erase-workspace.ts';
import { requireName } from './require-name.ts';
import { lastingSignerOf } from './signer.ts';

/** What of a window's engine an erase of its workspace works with. */
export interface ErasingWindow {
  readonly installation: Installation;
  readonly session: Session;
  readonly profile: Profile;
  readonly people: People;
}

/**
 * Erases the workspace that the window has open. What can be refused is refused while it is still open; afterwards the
 * window has no workspace. Errors as `eraseWorkspace`.
 */
export async function eraseOpenWorkspace(
  { installation, session, profile, people }: ErasingWindow,
  confirm: string,
): Promise<EraseCertificate> {
  const workspace = session.workspace();
  const { folder, key, name } = workspace;
  requireAbility(workspace, 'erase');
  if (workspace.demo) {
    throw new EngineError(
      'validation',
      'The demo is thrown away when you close it. There is nothing to erase.',
    );
  }
  if (!workspace.canWrite) {
    throw new EngineError('locked', 'Another Duebook has this workspace open. Close it there first.');
  }
  requireName(name, confirm);
  const signer = await lastingSignerOf(people);
  await session.close();
  const { certificate } = await eraseWorkspace(installation, {
    folder,
    confirm,
    findKey: async () => key,
    signer,
    actor: profile.actor(),
    person: () => people.own(),
    profile,
  });
  return certificate;
}
