import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { createHttpClient } from '../../../electron/engine/connectors/http/http-client.ts';
import { createRateLimiter } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { startWebServer, type WebServer } from '../../support/ledger/web-server.ts';

const servers: WebServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const SIGNAL = new AbortController().signal;

async function begin(writes: readonly string[] | null, status = 200) {
  const server = await startWebServer((_request, response) => {
    response.writeHead(status).end('{}');
  });
  servers.push(server);
  const timing = fakeTiming();
  const http = createHttpClient({
    system: 'Books',
    hosts: [server.host],
    limiter: createRateLimiter({ concurrent: 2 }, timing),
    timing,
    authorization: null,
    onCost: () => undefined,
    ...(writes === null ? {} : { writes }),
  });
  const send = (path: string) =>
    http.request(
      { url: `${server.origin}${path}`, method: 'POST', body: '{}', changes: true, repeat: 'reads' },
      SIGNAL,
    );
  return { server, timing, send };
}

describe('a request that changes something', () => {
  test('is never sent by a client that was not made to write', async () => {
    const { server, send } = await begin(null);
    expect(await send('/notes').catch(failureReason)).toBe('bad_request');
    expect(server.seen).toEqual([]);
  });

  test.each(['/notes/', '/notes/1', '/Notes', '/other/../invoices', '//notes', '/notes%2f'])(
    'goes to the very path that may be written to, not to %s',
    async (path) => {
      const { server, send } = await begin(['/notes']);
      expect(await send(path).catch(failureReason)).toBe('bad_request');
      expect(server.seen).toEqual([]);
      await send('/notes?as=json');
      expect(server.seen.map(({ url }) => url.pathname)).toEqual(['/notes']);
    },
  );

  test.each([500, 503, 429, 401])(
    'is not sent again after a %i, whatever the caller asks',
    async (status) => {
      const { server, timing, send } = await begin(['/notes'], status);
      expect(await send('/notes').catch(failureReason)).not.toBeNull();
      expect(server.seen).toHaveLength(1);
      expect(timing.waits).toEqual([]);
    },
  );
});
