import type { EngineClient } from '../../../shared/contract/index.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { DisputeId, DoNotContactId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { AGREED } from './agreed.ts';
import { type Chronicle, dayAfter } from './chronicle.ts';
import type { AddressBook } from './desk-client.ts';
import type { Statement } from './statements.ts';

type Said<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

const GRACE_DAYS = 1;
/** After so many days, Sales is asked how far it is. */
const DISPUTE_DAYS = 5;
const NO_MAIL = { contactId: null, channel: 'mail', reason: 'They asked so' } as const;

/** Under which ids the application keeps what was said; those who work on the same accounts know them all. */
export class ScribeMemory {
  readonly disputes = new Map<string, DisputeId>();
  readonly wishes = new Map<string, DoNotContactId>();
}

/** Puts down what was said, in the application and in the chronicle. */
export class Scribe {
  readonly #client: EngineClient;
  readonly #addresses: AddressBook;
  readonly #chronicle: Chronicle;
  readonly #disputes: Map<string, DisputeId>;
  readonly #wishes: Map<string, DoNotContactId>;

  constructor(
    client: EngineClient,
    addresses: AddressBook,
    chronicle: Chronicle,
    memory: ScribeMemory = new ScribeMemory(),
  ) {
    this.#client = client;
    this.#addresses = addresses;
    this.#chronicle = chronicle;
    this.#disputes = memory.disputes;
    this.#wishes = memory.wishes;
  }

  async write(said: Statement): Promise<void> {
    switch (said.kind) {
      case 'promises':
        return this.#promise(said);
      case 'takes_promises_back':
        return this.#withdraw(said);
      case 'disputes':
        return this.#dispute(said);
      case 'dispute_settled':
      case 'dispute_reopened':
        return this.#settle(said);
      case 'hold':
      case 'hold_lifted':
        return this.#hold(said);
      case 'asks':
      case 'has_answer':
      case 'refuses_mail':
        return this.#silence(said);
      case 'wants_a_call':
        return this.#callLater(said);
    }
  }

  /** The customer asks for mail again. */
  async allowMail(customer: string): Promise<void> {
    const id = this.#wishes.get(customer);
    if (id === undefined) return;
    await this.#client.holds.liftDoNotContact({ id });
    this.#wishes.delete(customer);
    this.#chronicle.tell({ kind: 'mail_allowed', customer });
  }

  async bounced(customer: string, address: string): Promise<void> {
    const accountId = await this.#addresses.account(customer);
    await this.#client.holds.markUndeliverable({ accountId, address });
    this.#chronicle.tell({ kind: 'mail_came_back', customer });
  }

  /** Asks the owner of each dispute of an account how far it is, and agrees on the next date. */
  async chase(customer: string): Promise<void> {
    const accountId = await this.#addresses.account(customer);
    const { disputes } = await this.#client.disputes.list({ accountId });
    for (const { id, reason, amountMinor, text, owner, nextAction, nextDate: before, papers } of disputes) {
      const nextDate = plainDate(dayAfter(this.#chronicle.day, DISPUTE_DAYS));
      const details = { reason, amountMinor, text, owner, nextAction, nextDate, papers };
      await this.#client.disputes.change({ id, details });
      this.#chronicle.tell({ kind: 'touched', customer, how: 'chase' });
      this.#planDispute(id, customer, nextDate, before);
    }
  }

  /** The customer asks to be called on a day: it takes the place of what was planned. */
  async #callLater({ customer, date }: Said<'wants_a_call'>): Promise<void> {
    const accountId = await this.#addresses.account(customer);
    const filter = worklistFilterSchema.parse({ held: 'any', scope: 'all', search: customer });
    const sort = { key: 'name', descending: false } as const;
    const { items } = await this.#client.worklist.page({ filter, sort });
    const instead = items.find((item) => item.accountId === accountId)?.nextAction?.date ?? null;
    const action = { kind: 'call', date: plainDate(date), note: AGREED } as const;
    await this.#client.worklist.planStep({ accountIds: [accountId], action });
    const planned = { what: 'next_action', key: customer, customer, due: date, instead } as const;
    this.#chronicle.tell({ kind: 'planned', ...planned });
  }

  #planDispute(key: DisputeId, customer: string, due: string, instead: string | null): void {
    this.#chronicle.tell({ kind: 'planned', what: 'dispute', key, customer, due, instead });
  }

  async #promise({ customer, currency, invoices, minor, date }: Said<'promises'>): Promise<void> {
    const documentIds = await Promise.all(invoices.map((one) => this.#addresses.document(customer, one)));
    const { id } = await this.#client.promises.add({
      accountId: await this.#addresses.account(customer),
      currency: currencyCode(currency),
      amountMinor: minorUnits(minor),
      date: plainDate(date),
      graceDays: GRACE_DAYS,
      documentIds,
    });
    const lastDay = dayAfter(date, GRACE_DAYS);
    this.#chronicle.tell({ kind: 'promised', customer, currency, promise: id, invoices, minor, lastDay });
  }

  async #withdraw({ customer }: Said<'takes_promises_back'>): Promise<void> {
    const accountId = await this.#addresses.account(customer);
    const { promises } = await this.#client.promises.list({ accountId, states: ['open'] });
    for (const { id } of promises) {
      await this.#client.promises.withdraw({ id });
      this.#chronicle.tell({ kind: 'promise_withdrawn', promise: id });
    }
  }

  async #dispute({ customer, invoice, minor }: Said<'disputes'>): Promise<void> {
    if (this.#disputes.has(invoice)) return;
    const nextDate = plainDate(dayAfter(this.#chronicle.day, DISPUTE_DAYS));
    const { id } = await this.#client.disputes.open({
      accountId: await this.#addresses.account(customer),
      documentId: await this.#addresses.document(customer, invoice),
      ...{
        reason: 'price',
        amountMinor: minor === null ? null : minorUnits(minor),
        text: '',
        owner: 'Sales',
      },
      ...{ nextAction: 'Ask Sales', nextDate, papers: [] },
    });
    this.#disputes.set(invoice, id);
    this.#chronicle.tell({ kind: 'disputed', dispute: id, invoice, minor });
    this.#planDispute(id, customer, nextDate, null);
  }

  async #settle({ kind, invoice }: Said<'dispute_settled' | 'dispute_reopened'>): Promise<void> {
    const id = this.#disputes.get(invoice);
    if (id === undefined) return;
    if (kind === 'dispute_settled') await this.#client.disputes.resolve({ id, outcome: 'Settled by Sales' });
    else await this.#client.disputes.reopen({ id });
    this.#chronicle.tell({ kind, dispute: id });
  }

  async #hold(said: Said<'hold' | 'hold_lifted'>): Promise<void> {
    const { customer, invoice } = said;
    const target = await this.#target(customer, invoice);
    const hold = `${customer ?? 'all'} ${invoice ?? ''}`;
    if (said.kind === 'hold_lifted') {
      await this.#client.holds.lift({ target });
      this.#chronicle.tell({ kind: 'hold_lifted', hold });
      return;
    }
    const until = said.until === null ? null : plainDate(said.until);
    await this.#client.holds.set({ target, reason: 'The client wants it so', until });
    this.#chronicle.tell({ kind: 'held', hold, customer, invoice, until: said.until });
  }

  async #target(customer: string | null, invoice: string | null) {
    if (customer === null) return { scope: 'workspace' } as const;
    const accountId = await this.#addresses.account(customer);
    if (invoice === null) return { scope: 'account', accountId } as const;
    const documentId = await this.#addresses.document(customer, invoice);
    return { scope: 'invoice', accountId, documentId } as const;
  }

  async #silence({ kind, customer }: Said<'asks' | 'has_answer' | 'refuses_mail'>): Promise<void> {
    const accountId = await this.#addresses.account(customer);
    const { holds } = this.#client;
    switch (kind) {
      case 'asks':
        await holds.markUnanswered({ accountId });
        break;
      case 'has_answer':
        await holds.clearUnanswered({ accountId });
        break;
      case 'refuses_mail':
        this.#wishes.set(customer, (await holds.setDoNotContact({ ...NO_MAIL, accountId })).id);
        break;
    }
    const told = { asks: 'asked', has_answer: 'answered', refuses_mail: 'mail_refused' } as const;
    this.#chronicle.tell({ kind: told[kind], customer });
  }
}
