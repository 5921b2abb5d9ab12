import { accountNameKey } from '../../../../shared/domain/account-name.ts';
import { findNumbers } from '../../../../shared/domain/cash-application/find-numbers.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CashSourceRow, PayerRow } from '../../db/queries/cash-application.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export type PayerEvidence = PayerRow['by'] | 'invoices';

/** An account that a payment may come from, and what says so. */
export interface PayerCandidate {
  readonly accountId: AccountId;
  readonly name: string;
  readonly number: string | null;
  readonly by: readonly PayerEvidence[];
}

/** What is trusted most comes first. */
const TRUST: readonly PayerEvidence[] = ['invoices', 'bank_account', 'number', 'name'];
const SHORTEST_RUN = 3;
const MOST_WORDS = 200;

/**
 * The accounts that a bank line may come from, by invoice numbers in its text, a bank account learned from earlier
 * approvals, a customer number, or the payer's name. Several are all returned, the best founded first.
 */
export async function findPayers(
  workspace: OpenWorkspace,
  source: CashSourceRow,
): Promise<readonly PayerCandidate[]> {
  const words = [...new Set(source.text.split(/[\s,;:]+/u))]
    .filter((word) => /\d/u.test(word))
    .slice(0, MOST_WORDS);
  const nameKey = source.payerName === null ? null : accountNameKey(source.payerName);
  const found = await workspace.db.read('payerAccounts', {
    bankAccount: source.payerAccount,
    nameKey,
    words,
  });
  const candidates = new Map<AccountId, PayerCandidate>();
  for (const row of found) add(candidates, row, row.by);
  for (const accountId of await accountsByInvoices(workspace, source)) {
    const known = candidates.get(accountId);
    const today = workspace.today();
    const named = known ?? (await workspace.db.read('accountView', { id: accountId, asOf: today, today }));
    add(candidates, { accountId, name: named.name, number: named.number }, 'invoices');
  }
  return [...candidates.values()].sort(byTrust);
}

async function accountsByInvoices(
  workspace: OpenWorkspace,
  source: CashSourceRow,
): Promise<readonly AccountId[]> {
  const runs = (source.text.replace(/(?<=\d) (?=\d\b)/gu, '').match(/\d+/gu) ?? [])
    .map((run) => run.replace(/^0+/u, ''))
    .filter((run) => run.length >= SHORTEST_RUN)
    .slice(0, MOST_WORDS);
  if (runs.length === 0) return [];
  const items = await workspace.db.read('itemsByDigits', { currency: source.currency, runs });
  const sure = new Set(findNumbers(source.text, source.currency, items).sure.map((item) => item.id));
  return [...new Set(items.filter((item) => sure.has(item.id)).map((item) => item.accountId))];
}

function add(
  candidates: Map<AccountId, PayerCandidate>,
  { accountId, name, number }: Omit<PayerCandidate, 'by'>,
  by: PayerEvidence,
): void {
  const before = candidates.get(accountId)?.by ?? [];
  const evidence = TRUST.filter((one) => one === by || before.includes(one));
  candidates.set(accountId, { accountId, name, number, by: evidence });
}

function byTrust(left: PayerCandidate, right: PayerCandidate): number {
  const rank = (candidate: PayerCandidate) => Math.min(...candidate.by.map((by) => TRUST.indexOf(by)));
  return rank(left) - rank(right) || right.by.length - left.by.length || left.name.localeCompare(right.name);
}
