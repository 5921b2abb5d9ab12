import type { EngineClient } from '../../../shared/contract/index.ts';
import { type WorklistItem, worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { AccountId, DocumentId } from '../../../shared/domain/ids.ts';

const BY_PRIORITY = { key: 'priority', descending: true } as const;

/** The worklist as it opens, or all of it with what is on hold. */
export async function worklist(
  client: EngineClient,
  held: 'hidden' | 'any' = 'hidden',
): Promise<readonly WorklistItem[]> {
  const items: WorklistItem[] = [];
  let cursor: string | null = null;
  do {
    const filter = worklistFilterSchema.parse({ held });
    const page = await client.worklist.page({ filter, sort: BY_PRIORITY, limit: 500, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/** The application does not know of it, or not any more; the code is the one that it would answer with itself. */
class NotInBooksError extends Error {
  readonly code = 'not_found';
}

/** Finds accounts and invoices by the numbers that people use. */
export class AddressBook {
  readonly #client: EngineClient;
  readonly #accounts = new Map<string, AccountId>();
  readonly #documents = new Map<string, DocumentId>();

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async account(number: string): Promise<AccountId> {
    const known = this.#accounts.get(number);
    if (known !== undefined) return known;
    const found = (await this.#client.accounts.search({ text: number })).find((one) => one.number === number);
    if (found === undefined) throw new Error(`There is no account ${number}.`);
    this.#accounts.set(number, found.id);
    return found.id;
  }

  async document(customer: string, number: string): Promise<DocumentId> {
    const known = this.#documents.get(number);
    if (known !== undefined) return known;
    const { documents } = await this.#client.accounts.get({ id: await this.account(customer) });
    for (const document of documents) this.#documents.set(document.number, document.id);
    const found = this.#documents.get(number);
    if (found === undefined) throw new NotInBooksError(`Account ${customer} has no open invoice ${number}.`);
    return found;
  }
}
