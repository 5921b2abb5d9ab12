import { z } from 'zod';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import { homeCurrency } from '../home-currency.ts';
import { type ErpnextSession, formed, type ListRequest } from './erpnext-session.ts';
import { erpName } from './erpnext-values.ts';
import { isTimeZone } from './site-time.ts';

/** Reads rows of one company's books. */
export interface ErpnextBooks {
  readonly pageSize: number;
  readonly company: { readonly name: string; readonly baseCurrency: CurrencyCode };
  /** IANA name; null where the site does not tell. */
  readonly timeZone: string | null;
  /** A page of rows by rising name, after this one. */
  page(
    request: Omit<ListRequest, 'limit' | 'orderBy'>,
    after: string,
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  /** All rows; none without asking when a list of names is empty. */
  all(request: Omit<ListRequest, 'limit'>, signal: AbortSignal): Promise<readonly unknown[]>;
  clock(): string | null;
}

const companyForm = z.object({ name: erpName, default_currency: z.string() });
const zoneForm = z.object({ time_zone: z.string().nullish() });

export async function openBooks(session: ErpnextSession, signal: AbortSignal): Promise<ErpnextBooks> {
  const filters = session.company === null ? [] : ([['name', '=', session.company]] as const);
  const rows = await session.list(
    { doctype: 'Company', filters, fields: ['name', 'default_currency'], limit: 0 },
    signal,
  );
  const companies = formed(z.array(companyForm), rows, 'Company');
  const [company] = companies;
  if (company === undefined) {
    throw connectorFailure(
      'forbidden',
      'The ERPNext user may not see the company whose books are to be read.',
    );
  }
  if (companies.length > 1) {
    const names = companies.map(({ name }) => name).join(', ');
    throw connectorFailure(
      'bad_request',
      `The site has several companies (${names}). Say which one is read.`,
      {
        step: 'role',
      },
    );
  }
  const { pageSize } = session;
  return {
    pageSize,
    company: { name: company.name, baseCurrency: homeCurrency(company.default_currency, company.name) },
    timeZone: await timeZoneOf(session, signal),
    page: (request, after, stop) =>
      session.list(
        {
          ...request,
          filters: [...request.filters, ['name', '>', after]],
          orderBy: 'name asc',
          limit: pageSize,
        },
        stop,
      ),
    async all(request, stop) {
      const values = request.filters.map((one) => one[one.length - 1]);
      const isEmpty = values.some((value) => Array.isArray(value) && value.length === 0);
      return isEmpty ? [] : session.list({ ...request, limit: 0 }, stop);
    },
    clock: () => session.clock(),
  };
}

/** Sites that do not tell are read with a wider overlap. */
async function timeZoneOf(session: ErpnextSession, signal: AbortSignal): Promise<string | null> {
  try {
    const { time_zone: zone } = await session.method('frappe.client.get_time_zone', {}, zoneForm, signal);
    return zone && isTimeZone(zone) ? zone : null;
  } catch (error) {
    const reason = failureReason(error);
    if (reason === null || reason === 'network_down' || reason === 'auth_revoked') throw error;
    return null;
  }
}
