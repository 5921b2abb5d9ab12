import { closes } from '../../../../shared/domain/holds/active.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Reach } from '../../../../shared/domain/next-action/facts.ts';
import type { Connection } from '../connection.ts';
import { doNotContactOf } from '../hold-fire/holds-at.ts';
import { familiesOf, owningAccount } from './account-family.ts';

interface ReachableContact {
  readonly accountId: AccountId;
  readonly id: string;
  readonly billing: number;
  readonly cameBack: number;
}

/** An account on which nothing is known to write to. */
export const NO_REACH: Reach = { address: false, mailClosed: false, callClosed: false, cameBack: false };

/**
 * Whether accounts can be reached, for some or for all. Letters go to the billing contacts; where none is marked, to one
 * of the others, and then one of them who must not be written to is enough to say so: the gate might meet just that one.
 */
export function reachFacts(
  db: Connection,
  accounts: readonly AccountId[] | undefined,
): ReadonlyMap<AccountId, Reach> {
  const only = accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  const contacts = db
    .prepare<unknown[], ReachableContact>(
      `SELECT ${owningAccount(db, 'contact')} AS accountId, id, billing,
         lower(email) IN (SELECT address FROM undeliverable_address) AS cameBack
       FROM contact WHERE removed_at IS NULL AND email LIKE '%_@_%' ${only}`,
    )
    .all(accounts === undefined ? {} : { accounts: JSON.stringify(accounts) });
  const wishes = Map.groupBy(doNotContactOf(db, accounts), (wish) => wish.accountId);
  const byAccount = Map.groupBy(contacts, (contact) => contact.accountId);
  const known = new Set([...byAccount.keys(), ...wishes.keys()]);
  return new Map(
    [...known].map((account) => {
      const own = byAccount.get(account) ?? [];
      const billing = own.filter((contact) => contact.billing === 1);
      const asked = wishes.get(account) ?? [];
      const mail = asked.filter(({ channel }) => closes(channel, 'mail'));
      const recipients = billing.length > 0 ? billing : own;
      const failed = recipients.filter((contact) => contact.cameBack === 1).length;
      return [
        account,
        {
          address: own.length > 0,
          mailClosed: mail.some(
            ({ contactId }) => contactId === null || recipients.some(({ id }) => id === contactId),
          ),
          callClosed: asked.some(({ channel, contactId }) => contactId === null && closes(channel, 'call')),
          cameBack: failed > 0 && (billing.length === 0 || failed === billing.length),
        },
      ] as const;
    }),
  );
}
