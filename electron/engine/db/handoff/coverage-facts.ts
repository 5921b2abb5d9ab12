import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { familiesOf } from '../summary/account-family.ts';
import { CONTACT_KINDS, TOUCH_KINDS } from '../summary/work-facts.ts';

/** What a person does about an account so that it counts as worked: a touch, or a plan that follows from a look at it. */
const WORKED_KINDS = `${TOUCH_KINDS},'next_action_set','snoozed','promise_made','dispute_opened','dispute_changed',
  'dispute_resolved','draft_created','draft_changed','mail_approved','hold_set','hold_lifted','do_not_contact_set'`;

/** What was done here since the handoff was accepted. */
export interface CoverageFacts {
  /** The first entry that reached a customer; null: none did yet. */
  readonly firstContactAt: Instant | null;
  /** Accepted accounts about which something was done. */
  readonly worked: readonly AccountId[];
}

const SINCE = `touchpoint WHERE seq > (SELECT own_seq FROM received_handoff)
  AND id NOT IN (SELECT touchpoint_id FROM retraction)`;

/** The facts of a workspace that came from a handoff; nothing was done in any other. */
export function coverageFacts(db: Connection): CoverageFacts {
  const firstContactAt = db
    .prepare<[], Instant>(`SELECT at FROM ${SINCE} AND kind IN (${CONTACT_KINDS}) ORDER BY seq LIMIT 1`)
    .pluck()
    .get();
  const isWorked = db
    .prepare<unknown[], number>(
      `SELECT EXISTS (SELECT 1 FROM ${SINCE} AND kind IN (${WORKED_KINDS}) AND account_id IN ${familiesOf('json_array(@id)')})`,
    )
    .pluck();
  const accepted = db
    .prepare<[], AccountId>("SELECT account_id FROM received_account WHERE state = 'accepted'")
    .pluck()
    .all();
  return {
    firstContactAt: firstContactAt ?? null,
    worked: accepted.filter((id) => isWorked.get({ id }) === 1),
  };
}
