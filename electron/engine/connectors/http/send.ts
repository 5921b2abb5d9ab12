import type { RequestCost } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { type AllowedHost, allowedUrl, isAllowedHost } from './hosts.ts';
import type { HttpAnswer, HttpRequest } from './messages.ts';

const MAX_REDIRECTS = 3;

interface Sending {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly proof: Readonly<Record<string, string>>;
  readonly hosts: readonly AllowedHost[];
  readonly system: string;
  readonly timeout: number;
  readonly maxBytes: number;
  readonly onCost: (cost: RequestCost) => void;
}

/**
 * One try: sends the request and reads the whole answer, whatever its status. A redirect of a GET is followed within the
 * hosts of the connection; the proof of who we are stays with the first host.
 */
export async function send(sending: Sending, signal: AbortSignal): Promise<HttpAnswer> {
  const { request, proof, hosts, system, timeout } = sending;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  let url = sending.url;
  for (let followed = 0; ; followed += 1) {
    const sameHost = url.origin === sending.url.origin;
    const response = await fetch(url, {
      method: request.method ?? 'GET',
      headers: { 'user-agent': 'Duebook', ...request.headers, ...(sameHost ? proof : {}) },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: limit,
    });
    const bytes = await readBody(response, sending);
    const target = response.headers.get('location');
    const redirects = [301, 302, 303, 307, 308].includes(response.status) && target !== null;
    if (!redirects || request.method === 'POST') {
      return { status: response.status, headers: response.headers, bytes };
    }
    const next = URL.parse(target, url.href);
    if (next === null || !isAllowedHost(next.host, hosts) || followed >= MAX_REDIRECTS) {
      throw connectorFailure(
        'bad_answer',
        `${system} sent us to another place (${next?.host ?? 'no address'}), where we do not follow.`,
      );
    }
    url = allowedUrl(next, hosts);
  }
}

async function readBody(
  response: Response,
  { request, system, maxBytes, onCost }: Sending,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += part.byteLength;
      if (length > maxBytes) {
        throw connectorFailure(
          'bad_answer',
          `${system} answered with more than ${Math.floor(maxBytes / 1_000_000)} MB, so the answer was not read.`,
        );
      }
      parts.push(part);
    }
  } finally {
    onCost({ calls: 1, bytesIn: length, bytesOut: Buffer.byteLength(request.body ?? '') });
  }
  return Buffer.concat(parts);
}
