import type { CanonicalRecord } from '../canonical.ts';

/** The distinct customers of a file and the names under which each one stands in it. */
export class CustomerNames {
  readonly #names = new Map<string, string | Set<string> | null>();

  add(record: CanonicalRecord): void {
    const { customerKey, customerName } = record;
    const known = this.#names.get(customerKey);
    if (known === undefined || known === null) this.#names.set(customerKey, customerName);
    else if (customerName === null || known === customerName) return;
    else if (typeof known === 'string') this.#names.set(customerKey, new Set([known, customerName]));
    else known.add(customerName);
  }

  get count(): number {
    return this.#names.size;
  }

  /** Customers with several names, each in the order in which they came. */
  aliases(): readonly { readonly customerKey: string; readonly names: readonly string[] }[] {
    return [...this.#names].flatMap(([customerKey, names]) =>
      names instanceof Set ? [{ customerKey, names: [...names] }] : [],
    );
  }
}
