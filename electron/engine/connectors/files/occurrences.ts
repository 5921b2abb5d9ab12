/** Counts how often something has come before in a file. */
export class Occurrences {
  readonly #seen = new Map<string, number>();

  /** 1 for the first time, 2 for the second, and so on. */
  next(key: string): number {
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return count;
  }
}
