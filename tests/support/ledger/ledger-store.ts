import { type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import type {
  LedgerAllocation,
  LedgerContact,
  LedgerCustomer,
  LedgerDocument,
  LedgerFile,
  LedgerId,
  LedgerPayment,
} from './ledger-model.ts';

/** Records by id that tell when one is written or removed. */
class Records<T> extends Map<LedgerId, T> {
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    super();
    this.#onChange = onChange;
  }

  override set(id: LedgerId, record: T): this {
    this.#onChange?.();
    return super.set(id, record);
  }

  override delete(id: LedgerId): boolean {
    this.#onChange();
    return super.delete(id);
  }

  override clear(): void {
    this.#onChange();
    super.clear();
  }
}

/** The records of the fake ledger, its clock, and what follows from them. */
export class LedgerStore {
  /** Counts every change of what the ledger answers, but that of its clock. */
  changes = 0;
  readonly #changed = () => {
    this.changes += 1;
  };
  readonly home = currencyCode('EUR');
  readonly company = 'Northwind Instruments GmbH';
  readonly currencies = ['EUR', 'USD', 'KWD', 'JPY'].map((code) => currencyCode(code));
  readonly customers = new Records<LedgerCustomer>(this.#changed);
  readonly contacts = new Records<LedgerContact>(this.#changed);
  readonly documents = new Records<LedgerDocument>(this.#changed);
  readonly payments = new Records<LedgerPayment>(this.#changed);
  readonly allocations = new Records<LedgerAllocation>(this.#changed);
  /** What was attached to documents. */
  readonly files = new Records<readonly LedgerFile[]>(this.#changed);
  #wantsSignIn = false;
  readonly #counts = new Map<string, number>();
  /** What allocations used of a payment or credit note, or settled of an invoice. */
  readonly #used = new Map<LedgerId, number>();
  readonly #from = new Map<LedgerId, Set<LedgerId>>();
  #now = Date.parse('2026-11-02T09:30:00.250Z');

  /** Files are answered with a sign-in page, of status 200. */
  get wantsSignIn(): boolean {
    return this.#wantsSignIn;
  }

  set wantsSignIn(wanted: boolean) {
    this.#changed();
    this.#wantsSignIn = wanted;
  }

  get now(): number {
    return this.#now;
  }

  /** Moves the ledger's clock on. */
  tick(milliseconds: number): void {
    this.#now += milliseconds;
  }

  get today(): PlainDate {
    return plainDate(new Date(this.#now).toISOString().slice(0, 10));
  }

  attach(documentId: LedgerId, file: Omit<LedgerFile, 'id'>): LedgerId {
    const id = this.newId('F');
    this.files.set(documentId, [...this.filesOf(documentId), { ...file, id }]);
    return id;
  }

  filesOf(documentId: LedgerId): readonly LedgerFile[] {
    return this.files.get(documentId) ?? [];
  }

  contactsOf(customerId: LedgerId): readonly LedgerContact[] {
    return [...this.contacts.values()].filter((contact) => contact.customerId === customerId);
  }

  allocationsFrom(id: LedgerId): readonly LedgerAllocation[] {
    return this.everAllocatedFrom(id).filter(({ deleted }) => !deleted);
  }

  /** Also those that were taken back. */
  everAllocatedFrom(id: LedgerId): readonly LedgerAllocation[] {
    return [...(this.#from.get(id) ?? [])].map((allocationId) => found(this.allocations, allocationId));
  }

  /** What is still open of a document, or not applied of a payment. */
  openOf(record: LedgerDocument | LedgerPayment): number {
    if (record.state !== 'posted') return 'total' in record && record.state === 'draft' ? record.total : 0;
    return ('total' in record ? record.total : record.amount) - (this.#used.get(record.id) ?? 0);
  }

  protected use({ from, invoiceId }: LedgerAllocation, amount: number): void {
    for (const id of [from.id, invoiceId]) this.#used.set(id, (this.#used.get(id) ?? 0) + amount);
  }

  protected keepAllocation(allocation: LedgerAllocation): void {
    const { id, from, amount } = allocation;
    this.allocations.set(id, allocation);
    this.#from.set(from.id, (this.#from.get(from.id) ?? new Set()).add(id));
    this.use(allocation, amount);
  }

  protected touchSides({ from, invoiceId }: LedgerAllocation): void {
    this.changeDocument(invoiceId, {});
    if (from.entity === 'credit_note') this.changeDocument(from.id, {});
    else this.payments.set(from.id, { ...found(this.payments, from.id), changedAt: this.#now });
  }

  protected changeDocument(id: LedgerId, change: Partial<LedgerDocument>): void {
    this.documents.set(id, { ...found(this.documents, id), ...change, changedAt: this.#now });
  }

  protected touchCustomer(id: LedgerId): void {
    this.customers.set(id, { ...found(this.customers, id), changedAt: this.#now });
  }

  /** The customer that it is now: one that was merged away is another. */
  protected current(id: LedgerId): LedgerCustomer {
    const customer = found(this.customers, id);
    return customer.mergedInto === null ? customer : this.current(customer.mergedInto);
  }

  protected newId(prefix: string): LedgerId {
    const number = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, number);
    return `${prefix}${number}`;
  }
}

/** What `make` makes of a ledger, made anew only when a record or the clock has changed. */
export function remembered<T>(ledger: LedgerStore, make: () => T): () => T {
  let known: { readonly changes: number; readonly now: number; readonly made: T } | null = null;
  return () => {
    const { changes, now } = ledger;
    if (known === null || known.changes !== changes || known.now !== now)
      known = { changes, now, made: make() };
    return known.made;
  };
}

export function found<T>(records: ReadonlyMap<LedgerId, T>, id: LedgerId): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The fake ledger has no ${id}.`);
  return record;
}
