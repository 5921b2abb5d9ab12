import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { partsOfItem } from '../../../../shared/domain/gate/restrained.ts';
import type { InvoiceParts } from '../../../../shared/domain/hold-fire/parts.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import { addMinor, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import type { DocumentView } from '../queries/open-documents.ts';
import { claimedDocuments } from '../summary/claimed-cash.ts';
import { type InvoiceRestraints, restraintsOf } from './restraints-of.ts';

/** What stands against asking for one open invoice, with what an approved match claims of it. */
export interface RestraintsOfInvoice extends InvoiceRestraints {
  readonly claimedMinor: MinorUnits;
}

/** What stands against asking for the open invoices of an account on a date, by invoice. */
export function restraintsOfInvoices(
  db: Connection,
  {
    account,
    asOf,
    documents,
  }: {
    readonly account: AccountId;
    readonly asOf: PlainDate;
    readonly documents: readonly DocumentView[];
  },
): ReadonlyMap<DocumentId, RestraintsOfInvoice> {
  const claims = new Map(
    claimedDocuments(db, account).map((one) => [one.documentId, addMinor(one.claimedMinor, one.shortMinor)]),
  );
  const invoices = documents
    .filter((document) => document.kind === 'invoice')
    .map((document) => ({ ...document, claimed: claims.get(document.id) ?? ZERO }));
  const { invoices: restraints } = restraintsOf(db, { account, asOf, invoices });
  return new Map([...restraints].map(([id, one]) => [id, { ...one, claimedMinor: claims.get(id) ?? ZERO }]));
}

/** The parts of an open invoice, see `partsOf`; they add up to what is open of it. */
export function partsOfInvoice(
  document: DocumentView,
  restraints: RestraintsOfInvoice | undefined,
): InvoiceParts {
  return partsOfItem({
    documentId: document.id,
    number: document.number,
    totalMinor: document.total,
    openMinor: document.open,
    ...restraints,
  });
}
