import { accountNameKey } from '../../../../shared/domain/account-name.ts';
import type { CanonicalCustomer } from '../../connectors/canonical.ts';
import type { ConnectedAccount } from '../../db/queries/connected-accounts.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * Tells which customers of a file are read from a connected accounting system: their rows would count twice. A customer is
 * found as the first read of a connection finds it: by its number, or by its name where a side has no number.
 *
 * @returns the reason, in words; null for a customer that only files know.
 */
export async function connectedCustomers(
  workspace: OpenWorkspace,
): Promise<(customer: CanonicalCustomer) => string | null> {
  const accounts = await workspace.db.read('connectedAccounts', null);
  const byNumber = new Map<string, ConnectedAccount>();
  const byName = new Map<string, ConnectedAccount[]>();
  for (const account of accounts) {
    if (account.number !== null) byNumber.set(account.number, account);
    byName.set(account.nameKey, [...(byName.get(account.nameKey) ?? []), account]);
  }
  return ({ customerKey, customerNumber, customerName }) => {
    const sameName = byName.get(accountNameKey(customerName ?? customerKey)) ?? [];
    const found =
      (customerNumber === null ? undefined : byNumber.get(customerNumber)) ??
      sameName.find(({ number }) => customerNumber === null || number === null);
    return found === undefined
      ? null
      : `${found.name} is read from "${found.connection}"; its figures come from there. Leave its rows out of the file.`;
  };
}
