import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { LedgerAllocation, LedgerDocument, LedgerId, LedgerInstalment } from './ledger-model.ts';
import { found, LedgerStore } from './ledger-store.ts';

interface NewCustomer {
  readonly name: string;
  readonly number?: string;
  readonly currency?: string;
  readonly country?: string;
  readonly termsDays?: number;
  readonly parentId?: LedgerId;
  readonly supplierOnly?: boolean;
}

interface NewDocument {
  readonly customerId: LedgerId;
  readonly total: number;
  readonly currency?: string;
  readonly issueDate?: string;
  readonly dueDate?: string | null;
  readonly poNumber?: string;
  readonly reference?: string;
  readonly draft?: boolean;
  readonly instalments?: readonly { readonly dueDate: string; readonly amount: number }[];
}

interface NewPayment {
  readonly date?: string;
  readonly reference?: string;
  readonly kind?: 'overpayment' | 'prepayment' | 'payment';
}

/**
 * A company's books, without a vendor. Its clock moves only when told to, so that records share a time unless a test
 * says otherwise. Every operation stamps all records that a real system would stamp. Amounts are minor units.
 */
export class FakeLedger extends LedgerStore {
  customer(given: NewCustomer): LedgerId {
    const id = this.newId('C');
    this.customers.set(id, {
      id,
      changedAt: this.now,
      number: given.number ?? null,
      name: given.name,
      parentId: given.parentId ?? null,
      active: true,
      country: given.country ?? null,
      termsDays: given.termsDays ?? null,
      currency: currencyCode(given.currency ?? this.home),
      mergedInto: null,
      supplierOnly: given.supplierOnly ?? false,
    });
    return id;
  }

  contact(of: LedgerId, given: { first: string; last: string; email?: string; phone?: string }): LedgerId {
    const id = this.newId('P');
    const customerId = this.current(of).id;
    const billing = this.contactsOf(customerId).length === 0;
    const { first, last, email = null, phone = null } = given;
    this.contacts.set(id, {
      id,
      changedAt: this.now,
      customerId,
      firstName: first,
      lastName: last,
      email,
      phone,
      billing,
    });
    this.touchCustomer(customerId);
    return id;
  }

  removeContact(id: LedgerId): void {
    const { customerId } = found(this.contacts, id);
    this.contacts.delete(id);
    this.touchCustomer(customerId);
  }

  rename(customerId: LedgerId, name: string): void {
    this.customers.set(customerId, { ...found(this.customers, customerId), name, changedAt: this.now });
  }

  setActive(customerId: LedgerId, active: boolean): void {
    this.customers.set(customerId, { ...found(this.customers, customerId), active, changedAt: this.now });
  }

  /** One customer becomes another: its documents and payments go along, its contacts are lost. */
  merge(from: LedgerId, into: LedgerId): void {
    const old = found(this.customers, from);
    this.customers.set(from, { ...old, mergedInto: into, active: false, changedAt: this.now });
    this.touchCustomer(into);
    for (const map of [this.contacts, this.documents, this.payments] as Map<
      LedgerId,
      { customerId: LedgerId }
    >[]) {
      for (const [id, record] of map) {
        if (record.customerId === from) {
          map.set(id, { ...record, customerId: into, changedAt: this.now } as typeof record);
        }
      }
    }
  }

  invoice(given: NewDocument): LedgerId {
    return this.#document('invoice', given);
  }

  creditNote(given: NewDocument): LedgerId {
    return this.#document('credit_note', given);
  }

  post(documentId: LedgerId): void {
    this.changeDocument(documentId, { state: 'posted' });
  }

  setDueDate(documentId: LedgerId, dueDate: string): void {
    this.changeDocument(documentId, { dueDate: plainDate(dueDate) });
  }

  /** A payment of one or more invoices of one customer, each with what it pays of it. */
  pay(parts: readonly (readonly [LedgerId, number])[], given: NewPayment = {}): LedgerId {
    const [first] = parts;
    if (first === undefined) throw new Error('A payment pays something.');
    const { customerId } = found(this.documents, first[0]);
    const amount = parts.reduce((sum, [, part]) => sum + part, 0);
    const id = this.#payment(customerId, amount, found(this.documents, first[0]).currency, given);
    for (const [invoiceId, part] of parts) {
      this.#allocate({ entity: 'payment', id }, invoiceId, part, found(this.payments, id).date);
    }
    return id;
  }

  /** Money that stands on the account. */
  receive(customerId: LedgerId, amount: number, currency: string, given: NewPayment = {}): LedgerId {
    return this.#payment(customerId, amount, currency, { kind: 'overpayment', ...given });
  }

  /** Settles part of an invoice with a credit note or with money on the account. */
  apply(fromId: LedgerId, invoiceId: LedgerId, amount: number): LedgerId {
    return this.#allocate({ entity: entityOf(fromId), id: fromId }, invoiceId, amount);
  }

  unapply(allocationId: LedgerId): void {
    const allocation = found(this.allocations, allocationId);
    this.allocations.set(allocationId, { ...allocation, deleted: true, changedAt: this.now });
    this.use(allocation, -allocation.amount);
    this.touchSides(allocation);
  }

  void(id: LedgerId): void {
    this.#end(id, 'void');
  }

  delete(documentId: LedgerId): void {
    this.#end(documentId, 'deleted');
  }

  #document(kind: LedgerDocument['kind'], given: NewDocument): LedgerId {
    const id = this.newId(kind === 'invoice' ? 'I' : 'N');
    const customer = this.current(given.customerId);
    const issueDate = plainDate(given.issueDate ?? this.today);
    const usual = kind === 'invoice' ? addDays(issueDate, customer.termsDays ?? 30) : null;
    this.documents.set(id, {
      id,
      changedAt: this.now,
      kind,
      number:
        kind === 'invoice' ? `INV-${id.slice(1).padStart(5, '0')}` : `CN-${id.slice(1).padStart(5, '0')}`,
      customerId: customer.id,
      state: given.draft === true ? 'draft' : 'posted',
      issueDate,
      dueDate: given.dueDate === undefined ? usual : given.dueDate === null ? null : plainDate(given.dueDate),
      currency: currencyCode(given.currency ?? customer.currency),
      total: minorUnits(given.total),
      poNumber: given.poNumber ?? null,
      reference: given.reference ?? null,
      instalments: (given.instalments ?? []).map(
        ({ dueDate, amount }): LedgerInstalment => ({
          dueDate: plainDate(dueDate),
          amount: minorUnits(amount),
        }),
      ),
    });
    return id;
  }

  #payment(customerId: LedgerId, amount: number, currency: string, given: NewPayment): LedgerId {
    const id = this.newId('R');
    this.payments.set(id, {
      id,
      changedAt: this.now,
      kind: given.kind ?? 'payment',
      customerId: this.current(customerId).id,
      date: plainDate(given.date ?? this.today),
      currency: currencyCode(currency),
      amount: minorUnits(amount),
      reference: given.reference ?? null,
      state: 'posted',
    });
    return id;
  }

  #allocate(
    from: LedgerAllocation['from'],
    invoiceId: LedgerId,
    amount: number,
    date = this.today,
  ): LedgerId {
    const id = this.newId('A');
    const allocation: LedgerAllocation = {
      id,
      changedAt: this.now,
      from,
      invoiceId,
      amount: minorUnits(amount),
      date,
      deleted: false,
    };
    const source = from.entity === 'payment' ? found(this.payments, from.id) : found(this.documents, from.id);
    if (amount > this.openOf(found(this.documents, invoiceId)) || amount > this.openOf(source)) {
      throw new Error(`${from.id} cannot settle ${amount} of ${invoiceId}.`);
    }
    this.keepAllocation(allocation);
    this.touchSides(allocation);
    return id;
  }

  /** Voids or deletes a document or a payment; what it settled, or what settled it, is free again. */
  #end(id: LedgerId, state: 'void' | 'deleted'): void {
    for (const one of this.allocations.values()) {
      if (!one.deleted && (one.from.id === id || one.invoiceId === id)) this.unapply(one.id);
    }
    const payment = this.payments.get(id);
    if (payment !== undefined) this.payments.set(id, { ...payment, state: 'void', changedAt: this.now });
    else this.changeDocument(id, { state });
  }
}

function entityOf(id: LedgerId): 'payment' | 'credit_note' {
  return id.startsWith('N') ? 'credit_note' : 'payment';
}
