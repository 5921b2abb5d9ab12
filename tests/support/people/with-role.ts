import { openPeople } from '../../../electron/engine/services/people/people.ts';
import type { PersonRole, PublicCard } from '../../../shared/domain/people/types.ts';
import type { EngineWorkspace } from '../engine/engine-workspace.ts';

/** Makes the person of the profile that an engine works under. */
export function makePerson(
  { installation }: Pick<EngineWorkspace, 'installation'>,
  role: PersonRole,
  name = 'Uma Reyes',
): Promise<PublicCard> {
  return openPeople(installation, { kind: 'keyring', store: installation.keyring }).create({ name, role });
}
