import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { MESSAGE_STATES } from '../../../shared/domain/outbox/message-states.ts';
import { type LinkedEngine, linkedEngine } from '../../support/engine/linked-engine.ts';

const EVERYTHING = { states: [...MESSAGE_STATES] };

describe('the outbox of the demo', () => {
  let demo: LinkedEngine;
  beforeAll(async () => {
    demo = await linkedEngine({ demo: true });
  });
  afterAll(() => demo.close());

  const listed = async () => (await demo.client.outbox.list(EVERYTHING)).messages;
  const inState = (messages: readonly OutboxMessage[], state: string) =>
    messages.filter((message) => message.state === state);

  it('shows mail that was sent, kept back, perhaps sent, and that waits', async () => {
    const states = (await listed()).map(({ state }) => state);
    expect([...states].sort()).toEqual(['queued', 'review', 'sent', 'sent', 'sent', 'unknown']);
  });

  it('keeps one back because its customer paid in between, and shows what is left to ask for', async () => {
    const [kept] = inState(await listed(), 'review');
    const [paid] = kept?.review?.dropped ?? [];
    expect(paid?.why).toBe('it is paid.');
    expect(kept?.review?.reason).toContain(`${paid?.number}: it is paid.`);
    expect(kept?.invoices.map(({ number }) => number)).toContain(paid?.number);
  });

  it('has looked for the one that was perhaps sent, and waits for a person', async () => {
    const [unknown] = inState(await listed(), 'unknown');
    expect(unknown).toMatchObject({ lookups: 4, lookupAt: null });
  });

  it('writes to invented addresses only, from an invented mailbox', async () => {
    const addresses = (await listed()).flatMap(({ from, recipients }) => [from, ...recipients]);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });

  it('sends nothing, whatever is sent off or resumed, and says so', async () => {
    const { client, engine } = demo;
    const [waiting] = inState(await listed(), 'queued');
    if (waiting === undefined) throw new Error('Nothing waits.');
    const { pauses } = await client.outbox.list(EVERYTHING);
    expect(pauses).toMatchObject([{ until: null, reason: expect.stringContaining('nothing is ever sent') }]);
    expect(await client.outbox.resume({ mailboxId: waiting.mailboxId })).toEqual({ resumed: false });
    await client.outbox.retry({ id: waiting.id });
    engine.context.session.outbox().wake();
    expect(await client.outbox.get({ id: waiting.id })).toMatchObject({
      state: 'queued',
      attempts: 0,
      expectedAt: null,
    });
    expect(await client.outbox.attempts({ id: waiting.id })).toEqual([]);
  });

  it('sends no test message either, also from a mailbox that is not invented', async () => {
    const { client } = demo;
    const [invented] = await client.mailboxes.list();
    const real = await client.mailboxes.add({
      ...{ address: 'ines@halden.test', imapUrl: 'imaps://127.0.0.1:1', smtpUrl: 'smtps://127.0.0.1:1' },
      ...{ user: 'ines', password: 'x' },
    });
    for (const id of [invented?.id ?? real.id, real.id]) {
      const { jobId } = await client.mailboxes.probeSent({ id });
      expect(await demo.ended(jobId)).toMatchObject({
        state: 'failed',
        error: { code: 'conflict', message: expect.stringContaining('nothing is ever sent') },
      });
    }
    await client.mailboxes.remove({ id: real.id });
  });

  it('asks no server about its mailbox: a letter that should be saved there says why it is not', async () => {
    const { client } = demo;
    const [mailbox] = await client.mailboxes.list();
    await expect(client.mailboxes.test({ id: mailbox?.id ?? ('' as never) })).rejects.toMatchObject({
      code: 'not_ready',
      message: expect.stringContaining('belongs to the demo and is invented'),
    });
  });

  it('stands in the log in the order of time, and the log holds', async () => {
    const { client } = demo;
    const filter = { kinds: ['mail_approved' as const, 'mail_sent' as const, 'mail_kept_back' as const] };
    const { entries } = await client.log.page({ filter, limit: 50 });
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(filter.kinds));
    expect(await client.log.verify()).toMatchObject({ ok: true });
  });
});
