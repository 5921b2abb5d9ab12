import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { RequestCost } from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure, failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import {
  createHttpClient,
  type HttpClientOptions,
} from '../../../electron/engine/connectors/http/http-client.ts';
import { numberText } from '../../../electron/engine/connectors/http/json.ts';
import { createRateLimiter } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { type FakeTiming, fakeTiming } from '../../support/ledger/fake-timing.ts';
import { type Answerer, sendJson, startWebServer, type WebServer } from '../../support/ledger/web-server.ts';

const servers: WebServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serving(answer: Answerer): Promise<WebServer> {
  const server = await startWebServer(answer);
  servers.push(server);
  return server;
}

const SECRET = 'Bearer very-secret-token-1234567890';
const going = () => new AbortController().signal;

interface Made {
  readonly client: ReturnType<typeof createHttpClient>;
  readonly timing: FakeTiming;
  readonly costs: RequestCost[];
}

function clientOf(hosts: readonly string[], more: Partial<HttpClientOptions> = {}): Made {
  const timing = fakeTiming();
  const costs: RequestCost[] = [];
  const client = createHttpClient({
    system: 'Fakebooks',
    hosts,
    timing,
    limiter: createRateLimiter({ concurrent: 5 }, timing),
    authorization: { headers: async () => ({ authorization: SECRET }) },
    onCost: (cost) => costs.push(cost),
    timeout: 10_000,
    ...more,
  });
  return { client, timing, costs };
}

const ok = (response: ServerResponse) => sendJson(response, 200, '{"total": 12.50}');
const form = z.object({ total: numberText });

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail.');
  return error as Error & { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
}

describe('an answer', () => {
  test('is JSON whose numbers keep their digits, and what it cost is told', async () => {
    const server = await serving((_request, response) => ok(response));
    const { client, costs } = clientOf([server.host]);
    const { value } = await client.json({ url: `${server.origin}/x` }, form, going());
    expect(value.total).toBe('12.50');
    expect(costs).toEqual([{ calls: 1, bytesIn: 16, bytesOut: 0 }]);
    expect(server.seen[0]?.headers.authorization).toBe(SECRET);
  });

  test('that is no JSON or has another form names the field, not the value', async () => {
    const server = await serving((request, response) =>
      request.url.pathname === '/form'
        ? sendJson(response, 200, '{"total": "Halden & Sons"}')
        : sendJson(response, 200, '<html>Sign in to the proxy</html>'),
    );
    const { client } = clientOf([server.host]);
    const wrongForm = await failureOf(client.json({ url: `${server.origin}/form` }, form, going()));
    expect(failureReason(wrongForm)).toBe('bad_answer');
    expect(wrongForm.message).toContain('total');
    expect(wrongForm.message).not.toContain('Halden');
    const page = await failureOf(client.json({ url: `${server.origin}/page` }, form, going()));
    expect(page.message).toContain('proxy');
  });

  test('larger than the limit is not read to its end, packed or not', async () => {
    const large = Buffer.alloc(3_000_000, 32);
    const server = await serving((request, response) => {
      const packed = request.url.pathname === '/packed';
      response.writeHead(200, packed ? { 'content-encoding': 'gzip' } : {});
      response.end(packed ? gzipSync(large) : large);
    });
    const { client, costs } = clientOf([server.host], { maxBytes: 1_000_000 });
    for (const path of ['/packed', '/plain']) {
      const failure = await failureOf(client.request({ url: server.origin + path }, going()));
      expect(failure.message).toContain('more than 1 MB');
    }
    for (const cost of costs) expect(cost.bytesIn).toBeLessThan(3_000_000);
  });

  test('of status 200 may carry a fault that only the vendor hook knows', async () => {
    const server = await serving((_request, response) => sendJson(response, 200, '{"Fault":{}}'));
    const { client } = clientOf([server.host], {
      fault: ({ bytes }) =>
        Buffer.from(bytes).includes('Fault')
          ? connectorFailure('plan_restricted', 'Not in this plan.')
          : null,
    });
    const failure = await failureOf(client.json({ url: server.origin }, z.unknown(), going()));
    expect(failureReason(failure)).toBe('plan_restricted');
    expect(server.seen).toHaveLength(1);
  });
});

describe('hosts', () => {
  test('outside the connection are not called, whatever the address looks like', async () => {
    const server = await serving((_request, response) => ok(response));
    const { client } = clientOf(['api.example.com']);
    const addresses = [
      `${server.origin}/x`,
      'http://api.example.com/x',
      'https://api.example.com.evil.example/x',
      'https://api.example.com:444/x',
      'https://someone:word@api.example.com/x',
      'file:///etc/passwd',
      'no address',
    ];
    for (const url of addresses) {
      const failure = await failureOf(client.request({ url }, going()));
      expect(failureReason(failure)).toBe('bad_request');
      expect(failure.message).not.toContain('word@');
    }
    expect(server.seen).toEqual([]);
  });

  test('a redirect on the same host is followed with the proof of who we are', async () => {
    const server = await serving((request, response) => {
      if (request.url.pathname === '/new') return ok(response);
      response.writeHead(302, { location: '/new' });
      response.end();
    });
    const { client } = clientOf([server.host]);
    await client.json({ url: `${server.origin}/old` }, form, going());
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([SECRET, SECRET]);
  });

  test('a redirect to another host of the connection goes without it', async () => {
    const other = await serving((_request, response) => ok(response));
    const server = await serving((_request, response) => {
      response.writeHead(302, { location: `${other.origin}/file` });
      response.end();
    });
    const { client } = clientOf([server.host, other.host]);
    await client.json({ url: server.origin }, form, going());
    expect(other.seen).toHaveLength(1);
    expect(other.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('a redirect to anywhere else, without end, or of a POST is not followed', async () => {
    const other = await serving((_request, response) => ok(response));
    const server = await serving((request, response) => {
      response.writeHead(307, { location: request.url.pathname === '/loop' ? '/loop' : `${other.origin}/x` });
      response.end();
    });
    const { client } = clientOf([server.host]);
    for (const request of [
      { url: `${server.origin}/away` },
      { url: `${server.origin}/loop` },
      { url: `${server.origin}/loop`, method: 'POST' as const, body: '{}', repeat: 'reads' as const },
    ]) {
      expect(failureReason(await failureOf(client.request(request, going())))).toBe('bad_answer');
    }
    expect(other.seen).toEqual([]);
  });
});

describe('trying again', () => {
  const failing = (statuses: readonly number[], headers: Readonly<Record<string, string>> = {}): Answerer => {
    let index = 0;
    return (_request, response) => {
      const status = statuses[index++];
      if (status === undefined) ok(response);
      else sendJson(response, status, '{"message":"busy"}', headers);
    };
  };

  test('waits a random part of a limit that doubles, at most five tries', async () => {
    const server = await serving(failing([500, 502, 503, 504, 500, 500]));
    const { client, timing } = clientOf([server.host]);
    const failure = await failureOf(client.request({ url: server.origin }, going()));
    expect(failureReason(failure)).toBe('server_error');
    expect(timing.waits).toEqual([500, 1_000, 2_000, 4_000]);
    expect(server.seen).toHaveLength(5);
  });

  test('ends as soon as an answer is good', async () => {
    const server = await serving(failing([503, 500]));
    const { client } = clientOf([server.host]);
    await expect(client.request({ url: server.origin }, going())).resolves.toMatchObject({ status: 200 });
  });

  test('Retry-After wins over our own waiting, and holds back other callers too', async () => {
    const server = await serving(failing([429], { 'retry-after': '37' }));
    const { client, timing } = clientOf([server.host]);
    await client.request({ url: server.origin }, going());
    expect(timing.waits.reduce((sum, wait) => sum + wait, 0)).toBe(37_000);
  });

  test('Retry-After as a date counts by the server’s clock, not by ours', async () => {
    const server = await serving(
      failing([429], {
        date: 'Sat, 01 Jan 2022 00:00:00 GMT',
        'retry-after': 'Sat, 01 Jan 2022 00:00:21 GMT',
      }),
    );
    const { client, timing } = clientOf([server.host]);
    await client.request({ url: server.origin }, going());
    expect(timing.waits.reduce((sum, wait) => sum + wait, 0)).toBe(21_000);
  });

  test('a wait of hours is not waited out: the error says when to come again', async () => {
    const server = await serving(failing([429], { 'retry-after': '7200' }));
    const { client, timing } = clientOf([server.host]);
    const failure = await failureOf(client.request({ url: server.origin }, going()));
    expect(failureReason(failure)).toBe('rate_limited');
    expect(failure.details.retryAt).toBe('2026-11-22T10:00:00.000Z');
    expect(timing.waits).toEqual([]);
  });

  test.each([
    [400, 'bad_request'],
    [401, 'auth_expired'],
    [402, 'plan_restricted'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [410, 'not_found'],
    [422, 'bad_request'],
  ])('status %i is %s and is never repeated', async (status, reason) => {
    const server = await serving(failing([status, status]));
    const { client } = clientOf([server.host]);
    const failure = await failureOf(client.request({ url: server.origin }, going()));
    expect(failureReason(failure)).toBe(reason);
    expect(server.seen).toHaveLength(1);
  });

  test('a 401 is repeated once when there is a new proof', async () => {
    const server = await serving((request, response) =>
      request.headers.authorization === 'Bearer new' ? ok(response) : sendJson(response, 401, '{}'),
    );
    let proof = 'Bearer old';
    const renewals: string[] = [];
    const authorization = {
      headers: async () => ({ authorization: proof }),
      renew: async () => {
        renewals.push(proof);
        proof = renewals.length === 1 ? 'Bearer still old' : 'Bearer new';
        return true;
      },
    };
    const { client } = clientOf([server.host], { authorization });
    const failure = await failureOf(client.request({ url: server.origin }, going()));
    expect(failureReason(failure)).toBe('auth_expired');
    expect(server.seen).toHaveLength(2);
    await expect(client.request({ url: server.origin }, going())).resolves.toMatchObject({ status: 200 });
  });

  test('a POST is repeated only when it reads, a password never', async () => {
    const server = await serving(failing(Array.from({ length: 20 }, () => 503)));
    const { client } = clientOf([server.host]);
    const post = { url: server.origin, method: 'POST' as const, body: '{}' };
    await failureOf(client.request(post, going()));
    expect(server.seen).toHaveLength(1);
    await failureOf(client.request({ ...post, repeat: 'never' }, going()));
    await failureOf(client.request({ url: server.origin, repeat: 'never' }, going()));
    expect(server.seen).toHaveLength(3);
    await failureOf(client.request({ ...post, repeat: 'reads' }, going()));
    expect(server.seen).toHaveLength(8);
  });

  test('a connection that breaks in the middle of an answer is tried again', async () => {
    const server = await serving((_request, response, index) => {
      if (index > 0) return ok(response);
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"total": 1');
      response.socket?.destroy();
    });
    const { client } = clientOf([server.host]);
    await expect(client.json({ url: server.origin }, form, going())).resolves.toMatchObject({
      value: { total: '12.50' },
    });
  });
});

describe('what keeps a request from being answered', () => {
  test('nobody who listens', async () => {
    const server = await startWebServer(() => undefined);
    await server.stop();
    const { client } = clientOf([server.host]);
    const failure = await failureOf(client.request({ url: server.origin }, going()));
    expect(failure.details).toMatchObject({ reason: 'network_down', step: 'connect' });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  test('a name without an address', async () => {
    const { client } = clientOf(['books.invalid']);
    const failure = await failureOf(client.request({ url: 'https://books.invalid/x' }, going()));
    expect(failure.details).toMatchObject({ reason: 'network_down', step: 'dns' });
  });

  test('a server that says nothing', async () => {
    const server = await serving(() => undefined);
    const { client } = clientOf([server.host], { timeout: 30 });
    const failure = await failureOf(client.request({ url: server.origin, repeat: 'never' }, going()));
    expect(failure.details).toMatchObject({ reason: 'network_down', step: 'connect' });
    expect(failure.message).toContain('no answer in time');
  });

  test('a person who stops: at once, while an answer or a turn is waited for', async () => {
    const stop = new AbortController();
    const server = await serving((request) => {
      if (request.url.pathname === '/slow') stop.abort();
    });
    const { client } = clientOf([server.host]);
    expect(await failureOf(client.request({ url: `${server.origin}/slow` }, stop.signal))).toMatchObject({
      code: 'cancelled',
    });
    expect(await failureOf(client.request({ url: `${server.origin}/never` }, stop.signal))).toMatchObject({
      code: 'cancelled',
    });
    expect(server.seen).toHaveLength(1);
  });
});

test('no error shows a token, a password or the address of a document, even when the server repeats them', async () => {
  const server = await serving((request, response) => {
    const echo = `${request.headers.authorization} ${request.body} ${request.url.href} and so on`;
    sendJson(response, 403, JSON.stringify({ error_description: echo }));
  });
  const { client } = clientOf([server.host]);
  const failure = await failureOf(
    client.request(
      {
        url: `${server.origin}/pdf/deadbeefcafe?signature=topsecret`,
        method: 'POST',
        body: 'hunter2-hunter2',
        secrets: ['hunter2-hunter2'],
      },
      going(),
    ),
  );
  const everything = JSON.stringify([failure.message, failure.details, failure.stack, String(failure.cause)]);
  expect(everything).not.toMatch(/very-secret|hunter2|deadbeefcafe|topsecret/);
  expect(failure.message).toContain('and so on');
});
