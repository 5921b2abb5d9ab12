import type { EngineClient } from '../../../shared/contract/index.ts';
import type { CashMatchId, PaymentId, PromiseId } from '../../../shared/domain/ids.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { type Chronicle, dayAfter } from './chronicle.ts';
import type { BookedInvoice, ClientBooks } from './client-books.ts';
import type { Debtor } from './debtors.ts';
import type { Deed } from './deeds.ts';
import type { QuarterDesk } from './desk.ts';
import type { AddressBook } from './desk-client.ts';
import type { Scribe } from './scribe.ts';

export interface Surroundings {
  readonly desk: QuarterDesk;
  readonly books: ClientBooks;
  readonly chronicle: Chronicle;
  readonly addresses: AddressBook;
  readonly scribe: Scribe;
  readonly debtors: readonly [Debtor, ...Debtor[]];
  /** Takes what the mail server got into the chronicle. */
  readonly deliver: () => Promise<void>;
}

/** Lets one deed happen. What is not possible then, such as a dispute about a paid invoice, does not. */
export class Doer {
  readonly #s: Surroundings;
  readonly #claims: CashMatchId[] = [];

  constructor(surroundings: Surroundings) {
    this.#s = surroundings;
  }

  async happen(deed: Deed): Promise<void> {
    try {
      await this.#happen(deed);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  async #happen(deed: Deed): Promise<void> {
    const { books, chronicle, desk, scribe, debtors, deliver } = this.#s;
    switch (deed.do) {
      case 'read':
        await desk.readBooks(books.export(), chronicle.day);
        chronicle.tell({ kind: 'books_read' });
        return;
      case 'send':
        await desk.send();
        return deliver();
      case 'days':
        // The books are closed for the day before the next one begins.
        await this.#happen({ do: 'read' });
        chronicle.day = dayAfter(chronicle.day, deed.count);
        desk.goTo(chronicle.day);
        await desk.decide();
        return;
      default:
        break;
    }
    const debtor = placed(debtors, deed.at);
    const invoice = placed(books.openOf(debtor), deed.at);
    switch (deed.do) {
      case 'bill': {
        const currency = placed(debtor.currencies, deed.at);
        const due = dayAfter(chronicle.day, deed.dueIn);
        books.write(debtor, {
          currency,
          issued: [chronicle.day, due].sort()[0] ?? due,
          due,
          minor: deed.minor,
        });
        return;
      }
      case 'cash':
        books.receive(debtor, debtor.currencies[0], deed.minor);
        return;
      case 'apply':
        books.applyOldest(debtor);
        return;
      case 'write':
        return this.#write(debtor, placed(debtor.currencies, deed.at));
      case 'claim':
        return this.#claim(debtor);
      case 'withdraw_claim':
        return this.#withdrawClaim(deed.at);
      case 'withdraw':
        return scribe.write({ kind: 'takes_promises_back', customer: debtor.number });
      case 'correct':
        return this.#correct(debtor, deed.state);
      case 'ask':
        return scribe.write({ kind: 'asks', customer: debtor.number });
      case 'answer':
        return scribe.write({ kind: 'has_answer', customer: debtor.number });
      case 'refuse':
        return scribe.write({ kind: 'refuses_mail', customer: debtor.number });
      case 'allow':
        return scribe.allowMail(debtor.number);
      default:
        break;
    }
    if (invoice === undefined) return;
    return this.#about(deed, debtor, invoice);
  }

  async #about(
    deed: Extract<
      Deed,
      { readonly do: 'pay' | 'promise' | 'dispute' | 'settle' | 'reopen' | 'hold' | 'lift' }
    >,
    debtor: Debtor,
    invoice: BookedInvoice,
  ): Promise<void> {
    const { books, chronicle, scribe } = this.#s;
    const customer = debtor.number;
    switch (deed.do) {
      case 'pay':
        books.pay(invoice, partOf(invoice.open, deed.share));
        return;
      case 'promise': {
        const { currency } = invoice;
        const all = deed.on === 'one' ? [invoice] : books.openOf(debtor, currency);
        const open = all.reduce((sum, one) => sum + one.open, 0);
        return scribe.write({
          ...{ kind: 'promises', customer, currency },
          invoices: deed.on === 'account' ? [] : all.map(({ number }) => number),
          minor: partOf(open, deed.share),
          date: dayAfter(chronicle.day, deed.inDays),
        });
      }
      case 'dispute': {
        const minor = deed.share === null ? null : partOf(invoice.open, deed.share);
        return scribe.write({ kind: 'disputes', customer, invoice: invoice.number, minor });
      }
      case 'settle':
        return scribe.write({ kind: 'dispute_settled', customer, invoice: invoice.number });
      case 'reopen':
        return scribe.write({ kind: 'dispute_reopened', customer, invoice: invoice.number });
      case 'hold':
        return scribe.write({
          kind: 'hold',
          customer: deed.scope === 'all' ? null : customer,
          invoice: deed.scope === 'invoice' ? invoice.number : null,
          until: deed.days === null ? null : dayAfter(chronicle.day, deed.days),
        });
      case 'lift':
        return this.#lift(deed.at, customer, invoice.number);
    }
  }

  async #lift(at: number, customer: string, invoice: string): Promise<void> {
    const targets = [
      { customer: null, invoice: null },
      { customer, invoice: null },
      { customer, invoice },
    ];
    const target = placed(targets, at) ?? { customer, invoice };
    return this.#s.scribe.write({ kind: 'hold_lifted', ...target });
  }

  /** Writes the letter that the stage asks for, approves it and puts it into the outbox. */
  async #write(debtor: Debtor, currency: string): Promise<void> {
    const { client } = this.#s.desk;
    const accountId = await this.#s.addresses.account(debtor.number);
    const target = { accountId, currency: currencyCode(currency) };
    const [proposal] = await client.drafts.propose({ targets: [target] });
    if (proposal === undefined || proposal.draft === null || proposal.draft.invoices.length === 0) return;
    const draft = await client.drafts.create({ target, stage: proposal.stage });
    const [approved] = await client.outbox.approve({ draftIds: [draft.id] });
    if (approved !== undefined) await client.outbox.send({ ids: [approved.id] });
  }

  async #claim(debtor: Debtor): Promise<void> {
    const { client } = this.#s.desk;
    const accountId = await this.#s.addresses.account(debtor.number);
    const { rows } = await client.cash.unapplied({ kinds: ['payment'] });
    const payment = rows.find((row) => row.accountId === accountId);
    if (payment === undefined) return;
    const source = { paymentId: payment.id as PaymentId };
    const advice = await client.cash.advise({ source });
    const proposal = advice.accounts.find((one) => one.accountId === accountId)?.proposals.proposals[0];
    if (proposal === undefined) return;
    const { id } = await client.cash.approve({ source, accountId, proposal });
    this.#claims.push(id);
    for (const { number, amountMinor, shortMinor } of proposal.allocations) {
      const claim = { claim: `${id} ${number}`, invoice: number, minor: amountMinor + shortMinor };
      this.#s.chronicle.tell({ kind: 'claimed', ...claim });
    }
  }

  async #withdrawClaim(at: number): Promise<void> {
    const id = placed(this.#claims, at);
    if (id === undefined) return;
    const { rows } = await this.#s.desk.client.cash.matches({ pending: false });
    const numbers = rows.find((row) => row.id === id)?.items.map(({ number }) => number) ?? [];
    const { withdrawn } = await this.#s.desk.client.cash.withdraw({ id });
    if (!withdrawn) return;
    for (const number of numbers)
      this.#s.chronicle.tell({ kind: 'claim_withdrawn', claim: `${id} ${number}` });
  }

  async #correct(debtor: Debtor, state: 'kept' | 'partly_kept' | 'broken'): Promise<void> {
    const { client } = this.#s.desk;
    const promise = await this.#openPromise(client, debtor);
    if (promise === null) return;
    await client.promises.correct({ id: promise, state, reason: 'They said so' });
    this.#s.chronicle.tell({ kind: 'promise_corrected', promise });
  }

  async #openPromise(client: EngineClient, debtor: Debtor): Promise<PromiseId | null> {
    const accountId = await this.#s.addresses.account(debtor.number);
    const { promises } = await client.promises.list({ accountId, states: ['open'] });
    return promises[0]?.id ?? null;
  }
}

function placed<Item>(items: readonly [Item, ...Item[]], at: number): Item;
function placed<Item>(items: readonly Item[], at: number): Item | undefined;
function placed<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % Math.max(1, items.length)];
}

const partOf = (minor: number, share: number) => Math.max(1, Math.floor((minor * share) / 100));

/** What the application refuses, such as a promise on what is paid, did not happen. */
export function isRefusal(error: unknown): boolean {
  const code = (error as { readonly code?: string }).code ?? '';
  return ['validation', 'not_found', 'conflict', 'policy_blocked'].includes(code);
}
