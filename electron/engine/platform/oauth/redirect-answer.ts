import type { IncomingMessage } from 'node:http';

const LONGEST_URL = 8_192;

/** What the one good answer of a sign-in has to look like. */
export interface ExpectedAnswer {
  /** With its port. */
  readonly host: string;
  readonly path: string;
  readonly state: string;
}

export interface Refusal {
  readonly status: number;
  readonly text: string;
}

export const SECOND_HIT: Refusal = { status: 410, text: 'This sign-in has been answered already.' };

/** Why a request is not the answer that is waited for; null when it is. */
export function refusalOf(request: IncomingMessage, { host, path, state }: ExpectedAnswer): Refusal | null {
  // A name that someone else points to this address (DNS rebinding) shows in Host.
  if (request.headers.host !== host) return { status: 403, text: 'This address is not for you.' };
  const asked = request.url ?? '';
  const url = asked.length > LONGEST_URL ? null : URL.parse(asked, `http://${host}`);
  if (url === null || url.pathname !== path || !asked.startsWith(path)) {
    return { status: 404, text: 'There is nothing here.' };
  }
  if (request.method !== 'GET') return { status: 405, text: 'There is nothing here.' };
  if (!isAnswerTo(url.searchParams, state)) {
    return { status: 400, text: 'This answer belongs to another sign-in. Start again in Duebook.' };
  }
  return null;
}

/** Whether the parameters carry the state of this sign-in, once. */
export function isAnswerTo(parameters: URLSearchParams, state: string): boolean {
  const states = parameters.getAll('state');
  return states.length === 1 && states[0] === state;
}
