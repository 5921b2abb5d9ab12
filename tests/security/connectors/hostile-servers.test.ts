import { createServer, type Server } from 'node:http';
import { LosslessNumber, parse, stringify } from 'lossless-json';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { createHttpClient } from '../../../electron/engine/connectors/http/http-client.ts';
import { createRateLimiter } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { readEntity } from '../../../electron/engine/services/sync/read-entity.ts';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import { ALL_DIALECTS } from '../../support/ledger/all-dialects.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import type { Genuine } from '../../support/ledger/in-between.ts';
import { comparable, entitiesOf, Mirror, pull } from '../../support/ledger/mirror.ts';
import { truth } from '../../support/ledger/truth.ts';
import { jsonReply, listening, startWebServer, stopped } from '../../support/ledger/web-server.ts';
import { endOf, meddled } from './meddled.ts';

const systems = ALL_DIALECTS.map((dialect) => [dialect.name, dialect] as const);

/** The rows of an answer, whatever the vendor calls them, changed. */
function withRows(answer: Genuine, change: (rows: readonly unknown[]) => readonly unknown[]): Genuine {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const rows = value.length > 0 && value.every((one) => typeof one === 'object' && !Array.isArray(one));
      return rows ? change(value) : value;
    }
    if (typeof value !== 'object' || value === null || value instanceof LosslessNumber) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one)]));
  };
  if (!answer.body.startsWith('{') && !answer.body.startsWith('[')) return answer;
  return { ...answer, body: stringify(visit(parse(answer.body))) ?? '' };
}

describe.each(systems)('%s', (_name, dialect) => {
  const read = (mirror = new Mirror(dialect.shape.kind)) => mirror;

  it('that sends us to another host is not followed there, neither with nor without what opens it', async () => {
    const { system, between, requests } = await meddled(dialect);
    const elsewhere = await startWebServer((_request, response) => void response.end('{}'));
    onTestFinished(() => elsewhere.stop());
    for (const status of [301, 302, 307, 308]) {
      between.meddle((request, index) =>
        index < Math.floor(requests / 2)
          ? null
          : { status, body: '', headers: { location: `${elsewhere.origin}${request.url.pathname}` } },
      );
      const end = await endOf(pull(system.connect(between.origin), read(), 'full'));
      expect(end?.message, String(status)).toMatch(/elsewhere|another place/);
    }
    expect(elsewhere.seen).toEqual([]);
  });

  it('that nests an answer a hundred thousand deep is told so, and nothing breaks', async () => {
    const { system, between, requests } = await meddled(dialect);
    const deep = `${'{"a":['.repeat(100_000)}1${']}'.repeat(100_000)}`;
    for (const at of [0, requests - 1]) {
      between.meddle((_request, index) => (index >= at ? jsonReply(200, deep) : null));
      const end = await endOf(pull(system.connect(between.origin), read(), 'full'));
      expect(end?.message).toBeDefined();
    }
  });

  it('that answers with JSON which is no object is told so at once', async () => {
    const { system, between } = await meddled(dialect);
    for (const body of ['null', '1', '"none"', 'false']) {
      between.meddle(() => jsonReply(200, body));
      const end = await endOf(pull(system.connect(between.origin), read(), 'full'));
      expect(end, body).toMatchObject({ details: { reason: 'bad_answer' } });
    }
  });

  it('whose currencies are none has its records set aside, or ends in words', async () => {
    const { system, between, requests } = await meddled(dialect);
    const others = async (genuine: () => Promise<Genuine>) => {
      const answer = await genuine();
      return { ...answer, body: answer.body.replaceAll(/(?<=")(?:eur|usd)(?=")/gi, 'doubloon') };
    };
    for (let eighth = 0; eighth < 8; eighth += 1) {
      const first = Math.floor((eighth * requests) / 8);
      const mirror = read();
      between.meddle(async (_request, index, genuine) => (index >= first ? await others(genuine) : null));
      const end = await endOf(pull(system.connect(between.origin), mirror, 'full'));
      if (end !== null) expect(end.message).toMatch(/currenc/i);
      if (first === 0) expect(end !== null || mirror.bad.size > 0).toBe(true);
    }
  });

  it('that gives every row twice on a page changes nothing', async () => {
    const { books, system, between } = await meddled(dialect);
    between.meddle(async (_request, _index, genuine) =>
      withRows(await genuine(), (rows) => rows.flatMap((row) => [row, row])),
    );
    const mirror = read();
    const end = await endOf(everything(system.connect(between.origin), mirror));
    // Two rows of what belongs to a record (a settlement, an instalment) may be two of them; the record itself is one.
    const whole = (records: readonly AnySourceRecord[]) =>
      comparable(records).flatMap((one) =>
        'open' in one
          ? [[one.sourceId, one.open]]
          : 'unapplied' in one
            ? [[one.sourceId, one.unapplied]]
            : [],
      );
    if (end === null) expect(whole(mirror.comparable())).toEqual(whole(truth(books.ledger, dialect.shape)));
    between.meddle(() => null);
    await pull(system.connect(between.origin), mirror, 'full');
    expect(mirror.comparable()).toEqual(comparable(truth(books.ledger, dialect.shape)));
  });

  it('that says without end that there is more, and gives the same page again, is left', async () => {
    const { system, between, requests } = await meddled(dialect, 12);
    const first = new Map<string, Genuine>();
    between.meddle(async (request, index, genuine) => {
      if (index > requests * 4 + 100) throw new Error('It reads without end.');
      const answer = await genuine();
      const key = keyOf(request.url, request.body);
      const again = first.get(key) ?? withMore(answer);
      first.set(key, again);
      return again;
    });
    const end = await endOf(everything(system.connect(between.origin), read()));
    expect(end?.message).toMatch(/same records again|cannot be read on/);
    expect(between.count).toBeLessThan(requests * 4 + 100);
  });

  it('whose clock ran ahead for a while loses no change for it', async () => {
    const { books, system, between } = await meddled(dialect);
    const mirror = read();
    const ahead = 40 * 86_400_000;
    between.meddle(async (_request, _index, genuine) => clockSet(await genuine(), books.ledger.now + ahead));
    await pull(system.connect(between.origin), mirror, 'full');
    between.meddle(() => null);
    books.ledger.tick(3_600_000);
    books.ledger.invoice({ customerId: books.halden, total: 4_200 });
    books.ledger.pay([[books.openInvoice, 3_456]]);
    await changes(() => system.connect(between.origin), mirror);
    expect(mirror.comparable()).toEqual(comparable(truth(books.ledger, dialect.shape)));
  });
});

/** As the sync service reads everything. */
async function everything(connector: Connector, mirror: Mirror): Promise<void> {
  for (const entity of entitiesOf(connector)) {
    const pages = readEntity(connector, entity, null, new AbortController().signal);
    for await (const { page } of pages) mirror.apply(page);
  }
}

/** As the sync service does it: what changed, or everything where the connector says that it cannot tell. */
async function changes(connect: () => Connector, mirror: Mirror): Promise<void> {
  const end = await endOf(pull(connect(), mirror, 'incremental'));
  if (end === null) return;
  expect(end).toMatchObject({ details: { reason: 'cursor_too_old' } });
  await pull(connect(), mirror, 'full');
}

/** What is asked for, without where in it: pages of one list have one key. */
function keyOf(url: URL, body: string): string {
  const where = new URLSearchParams(url.searchParams);
  for (const name of ['page', 'starting_after', 'offset']) where.delete(name);
  const text = decodeURIComponent(where.toString());
  return `${url.pathname} ${withoutPlace(text)} ${withoutPlace(body)}`;
}

/** The conditions by which the next page is asked for, taken out. */
function withoutPlace(text: string): string {
  return text
    .replaceAll(/startposition \d+/gi, '')
    .replaceAll(/startposition\+\d+/gi, '')
    .replaceAll(/LastUpdatedTime\+?\s*>=\+?\s*'[^']*'/gi, '')
    .replaceAll(/"(?:name|id)\\?",\s*">",\s*(?:"[^"]*"|\d+)/g, '')
    .replaceAll(/\bid > \d+/gi, '');
}

/** The same answer, saying that there is more behind it. */
function withMore(answer: Genuine): Genuine {
  return {
    ...answer,
    body: answer.body
      .replaceAll(/"has_more":\s*false/g, '"has_more":true')
      .replaceAll(/"hasMore":\s*false/g, '"hasMore":true')
      .replaceAll(/"pageCount":\s*\d+/g, '"pageCount":999999'),
  };
}

/** The answer at another time of the server's clock, wherever the vendor tells it. */
function clockSet(answer: Genuine, now: number): Genuine {
  const iso = new Date(now).toISOString();
  return {
    ...answer,
    headers: { ...answer.headers, date: new Date(now).toUTCString() },
    body: answer.body
      .replaceAll(/"DateTimeUTC":"[^"]*"/g, `"DateTimeUTC":"/Date(${now}+0000)/"`)
      .replaceAll(/"time":"[^"]*"/g, `"time":"${iso}"`),
  };
}

describe('a server that sends byte after byte and never ends', () => {
  it('is left when its time is over', async () => {
    const server: Server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const host = await listening(server);
    onTestFinished(() => stopped(server));
    const timing = fakeTiming();
    const client = createHttpClient({
      system: 'Fakebooks',
      hosts: [host],
      timing,
      limiter: createRateLimiter({ concurrent: 5 }, timing),
      authorization: null,
      onCost: () => undefined,
      timeout: 400,
    });
    const end = await endOf(client.request({ url: `http://${host}/` }, new AbortController().signal));
    expect(end?.message).toContain('no answer in time');
  });
});
