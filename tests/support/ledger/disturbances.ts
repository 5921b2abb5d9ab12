/** What befalls one request for data: the vendor's throttling, the end of a day's or month's calls, an error of its own, or a line that is cut. */
export type Disturbance = 'throttle' | 'quota' | 'server_error' | 'cut';

/** What befalls the next requests for data, and which records are spoiled. Each dialect obeys it. */
export class Disturbances {
  readonly #next: (Disturbance | null)[] = [];
  /** Records, by the fake ledger's ids, of which the vendor serves nonsense. */
  readonly spoiled = new Set<string>();
  /** Called before each answer: a test changes the ledger in the middle of a read, or stops it. */
  onRequest: (index: number) => void = () => undefined;
  #count = 0;

  /** For the coming requests in turn; null lets one through. */
  plan(...next: readonly (Disturbance | null)[]): void {
    this.#next.push(...next);
  }

  next(): Disturbance | null {
    this.onRequest(this.#count);
    this.#count += 1;
    return this.#next.shift() ?? null;
  }
}
