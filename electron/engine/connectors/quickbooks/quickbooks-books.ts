import type { SourceCurrency } from '../../../../shared/domain/connections/source-records.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { connectorFailure } from '../connector-failure.ts';
import { homeCurrency } from '../home-currency.ts';
import { type ReadRecords, readRecords } from '../http/read-records.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { accountForm, currencyForm, preferencesForm, termForm } from './quickbooks-forms.ts';
import { headOf, query } from './quickbooks-query.ts';
import type { QuickbooksBooks } from './quickbooks-rows.ts';

/** In which currency the company keeps its books, and whether it uses others. */
export async function readCurrencyChoice(
  client: QuickbooksClient,
  signal: AbortSignal,
): Promise<Pick<QuickbooksBooks, 'home' | 'multiCurrency'>> {
  const { rows } = await query(client, { table: 'Preferences', where: [] }, signal);
  const preferences = preferencesForm.safeParse(rows[0]).data?.CurrencyPrefs;
  const home = preferences?.HomeCurrency?.value;
  if (home) {
    return {
      home: homeCurrency(home, 'this QuickBooks company'),
      multiCurrency: preferences?.MultiCurrencyEnabled === true,
    };
  }
  throw connectorFailure('bad_answer', 'QuickBooks does not say in which currency the books are kept.');
}

/** What rows refer to. */
export async function readBooks(client: QuickbooksClient, signal: AbortSignal): Promise<QuickbooksBooks> {
  const choice = await readCurrencyChoice(client, signal);
  const terms = new Map<string, { readonly name: string; readonly days: number | null }>();
  const { rows } = await query(client, { table: 'Term', where: ['Active in (true, false)'] }, signal);
  for (const row of rows) {
    const term = termForm.safeParse(row).data;
    if (term === undefined) continue;
    const days = term.Type === 'DATE_DRIVEN' ? null : (term.DueDays ?? null);
    terms.set(term.Id, { name: term.Name, days });
  }
  return { ...choice, terms, receivables: new Set(await readReceivables(client, signal)) };
}

async function readReceivables(client: QuickbooksClient, signal: AbortSignal): Promise<readonly string[]> {
  const where = [`AccountType = 'Accounts Receivable'`, 'Active in (true, false)'];
  const { rows } = await query(client, { table: 'Account', where }, signal);
  return rows.flatMap((row) => accountForm.safeParse(row).data?.Id ?? []);
}

/** The home currency, and the others where the company uses several. */
export async function readCurrencies(
  client: QuickbooksClient,
  { home, multiCurrency }: QuickbooksBooks,
  signal: AbortSignal,
): Promise<ReadRecords<SourceCurrency>> {
  const rows = multiCurrency
    ? (await query(client, { table: 'CompanyCurrency', where: [] }, signal)).rows
    : [];
  const read = readRecords(
    'currency',
    rows,
    (row) => headOf(row)?.id ?? null,
    (row) => {
      const { Code, MetaData } = currencyForm.parse(row);
      return currencyRecord(Code, MetaData.LastUpdatedTime);
    },
  );
  const others = read.records.filter(({ code }) => code !== home);
  return { records: [currencyRecord(home, null), ...others], bad: read.bad };
}

function currencyRecord(text: string, updatedAt: string | null): SourceCurrency {
  const code = currencyCode(text);
  return { entity: 'currency', sourceId: code, updatedAt, code, digits: exponentOf(code) };
}
