import { describe, expect, it } from 'vitest';
import { ALL_DIALECTS } from '../../support/ledger/all-dialects.ts';
import type { Genuine, Meddling } from '../../support/ledger/in-between.ts';
import { comparable, Mirror, pull, resume } from '../../support/ledger/mirror.ts';
import { truth } from '../../support/ledger/truth.ts';
import { jsonReply, type Reply } from '../../support/ledger/web-server.ts';
import { endOf, meddled } from './meddled.ts';

const isLong = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0;
/** Requests of a read at which something goes wrong: so many of them, spread over the whole, in the long run with every fault. */
const places = isLong ? 24 : 10;

/** What Intuit, Odoo and Stripe write into an answer that went wrong, whatever its status. */
const FAULT = {
  Fault: { type: 'SystemFault', Error: [{ code: '10000', Message: 'An application error has occurred' }] },
  error: {
    code: 200,
    message: 'Odoo Server Error',
    data: { name: 'builtins.Exception', message: 'no', debug: 'x' },
  },
  time: '2026-11-02T09:40:00.000Z',
};

const FAULTS: Readonly<Record<string, (genuine: Genuine) => Reply>> = {
  'being throttled': () => jsonReply(429, '{}', { 'retry-after': '7' }),
  'a server with a problem': () => ({ status: 500, body: '<html>Internal Server Error</html>' }),
  'a line that breaks': (genuine) => ({ ...genuine, cut: true }),
  'a fault with status 200': () => jsonReply(200, JSON.stringify(FAULT)),
  "a proxy's page with status 200": () => ({
    status: 200,
    body: '<!doctype html><title>Sign in</title>',
    headers: { 'content-type': 'text/html' },
  }),
  'nothing at all with status 200': () => jsonReply(200, '{}'),
};
const NAMES = Object.keys(FAULTS);

const once =
  (at: number, name: string): Meddling =>
  async (_request, index, genuine) => {
    const fault = FAULTS[name];
    return index === at && fault !== undefined ? fault(await genuine()) : null;
  };

describe.each(ALL_DIALECTS.map((dialect) => [dialect.name, dialect] as const))('%s', (_name, dialect) => {
  it('meets a fault at any of its requests, says so in words if it ends, and comes to the ledger after it', async () => {
    const { books, system, between, requests } = await meddled(dialect, 12);
    const expected = comparable(truth(books.ledger, dialect.shape));
    const ends = new Map<string, number>();
    const signIns = dialect.name.startsWith('Odoo 17') ? 1 : 0;
    const count = Math.min(places, requests);
    for (let place = 0; place < count; place += 1) {
      const at = Math.floor((place * requests) / count);
      for (const name of isLong ? NAMES : [NAMES[place % NAMES.length] ?? '']) {
        between.meddle(once(at, name));
        const mirror = new Mirror(dialect.shape.kind);
        const end = await endOf(pull(system.connect(between.origin), mirror, 'full'));
        if (end !== null) ends.set(name, (ends.get(name) ?? 0) + 1);
        between.meddle(() => null);
        await resume(system.connect(between.origin), mirror);
        expect(mirror.comparable(), `${name} at request ${at}`).toEqual(expected);
        expect([...mirror.bad], `${name} at request ${at}`).toEqual([]);
      }
    }
    // What passes by is waited out, but for a sign-in, which is sent once; what is no answer ends the read.
    for (const name of NAMES.slice(0, 3)) expect(ends.get(name) ?? 0, name).toBeLessThanOrEqual(signIns);
    expect(ends.get("a proxy's page with status 200"), 'a page of a proxy').toBeGreaterThan(0);
  }, 600_000);
});
