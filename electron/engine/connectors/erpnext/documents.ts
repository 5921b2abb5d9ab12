import { z } from 'zod';
import {
  type CurrencyCode,
  currencyCode,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { floatMinor } from '../http/float-money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import { instalmentsOf, type PartToPay } from '../instalments.ts';
import type { SourceDocument } from '../source-records.ts';
import { readCustomers } from './customers.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { erpAmount, erpDate, erpFlag, erpName, erpText, erpTime, nameOf } from './erpnext-values.ts';
import { INVOICE, ledgerStep } from './ledger-entries.ts';
import { deletedStep, NOTHING, namesOf, type PageContent, type ReadStep, together } from './read-steps.ts';
import { settlementsFrom } from './settlements.ts';

export type DocumentKind = SourceDocument['entity'];

const form = z.object({
  name: erpName,
  customer: erpName,
  docstatus: erpAmount,
  status: erpText,
  is_return: erpFlag,
  posting_date: erpDate,
  due_date: erpDate,
  currency: z.string(),
  party_account_currency: erpText,
  grand_total: erpAmount,
  rounded_total: erpAmount.nullish(),
  base_grand_total: erpAmount,
  base_rounded_total: erpAmount.nullish(),
  outstanding_amount: erpAmount,
  po_no: erpText,
  payment_terms_template: erpText,
  modified: erpTime,
});
type InvoiceRow = z.infer<typeof form>;
const FIELDS = Object.keys(form.shape);

function documentsOf(books: ErpnextBooks, kind: DocumentKind) {
  return [
    ['company', '=', books.company.name],
    ['is_return', '=', kind === 'credit_note' ? 1 : 0],
  ] as const;
}

/** How invoices, or credit notes, are found: by their own time, and by the payment ledger, which dates all that is paid. */
export function documentSteps(books: ErpnextBooks, kind: DocumentKind): readonly ReadStep[] {
  return [
    {
      doctype: INVOICE,
      filters: documentsOf(books, kind),
      fields: [],
      whole: true,
      read: (rows, changes, signal) => readDocuments(books, kind, namesOf(rows), changes, signal),
    },
    ledgerStep(books, INVOICE, (names, signal) => readDocuments(books, kind, names, true, signal)),
    deletedStep(INVOICE, kind),
  ];
}

/** Documents as they are now, with what credit notes settle; with changes, their customers' balances come along. */
export async function readDocuments(
  books: ErpnextBooks,
  kind: DocumentKind,
  names: readonly string[],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  const filters = [...documentsOf(books, kind), ['name', 'in', names] as const];
  const rows = await books.all({ doctype: INVOICE, filters, fields: FIELDS }, signal);
  if (rows.length === 0) return NOTHING;
  const parts = await partsOf(books, namesOf(rows), signal);
  const owners = new Set<string>();
  const tombstones: Tombstone[] = [];
  const { records, bad } = readRecords(kind, rows, nameOf, (row) => {
    const invoice = form.parse(row);
    owners.add(invoice.customer);
    if (invoice.docstatus !== '2') return documentOf(kind, invoice, parts.get(invoice.name) ?? []);
    tombstones.push({ entity: kind, sourceId: invoice.name, reason: 'voided', mergedInto: null });
    return null;
  });
  return together(
    changes ? await readCustomers(books, [...owners], signal) : NOTHING,
    { ...NOTHING, records, tombstones, bad },
    kind === 'credit_note' ? await settlementsFrom(books, kind, namesOf(rows), signal) : NOTHING,
  );
}

function documentOf(kind: DocumentKind, row: InvoiceRow, parts: readonly PartRow[]): SourceDocument {
  const sign = kind === 'credit_note' ? -1 : 1;
  const { currency, total } = totalOf(row);
  const open = signed(row.outstanding_amount, currency, sign, 'outstanding_amount');
  const isDraft = row.docstatus === '0';
  const invoiced = currencyCode(row.currency) === currency;
  return {
    entity: kind,
    sourceId: row.name,
    updatedAt: row.modified,
    number: row.name,
    customerId: row.customer,
    status: isDraft ? 'draft' : open === 0 ? 'paid' : 'open',
    sourceStatus: row.status ?? (isDraft ? 'Draft' : 'Submitted'),
    issueDate: row.posting_date,
    dueDate: row.due_date,
    currency,
    total: signed(total, currency, sign, 'grand_total'),
    open,
    poNumber: row.po_no,
    reference: null,
    terms: row.payment_terms_template,
    instalments: invoiced
      ? instalmentsOf(
          parts.map((part) => partToPay(part, currency, sign)),
          open,
        )
      : [],
  };
}

/**
 * ERPNext keeps what is open in the currency of the receivable account, which may be the company's although the invoice is
 * in another one: the whole document is then taken as the ledger holds it. What is owed is the rounded total, if there is
 * one.
 */
function totalOf(row: InvoiceRow): { readonly currency: CurrencyCode; readonly total: string } {
  const account = row.party_account_currency ?? row.currency;
  const rounded = (text: string | null | undefined, exact: string) =>
    text == null || /^-?0(?:\.0*)?$/.test(text) ? exact : text;
  return account === row.currency
    ? { currency: currencyCode(account), total: rounded(row.rounded_total, row.grand_total) }
    : { currency: currencyCode(account), total: rounded(row.base_rounded_total, row.base_grand_total) };
}

/** An amount without its sign: returns are negative in ERPNext. */
function signed(text: string, currency: CurrencyCode, sign: number, field: string): MinorUnits {
  const minor = sign * floatMinor(text, currency);
  if (minor < 0) throw new RecordProblem(`${field} has the wrong sign.`);
  return minorUnits(minor);
}

const partForm = z.object({
  parent: erpName,
  due_date: erpDate,
  payment_amount: erpAmount,
  outstanding: erpAmount.nullish(),
});
type PartRow = z.infer<typeof partForm>;

/** Rows of the payment schedules, by invoice. */
async function partsOf(
  books: ErpnextBooks,
  invoices: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly PartRow[]>> {
  const rows = await books.all(
    {
      doctype: 'Payment Schedule',
      parent: INVOICE,
      filters: [
        ['parenttype', '=', INVOICE],
        ['parent', 'in', invoices],
      ],
      fields: Object.keys(partForm.shape),
    },
    signal,
  );
  return Map.groupBy(
    rows.flatMap((row) => partForm.safeParse(row).data ?? []),
    ({ parent }) => parent,
  );
}

function partToPay(part: PartRow, currency: CurrencyCode, sign: number): PartToPay {
  return {
    dueDate: part.due_date,
    amount: minorUnits(sign * floatMinor(part.payment_amount, currency)),
    settled: part.outstanding != null && floatMinor(part.outstanding, currency) === 0,
  };
}
