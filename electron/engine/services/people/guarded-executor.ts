import type { Executor } from '../../db/executor.ts';
import { abilityFor } from './command-abilities.ts';
import { MAINTENANCE_ABILITIES } from './maintenance-abilities.ts';
import { requireAbility, type Worked } from './require-ability.ts';

/**
 * The way to the database for somebody of a role: a write that the role may not do throws `policy_blocked` and reaches no
 * database. Reads are free. Asked at each write, so that a person who is made meanwhile counts at once.
 */
export function guardedExecutor(db: Executor, worked: Worked): Executor {
  return {
    read: (name, input) => db.read(name, input),
    async write(name, input, context) {
      requireAbility(worked, abilityFor(name, input));
      return db.write(name, input, context);
    },
    async maintain(name, input, context) {
      requireAbility(worked, MAINTENANCE_ABILITIES[name]);
      return db.maintain(name, input, context);
    },
    close: () => db.close(),
  };
}
