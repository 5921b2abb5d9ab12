import { normalizeHeader } from '../../../../shared/domain/imports/header-text.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { FoundHeader } from './header.ts';

/** "Amount (LCY)": the local currency of Dynamics 365 Business Central, in German "Betrag (MW)". */
const LOCAL_AMOUNT = /^(?:remainingam|originalam|am|salesam|restbetrag|ursprungsbetrag|betrag).*(?:lcy|mw)$/;

/**
 * Business Central leaves the currency code of an entry in the local currency blank (documentation of the field
 * "Currency Code"): there the currency of the workspace is the default. Other files are not guessed at.
 */
export function withLocalCurrency(
  mapping: ImportMapping,
  header: FoundHeader,
  baseCurrency: CurrencyCode,
): ImportMapping {
  const local = header.names.some((name) => LOCAL_AMOUNT.test(normalizeHeader(name)));
  return local && mapping.columns.currency !== null ? { ...mapping, currency: baseCurrency } : mapping;
}
