import { afterEach, describe, expect, test } from 'vitest';
import type { SourceAttachment, SourceNote, Writing } from '../../../electron/engine/connectors/connector.ts';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { wholeNumber } from '../../../electron/engine/connectors/http/json.ts';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { createOdooConnector } from '../../../electron/engine/connectors/odoo/odoo-connector.ts';
import { createOdooSession } from '../../../electron/engine/connectors/odoo/odoo-session.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import {
  ODOO_KEY,
  type OdooNotesServer,
  startOdooNotes,
} from '../../support/write-back/odoo-notes-server.ts';

const servers: OdooNotesServer[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.stop();
});

const NO_SIGNAL = new AbortController().signal;
const NOTE: SourceNote = {
  onto: { entity: 'invoice', sourceId: '42' },
  text: 'Call: half & half <soon>\nrest later (Ada, 2026-11-22) [Duebook 4f1c09be27d5]',
  marker: '4f1c09be27d5',
};

const LETTER: SourceAttachment = {
  onto: { entity: 'invoice', sourceId: '42' },
  file: {
    name: '2026-11-22 friendly reminder INV-1 [Duebook 5f1c09be27d5].eml',
    mime: 'message/rfc822',
    bytes: Buffer.from([0x46, 0x3a, 0x20, 0xe6, 0xff, 0x00, 0x0d, 0x0a, 0x22, 0x5c]),
  },
  marker: '5f1c09be27d5',
};

async function begin(major: number, writes: readonly Writing[] = ['note']) {
  const fake = await startOdooNotes(major);
  servers.push(fake);
  const timing = fakeTiming();
  const options = {
    account: { address: fake.server.origin, database: 'northwind', user: 'duebook', apiKey: ODOO_KEY },
    platform: { timing, limiters: createRateLimiters(timing), onCost: () => undefined },
    writes,
  };
  return { fake, timing, connector: createOdooConnector(options), session: createOdooSession(options) };
}

describe.each([19, 18, 16])('notes on invoices of Odoo %i', (major) => {
  test('are posted for the company only, on the invoice, and are found by their marker', async () => {
    const { fake, connector } = await begin(major);
    expect(await connector.findPushed?.(NOTE, NO_SIGNAL)).toBe(false);
    await connector.push?.(NOTE, NO_SIGNAL);
    const body =
      major === 16
        ? 'Call: half &amp; half &lt;soon&gt; / rest later (Ada, 2026-11-22) [Duebook 4f1c09be27d5]'
        : 'Call: half & half <soon> / rest later (Ada, 2026-11-22) [Duebook 4f1c09be27d5]';
    expect(fake.posted).toEqual([
      { move: 42, named: { body, message_type: 'comment', subtype_xmlid: 'mail.mt_note' } },
    ]);
    expect(await connector.findPushed?.(NOTE, NO_SIGNAL)).toBe(true);
    const other = { ...NOTE, onto: { entity: 'invoice', sourceId: '43' } } as const;
    expect(await connector.findPushed?.(other, NO_SIGNAL)).toBe(false);
  });

  test('are sent once when Odoo refuses them', async () => {
    const { fake, timing, connector } = await begin(major);
    fake.refuses = true;
    const failure = await connector.push?.(NOTE, NO_SIGNAL).catch(failureReason);
    expect(failure).toBe('forbidden');
    expect(
      fake.server.seen.filter(({ url, body }) => `${url.pathname}${body}`.includes('message_post')),
    ).toHaveLength(1);
    expect(timing.waits).toEqual([]);
  });

  test('cannot be posted by a connection that only reads', async () => {
    const { fake, connector, session } = await begin(major, []);
    expect([connector.push, connector.findPushed, session.posts]).toEqual([undefined, undefined, {}]);
    expect([connector.attach, connector.findAttached]).toEqual([undefined, undefined]);
    for (const method of ['message_post', 'write', 'create', 'unlink', 'action_post', 'button_cancel']) {
      const call = session.call('account.move', method, { ids: [42] }, wholeNumber, NO_SIGNAL);
      expect(await call.catch(failureReason)).toBe('bad_request');
    }
    expect(fake.server.seen).toEqual([]);
  });

  test('carry a letter byte for byte, without a text, and it is found by the marker in its name', async () => {
    const { fake, connector } = await begin(major, ['attachment']);
    expect(await connector.findAttached?.(LETTER, NO_SIGNAL)).toBe(false);
    await connector.attach?.(LETTER, NO_SIGNAL);
    const [posted, ...others] = fake.posted;
    expect(others).toEqual([]);
    expect(posted).toMatchObject({
      move: 42,
      named: {
        body: '',
        message_type: 'comment',
        subtype_xmlid: 'mail.mt_note',
        context: { no_new_invoice: true },
      },
    });
    // Odoo writes the text of a file in the encoding that comes along.
    const attached = (posted?.named.attachments ?? []) as readonly (readonly [string, string, unknown])[];
    expect(attached).toHaveLength(1);
    const [name, content = '', about] = attached[0] ?? [];
    expect([name, about]).toEqual([LETTER.file.name, { encoding: 'latin-1' }]);
    expect(Buffer.from(content, 'latin1')).toEqual(LETTER.file.bytes);
    expect(await connector.findAttached?.(LETTER, NO_SIGNAL)).toBe(true);
    const other = { ...LETTER, onto: { entity: 'invoice', sourceId: '43' } } as const;
    expect(await connector.findAttached?.(other, NO_SIGNAL)).toBe(false);
    expect([connector.push, connector.findPushed]).toEqual([undefined, undefined]);
  });

  test('say which right is missing where Odoo refuses a letter, and send it once', async () => {
    const { fake, connector } = await begin(major, ['attachment']);
    fake.refuses = true;
    const failure = await connector.attach?.(LETTER, NO_SIGNAL).catch((error: unknown) => error);
    expect(failureReason(failure)).toBe('forbidden');
    expect(String(failure)).toContain('Odoo does not let this user post a file on the invoice.');
    const sent = fake.server.seen.filter(({ url, body }) =>
      `${url.pathname}${body}`.includes('message_post'),
    );
    expect(sent).toHaveLength(1);
  });

  test('go to invoices only', async () => {
    const { fake, connector } = await begin(major);
    for (const onto of [
      { entity: 'customer', sourceId: '7' },
      { entity: 'invoice', sourceId: 'line:7' },
      { entity: 'invoice', sourceId: '7/../8' },
    ] as const) {
      const push = async () => connector.push?.({ ...NOTE, onto }, NO_SIGNAL);
      expect(await push().catch(failureReason)).toBe('bad_request');
    }
    expect(fake.posted).toEqual([]);
  });
});
