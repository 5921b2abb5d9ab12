import { get, type RequestOptions } from 'node:https';

/** How the published file is fetched; changed only where servers stand elsewhere, as in tests. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly tls?: Pick<RequestOptions, 'ca' | 'lookup' | 'port'>;
}

const LARGEST = 64 * 1024;
const MOST_REDIRECTS = 3;
const TIMEOUT = 8_000;

/**
 * Fetches a small text over https with a checked certificate; redirects are followed over https only.
 *
 * @returns null when the server says that there is none.
 * @throws Error of Node's network layers, or one that says what is wrong with the answer.
 */
export async function fetchText(
  address: string,
  options: FetchOptions,
  redirects = 0,
): Promise<string | null> {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new Error('It leads to an unencrypted page.');
  const answer = await request(url, options);
  if (typeof answer === 'string' || answer === null) return answer;
  if (redirects === MOST_REDIRECTS) throw new Error('It leads from page to page.');
  return fetchText(new URL(answer.location, url).href, options, redirects + 1);
}

function request(
  url: URL,
  { signal, tls = {} }: FetchOptions,
): Promise<string | null | { readonly location: string }> {
  const deadline = AbortSignal.timeout(TIMEOUT);
  const ended = AbortSignal.any([deadline, ...(signal ? [signal] : [])]);
  return new Promise((resolve, reject) => {
    const asked = get(url, { ...tls, agent: false, signal: ended, minVersion: 'TLSv1.2' }, (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        resolve({ location: headers.location });
        return;
      }
      if (statusCode !== 200) {
        response.destroy();
        resolve(null);
        return;
      }
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > LARGEST) response.destroy(new Error('The answer is too large.'));
        else parts.push(part);
      });
      response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
      response.on('error', reject);
    });
    asked.on('error', (error) => reject(deadline.aborted ? new Error('It did not answer in time.') : error));
  });
}
