import { z } from 'zod';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { connectorFailure } from '../connector-failure.ts';
import { homeCurrency } from '../home-currency.ts';
import { wholeNumber } from '../http/json.ts';
import { nextAfter } from '../read-guards.ts';
import { ODOO } from './odoo-faults.ts';
import type { OdooSession } from './odoo-session.ts';
import { idOf, odooId, odooLink, odooText } from './odoo-values.ts';

/** A condition in Odoo's own notation. */
export type Domain = readonly unknown[];

/** Reads rows of one company's books. */
export interface OdooBooks {
  readonly pageSize: number;
  readonly company: { readonly id: number; readonly name: string; readonly baseCurrency: CurrencyCode };
  /** ISO codes of countries by Odoo's ids. */
  readonly countries: ReadonlyMap<number, string>;
  /** Up to a page of rows by rising id. */
  page(
    model: string,
    domain: Domain,
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  /** All rows, by as many calls as it takes. */
  all(
    model: string,
    domain: Domain,
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  count(model: string, domain: Domain, signal: AbortSignal): Promise<number>;
  clock(): string | null;
}

const companyForm = z.object({ id: odooId, name: z.string(), currency_id: odooLink });
const countryForm = z.object({ id: odooId, code: odooText });
const rowsForm = z.array(z.unknown());

/**
 * Opens the books of the company.
 *
 * @param companyId null: that of the user, who then has to have exactly one.
 */
export async function openBooks(
  session: OdooSession,
  companyId: number | null,
  signal: AbortSignal,
): Promise<OdooBooks> {
  const company = await companyOf(session, companyId, signal);
  const context = { allowed_company_ids: [company.id], active_test: false };
  const read = (model: string, domain: Domain, fields: readonly string[], limit: number, stop: AbortSignal) =>
    session.call(model, 'search_read', { domain, fields, limit, order: 'id asc', context }, rowsForm, stop);
  const { pageSize } = session;

  const all: OdooBooks['all'] = async (model, domain, fields, stop) => {
    const rows: unknown[] = [];
    for (let last = 0; ; ) {
      const more = await read(model, [['id', '>', last], ...domain], fields, pageSize, stop);
      rows.push(...more);
      if (more.length < pageSize) return rows;
      last = nextAfter(ODOO, [Number(idOf(more.at(-1)))], last);
    }
  };
  const countries = new Map<number, string>();
  for (const row of await session.call(
    'res.country',
    'search_read',
    { domain: [], fields: ['code'] },
    z.array(countryForm),
    signal,
  )) {
    if (row.code !== null) countries.set(row.id, row.code);
  }
  return {
    pageSize,
    company: {
      id: company.id,
      name: company.name,
      baseCurrency: homeCurrency(company.currency_id.name, company.name),
    },
    countries,
    page: (model, domain, fields, stop) => read(model, domain, fields, pageSize, stop),
    all,
    count: (model, domain, stop) =>
      session.call(model, 'search_count', { domain, context }, wholeNumber, stop),
    clock: () => session.clock(),
  };
}

async function companyOf(session: OdooSession, id: number | null, signal: AbortSignal) {
  const domain = id === null ? [] : [['id', '=', id]];
  const companies = await session.call(
    'res.company',
    'search_read',
    { domain, fields: ['name', 'currency_id'] },
    z.array(companyForm),
    signal,
  );
  const [company] = companies;
  if (company === undefined) {
    throw connectorFailure('forbidden', 'The Odoo user may not see the company whose books are to be read.');
  }
  if (companies.length > 1) {
    const names = companies.map(({ name }) => name).join(', ');
    throw connectorFailure(
      'bad_request',
      `The Odoo user belongs to several companies (${names}). Give it only the one whose books are read, or say which.`,
      { step: 'role' },
    );
  }
  return company;
}
