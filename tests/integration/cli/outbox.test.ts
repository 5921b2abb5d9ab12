import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { zoneAt } from '../../support/zone-at.ts';
import {
  type CliDesk,
  csv,
  day,
  importLedger,
  type Json,
  JUMPING_WAITS,
  ledgerDesk,
  OPEN_ITEMS,
  preparedDesk,
  runCli,
} from './command-line.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

let dovecot: Dovecot;
let smtp: FakeSmtp;

/** A desk with the ledger and a mailbox that sends through the fake server; looks into Sent are waited for by its clock. */
const sendingDesk = (): Promise<CliDesk> => preparedDesk('sending', addMailbox, JUMPING_WAITS);

async function addMailbox(desk: CliDesk): Promise<void> {
  await importLedger(desk);
  const { user, password } = dovecot.users.alice;
  const ca = desk.file('ca.pem', `${smtp.caPem}\n${dovecot.caPem}`);
  const { status, stderr, stdout } = await runCli(
    [
      ...['mail', 'account', 'add', '--address', user, '--user', user, '--name', 'Alice Wong', '--ca', ca],
      ...['--imap', `imaps://localhost:${dovecot.imapsPort}`, '--smtp', `smtps://localhost:${smtp.port}`],
      ...['--secret', 'password=BOX', '--workspace', desk.workspace, '--passphrase-env', 'DESK_PASSPHRASE'],
    ],
    { env: { ...desk.env, BOX: password }, folder: desk.folder },
  );
  if (status !== 0) throw new Error(stdout + stderr);
}

const NOBODY = ['0099', 'Hollow Oak Ltd', 'N-9', day(-75), day(-45), '80.00', '80.00', ''];

const draft = async (desk: CliDesk, account = '0007'): Promise<Json> =>
  (await desk.done('draft', 'create', '--account', account, '--template', 'friendly')).draft;
const sentFolder = () => readMailbox({ ...dovecot, ...dovecot.users.alice, folder: 'Sent' });

describe.skipIf(!available)('the outbox on the command line', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startFakeSmtp();
  });
  afterAll(async () => {
    await smtp.stop();
    await dovecot.stop();
  });
  beforeEach(() => {
    smtp.misbehave();
    smtp.forget();
  });

  it('is empty at first: there is nothing to list and nothing to send', async () => {
    const desk = await ledgerDesk();
    expect(await desk.done('outbox', 'list')).toEqual({ messages: [] });
    expect(await desk.done('outbox', 'send')).toEqual({ messages: [] });
    expect((await desk.show('outbox', 'list')).stdout).toContain('Nothing is in the outbox');
  });

  it('sends a draft once, waits for the answer and for the one copy in Sent', async () => {
    const desk = await sendingDesk();
    const { id } = await draft(desk);
    const { messages } = await desk.done('outbox', 'send', id);
    expect(messages).toMatchObject([
      {
        id: expect.any(String),
        account: { number: '0007', name: 'Northwind Traders' },
        state: 'sent',
        attempts: 1,
        gate: [],
        draft: id,
        to: ['ap@northwind.example'],
        sentCopy: 'kept',
      },
    ]);
    expect(messages[0]).not.toHaveProperty('lastError');
    expect(smtp.taken).toHaveLength(1);
    const sent = smtp.taken[0]?.bytes ?? Buffer.alloc(0);
    expect(sent.toString('latin1')).toContain(`Message-ID: <${messages[0].messageId}>`);
    const copies = (await sentFolder()).filter(({ bytes }) => bytes.includes(messages[0].messageId));
    expect(copies.map(({ bytes }) => bytes.equals(sent))).toEqual([true]);
    expect(await desk.done('outbox', 'list')).toEqual({ messages });
    expect(await desk.done('outbox', 'send')).toEqual({ messages: [] });
    expect(smtp.taken).toHaveLength(1);
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.map((entry: Json) => entry.kind)).toEqual([
      ...['draft_created', 'mail_approved', 'mail_queued', 'mail_sent'],
    ]);
    expect((await desk.refused('outbox', 'send', id)).code).toBe('conflict');
  }, 60_000);

  it('sends what was written on the command line without being told which, and nothing twice', async () => {
    const desk = await sendingDesk();
    const { id, messageId } = await draft(desk);
    expect(await desk.done('outbox', 'list')).toMatchObject({
      messages: [{ id, state: 'draft', account: { number: '0007' }, messageId, attempts: 0, gate: [] }],
    });
    smtp.misbehave({ at: 'dot', by: 'drop' });
    const { messages } = await desk.done('outbox', 'send');
    expect(messages).toMatchObject([{ state: 'unknown', draft: id, attempts: 1 }]);
    smtp.misbehave();
    await desk.done('outbox', 'resolve', messages[0].id, '--as', 'not_sent');
    // It came back from the outbox: only a person who names it sends it again.
    expect(await desk.done('outbox', 'send')).toEqual({ messages: [] });
    expect((await desk.done('outbox', 'send', id)).messages).toMatchObject([{ state: 'sent', draft: id }]);
  }, 60_000);

  it('leaves a letter without a recipient a draft, and sends the others', async () => {
    const desk = await sendingDesk();
    await desk.done('import', desk.file('nobody.csv', csv(OPEN_ITEMS, NOBODY)));
    await draft(desk, '0099');
    const { id } = await draft(desk);
    const { status, json } = await desk.run('outbox', 'send');
    expect(status).toBe(1);
    expect(json).toMatchObject({
      error: { code: 'validation' },
      messages: [
        { state: 'draft', account: { number: '0099' }, lastError: { code: 'validation' } },
        { state: 'sent', draft: id },
      ],
    });
  }, 60_000);

  it('keeps a message in the queue while the server is away, says why, and sends it with the next call', async () => {
    const desk = await sendingDesk();
    const { id } = await draft(desk);
    smtp.misbehave({ at: 'greeting', by: 'drop' });
    const away = await desk.run('outbox', 'send', '--draft', id);
    expect(away.status).toBe(1);
    expect(away.json).toMatchObject({
      error: { code: 'network' },
      messages: [{ state: 'queued', attempts: 0, lastError: { code: 'network' } }],
    });
    smtp.misbehave();
    const { messages } = await desk.done('outbox', 'send');
    expect(messages).toMatchObject([{ id: away.json.messages[0].id, state: 'sent', attempts: 1 }]);
    expect(smtp.taken).toHaveLength(1);
  }, 60_000);

  it('keeps back what was paid meanwhile and says so', async () => {
    const desk = await sendingDesk();
    const { id } = await draft(desk);
    smtp.misbehave({ at: 'greeting', by: 'drop' });
    await desk.run('outbox', 'send', id);
    smtp.misbehave();
    const paid = csv(
      OPEN_ITEMS,
      ['0007', 'Northwind Traders', 'N-1', day(-75), day(-45), '1000.00', '0.00', 'ap@northwind.example'],
      ['0007', 'Northwind Traders', 'N-2', day(-40), day(-10), '200.00', '200.00', 'ap@northwind.example'],
    );
    await desk.done('import', desk.file('newer.csv', paid));
    const { messages } = await desk.done('outbox', 'send');
    expect(messages).toMatchObject([
      {
        state: 'review',
        reason: 'N-1: it is paid.',
        gate: [{ code: 'paid', decision: 'block', invoices: ['N-1'] }],
      },
    ]);
    expect(smtp.taken).toEqual([]);
    expect((await desk.show('outbox', 'list')).stdout).toContain('N-1: it is paid.');
  }, 60_000);

  it('leaves a letter in the queue that waits for the hours at the customer’s place: nothing is wrong', async () => {
    const on = await sendingDesk();
    const place = ['--type', 'company', '--country', 'US', '--time-zone', zoneAt(3)];
    await on.done('debtor', 'set', '--account', '0007', ...place);
    await draft(on);
    const { messages, error } = await on.done('outbox', 'send');
    expect(error).toBeUndefined();
    expect(messages).toMatchObject([
      { state: 'queued', attempts: 0, lastError: { code: 'contact_hours' }, expectedAt: expect.any(String) },
    ]);
    expect(smtp.taken).toEqual([]);
  });

  it('never sends again what the server may have taken, and lets a person settle it', async () => {
    const desk = await sendingDesk();
    const { id: draftId } = await draft(desk);
    smtp.misbehave({ at: 'dot', by: 'drop' });
    const { messages } = await desk.done('outbox', 'send', draftId);
    expect(messages).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    smtp.misbehave();
    expect(await desk.done('outbox', 'send')).toEqual({ messages: [] });
    expect(smtp.taken).toHaveLength(1);
    const { id } = messages[0];
    expect((await desk.refused('outbox', 'resolve', id, '--as', 'perhaps')).code).toBe('validation');
    expect((await desk.refused('outbox', 'resolve', 'nothing', '--as', 'sent')).code).toBe('not_found');
    const resolved = await desk.done('outbox', 'resolve', id, '--as', 'not_sent');
    expect(resolved.messages).toMatchObject([{ id, state: 'resolved', resolvedAs: 'not_sent' }]);
    expect((await desk.refused('outbox', 'resolve', id, '--as', 'sent')).code).toBe('conflict');
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.at(-1)).toMatchObject({ kind: 'mail_resolved', actor: 'Ada Brandt' });
  }, 60_000);

  it('says what is missing: the draft, the decision, the server', async () => {
    const desk = await sendingDesk();
    expect((await desk.refused('outbox', 'send', 'nothing')).code).toBe('not_found');
    expect((await desk.run('outbox', 'resolve')).status).toBe(2);
    expect((await desk.refused('outbox', 'list', '--state', 'lost')).code).toBe('validation');
    const without = await ledgerDesk();
    const { id } = await draft(without);
    expect((await without.refused('outbox', 'send', id)).code).toMatch(/not_found|validation/u);
  });
});
