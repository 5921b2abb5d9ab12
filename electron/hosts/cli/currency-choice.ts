import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type CurrencyCode, currencyCode } from '../../../shared/domain/money.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import type { OpenWorkspace } from '../../engine/services/workspace/open-workspace.ts';

/**
 * The currency of an account that a command works in: the given one, else the only one in which anything is open,
 * else the only one in which the account ever had an invoice. Throws `validation` that lists them when there are
 * several, and when the account has nothing in the given one.
 */
export async function currencyFor(
  workspace: OpenWorkspace,
  accountId: AccountId,
  given: string | null,
  asOf: PlainDate,
): Promise<CurrencyCode> {
  const wanted = given === null ? null : currencyCode(given);
  const { currency, currencies } = await letterFacts(workspace, accountId, workspace.currency, asOf);
  if (wanted !== null && currencies.includes(wanted)) return wanted;
  const settled =
    currencies.length > 0 && wanted === null ? [] : await settledCurrencies(workspace, accountId, asOf);
  if (wanted !== null) return requireKnown(wanted, [...new Set([...currencies, ...settled])]);
  const known = currencies.length > 0 ? currencies : settled;
  if (known.length <= 1) return known[0] ?? currency;
  throw new EngineError(
    'validation',
    `The account has several currencies: ${known.join(', ')}. Name one with --currency.`,
    { field: 'currency', currencies: known },
  );
}

function requireKnown(wanted: CurrencyCode, known: readonly CurrencyCode[]): CurrencyCode {
  if (known.length === 0 || known.includes(wanted)) return wanted;
  throw new EngineError('validation', `The account has nothing in ${wanted}, only in ${known.join(', ')}.`, {
    field: 'currency',
    currencies: known,
  });
}

async function settledCurrencies(
  workspace: OpenWorkspace,
  accountId: AccountId,
  asOf: PlainDate,
): Promise<readonly CurrencyCode[]> {
  const report = { asOf, today: workspace.today(), basis: 'due', byAccount: false } as const;
  const { totals } = await workspace.db.read('agingReport', report);
  const found: CurrencyCode[] = [];
  for (const { currency } of totals) {
    const facts = await letterFacts(workspace, accountId, currency, asOf);
    if (facts.settled.length > 0) found.push(currency);
  }
  return found;
}

function letterFacts(
  workspace: OpenWorkspace,
  accountId: AccountId,
  currency: CurrencyCode,
  asOf: PlainDate,
) {
  return workspace.db.read('letterFacts', { accountId, currency, asOf, today: workspace.today() });
}
