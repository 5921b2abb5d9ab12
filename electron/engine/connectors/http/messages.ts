export interface HttpRequest {
  readonly url: string | URL;
  /** GET unless said otherwise. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A POST that changes nothing may be repeated; a GET always may. `never`: passwords and one-time codes. */
  readonly repeat?: 'reads' | 'never';
  /** It changes something there: only for paths that the client was made to write to, and never sent twice. */
  readonly changes?: true;
  /** Statuses beside 2xx that are good answers, such as 304. */
  readonly accepts?: readonly number[];
  /** Sent without authorization: documents behind signed addresses, token requests. */
  readonly anonymous?: boolean;
  /** Largest answer, in bytes; the client's own limit holds as well. */
  readonly maxBytes?: number;
  /** Values in the body or address that must not show in an error. */
  readonly secrets?: readonly string[];
}

/** A complete answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}
