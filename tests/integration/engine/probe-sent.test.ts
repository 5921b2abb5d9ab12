import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SENT_LOOKS, type Wait } from '../../../electron/engine/mail/account/probe-sent-copies.ts';
import { changeMailbox } from '../../../electron/engine/services/mailboxes/change-mailbox.ts';
import {
  addMailbox,
  listMailboxes,
  pauseMailbox,
} from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { probeSent } from '../../../electron/engine/services/mailboxes/probe-sent.ts';
import type { MailboxInput } from '../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { asAlice } from '../../support/dovecot/as-alice.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

let imap: Dovecot;
let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
  if (available) imap = await startDovecot();
});
afterAll(async () => {
  await smtp.stop();
  await imap?.stop();
});
beforeEach(() => {
  smtp.misbehave();
  smtp.forget();
});

/** A workspace with a mailbox that sends through the fake server and is read at Dovecot. */
async function mailboxIn(engine: EngineTest, changes: Partial<MailboxInput> = {}) {
  return addMailbox(engine.workspace, {
    address: USUAL_PLAN.user,
    displayName: null,
    imapUrl: `imaps://localhost:${imap?.imapsPort ?? 1}`,
    smtpUrl: `smtps://localhost:${smtp.port}`,
    user: USUAL_PLAN.user,
    password: USUAL_PLAN.password,
    certificateAuthority: `${smtp.caPem}\n${imap?.caPem ?? ''}`,
    draftsFolder: null,
    ...changes,
  });
}

/** The same mailbox read through another port. */
const withStartTls = (id: MailboxId) => ({
  id,
  displayName: null,
  imapUrl: `imap+starttls://localhost:${imap.imapPort}`,
  smtpUrl: `smtps://localhost:${smtp.port}`,
  user: USUAL_PLAN.user,
  draftsFolder: null,
});

const inMailbox = (work: (client: ImapFlow) => Promise<unknown>) => asAlice(imap, work);

const messagesIn = (folder: string) => readMailbox({ ...imap, ...imap.users.alice, folder });
const lastTaken = () => smtp.taken.at(-1)?.bytes ?? Buffer.alloc(0);

/** Nobody waits; before look number `look` (0 the first) something happens at the provider. */
function before(look: number, happens: () => Promise<void>): { readonly wait: Wait; waited: number[] } {
  const waited: number[] = [];
  return {
    waited,
    wait: async (milliseconds) => {
      if (waited.push(milliseconds) - 1 === look) await happens();
    },
  };
}

const never = () => before(-1, async () => undefined);
const logged = (engine: EngineTest) =>
  engine.rows<{ kind: string }>('SELECT kind FROM touchpoint ORDER BY seq').map(({ kind }) => kind);
const known = async ({ workspace }: EngineTest) => (await listMailboxes(workspace))[0]?.savesSent;

describe.skipIf(!available)('a test message to oneself', () => {
  it('that turns up in Sent shows that the provider keeps the copies', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const { wait, waited } = before(1, () => inMailbox((client) => client.append('Sent', lastTaken())));
    expect(await probeSent(engine.workspace, id, { wait })).toEqual({ savesSent: true, removed: 1 });
    expect(waited).toEqual(SENT_LOOKS.slice(0, 2));
    expect(await known(engine)).toBe(true);
    expect(logged(engine).slice(-2)).toEqual(['mailbox_test_sent', 'mailbox_changed']);
  });

  it('is sent once when two windows ask for it in the same moment; afterwards it can be asked for again', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const both = [never(), never()].map(({ wait }) => probeSent(engine.workspace, id, { wait }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict', message: expect.stringMatching(/under way/u) });
    expect(smtp.taken).toHaveLength(1);
    await probeSent(engine.workspace, id, never());
    expect(smtp.taken).toHaveLength(2);
  });

  it('that does not within half a minute shows that Duebook has to', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const { wait, waited } = never();
    const steps: string[] = [];
    const report = (step: { readonly phase: string; readonly done: number }) =>
      steps.push(`${step.phase} ${step.done}`);
    const found = await probeSent(engine.workspace, id, { wait, report });
    expect(found).toEqual({ savesSent: false, removed: 0 });
    expect(waited.reduce((sum, each) => sum + each, 0)).toBe(30_000);
    expect(steps).toEqual([
      'Sending the test message 0',
      ...[0, 1, 2, 3, 4].map((look) => `Looking into the Sent folder ${look}`),
    ]);
    expect(await known(engine)).toBe(false);
    expect(await messagesIn('Sent')).toEqual([]);
  });

  it('goes once, to oneself alone, and says in plain words what it is', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    await probeSent(engine.workspace, id, never());
    expect(smtp.taken).toHaveLength(1);
    expect(smtp.taken[0]).toMatchObject({ from: USUAL_PLAN.user, to: [USUAL_PLAN.user] });
    const text = lastTaken().toString('utf8');
    expect(text).toContain('Subject: Duebook test message\r\n');
    expect(text).toContain('You may delete it.');
    const messageId = /^Message-ID: <([^>]+)>/mu.exec(text)?.[1] ?? 'none';
    expect(JSON.stringify(engine.rows('SELECT * FROM touchpoint_payload'))).toContain(messageId);
  });

  it('is removed again, from Sent and the inbox, and nothing beside it is', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const other = Buffer.from('From: a@b.example\r\nSubject: Duebook test message\r\n\r\nkeep me\r\n');
    await inMailbox(async (client) => {
      for (const folder of ['INBOX', 'Sent']) await client.append(folder, other, ['\\Deleted']);
    });
    const { wait } = before(0, () =>
      inMailbox(async (client) => {
        for (const folder of ['INBOX', 'Sent']) await client.append(folder, lastTaken());
      }),
    );
    expect(await probeSent(engine.workspace, id, { wait })).toEqual({ savesSent: true, removed: 2 });
    for (const folder of ['INBOX', 'Sent']) {
      const left = await messagesIn(folder);
      expect(left.map(({ bytes }) => bytes.equals(other))).toEqual([true]);
    }
    await inMailbox(async (client) => {
      for (const folder of ['INBOX', 'Sent']) {
        await client.mailboxOpen(folder);
        await client.messageDelete('1:*');
      }
    });
  });

  it('is not sent where the mailbox has no folder for sent mail', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine, { sentFolder: 'Nowhere' });
    await expect(probeSent(engine.workspace, id, never())).rejects.toMatchObject({ code: 'not_found' });
    expect(smtp.connections === 0 || smtp.commands.length === 0).toBe(true);
    expect(logged(engine)).not.toContain('mailbox_test_sent');
  });

  it.each([
    ['refused', { at: 'dot', by: { answer: '554 5.7.1 not from you' } }, 'mail_rejected', 1],
    ['cut off before its data', { at: 'mail', by: 'drop' }, 'network', 1],
    ['cut off after its end, and not in Sent', { at: 'dot', by: 'drop' }, 'network', 1],
    ['kept back by a login that is refused', { at: 'auth', by: { answer: '535 5.7.8 no' } }, 'auth', 0],
  ] as const)('that is %s teaches nothing and is not sent again', async (_how, wrong, code, entries) => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    smtp.misbehave(wrong);
    await expect(probeSent(engine.workspace, id, never())).rejects.toMatchObject({ code });
    expect(await known(engine)).toBeNull();
    expect(smtp.commands.filter((command) => command.startsWith('MAIL')).length).toBeLessThanOrEqual(1);
    expect(logged(engine).filter((kind) => kind === 'mailbox_test_sent')).toHaveLength(entries);
  });

  it('counts although nobody heard that it was taken, when Sent has it', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    smtp.misbehave({ at: 'dot', by: 'drop' });
    const { wait } = before(2, () => inMailbox((client) => client.append('Sent', lastTaken())));
    expect(await probeSent(engine.workspace, id, { wait })).toMatchObject({ savesSent: true });
  });

  it('can be given up while it is looked for', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const stop = new AbortController();
    const { wait } = before(1, async () => stop.abort());
    const probing = probeSent(engine.workspace, id, { wait, signal: stop.signal });
    await expect(probing).rejects.toMatchObject({ code: 'cancelled' });
    expect(await known(engine)).toBeNull();
    expect(smtp.taken).toHaveLength(1);
  });

  it('corrects what was believed', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const { wait } = before(0, () => inMailbox((client) => client.append('Sent', lastTaken())));
    await probeSent(engine.workspace, id, { wait });
    await probeSent(engine.workspace, id, never());
    expect(await known(engine)).toBe(false);
  });

  it('says nothing about servers that were set while it was looked for', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    const { wait } = before(0, async () => {
      await changeMailbox(engine.workspace, withStartTls(id));
      await inMailbox((client) => client.append('Sent', lastTaken()));
    });
    const probing = probeSent(engine.workspace, id, { wait });
    await expect(probing).rejects.toMatchObject({ code: 'conflict' });
    expect(await known(engine)).toBeNull();
  });

  it('counts in the limits of the mailbox, and keeps to them', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine, { perMinute: 1, perDay: 5 });
    await probeSent(engine.workspace, id, never());
    await expect(probeSent(engine.workspace, id, never())).rejects.toMatchObject({ code: 'conflict' });
    engine.clock.wait(60_001);
    await probeSent(engine.workspace, id, never());
    expect(smtp.taken).toHaveLength(2);
  });
});

describe('a test message', () => {
  it('is not sent from a mailbox that is paused, or that sends nothing', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    await pauseMailbox(engine.workspace, id);
    await expect(probeSent(engine.workspace, id)).rejects.toMatchObject({ code: 'conflict' });
    const silent = await mailboxIn(engine, { address: 'ar@halden.example', smtpUrl: null });
    await expect(probeSent(engine.workspace, silent.id)).rejects.toMatchObject({ code: 'validation' });
    expect(smtp.taken).toEqual([]);
  });
});

describe('what the preset knows about copies of sent mail', () => {
  const GMAIL = {
    address: 'ines@halden.example',
    provider: 'google',
    imapUrl: 'imaps://imap.gmail.com:993',
    smtpUrl: 'smtp+starttls://smtp.gmail.com:587',
  } as const;

  it('is taken over at set-up, and stays with a change of other things', async () => {
    const engine = await engineTest();
    const { id, savesSent } = await mailboxIn(engine, GMAIL);
    expect(savesSent).toBe(true);
    const same = { id, ...GMAIL, user: USUAL_PLAN.user, draftsFolder: null };
    const renamed = await changeMailbox(engine.workspace, { ...same, displayName: 'Ines' });
    expect(renamed).toMatchObject({ saved: true, mailbox: { savesSent: true } });
  });

  it.skipIf(!available)('is found out anew after a change of server', async () => {
    const engine = await engineTest();
    const { id } = await mailboxIn(engine);
    await probeSent(engine.workspace, id, never());
    expect(await known(engine)).toBe(false);
    const changed = await changeMailbox(engine.workspace, withStartTls(id));
    expect(changed).toMatchObject({ saved: true, mailbox: { savesSent: null } });
  });
});
