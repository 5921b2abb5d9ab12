import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccount, MailSecret } from '../../../electron/engine/mail/account/mail-account.ts';
import { type MailCheck, testMailAccount } from '../../../electron/engine/mail/account/test-account.ts';
import { appendDraftOnce } from '../../../electron/engine/mail/imap/append-draft.ts';
import { withImap } from '../../../electron/engine/mail/imap/with-imap.ts';
import { checkSmtp } from '../../../electron/engine/mail/smtp/check-smtp.ts';
import { startWire } from '../../support/dovecot/wire.ts';
import { DOVECOT_USERS, type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { accountOf, draftMessage, secretOf } from './accounts.ts';

const { available, reason } = dovecotAvailable();
if (!available) console.warn(reason);

const outcome = (checks: readonly MailCheck[]) =>
  checks.map(({ check, ok }) => `${check} ${ok ? 'ok' : 'failed'}`);
const textOf = (checks: readonly MailCheck[], name: string) =>
  checks.find(({ check }) => check === name)?.text;

/** A mailbox of this many bytes is filled to the brim; the server counts them itself. */
const QUOTA_OF_BRIM = DOVECOT_USERS.brim.quotaBytes;

async function fill(account: MailAccount, secret: MailSecret, bytes: number): Promise<void> {
  const head = 'From: a@b.example\r\nSubject: large\r\n\r\n';
  await withImap(account, secret, {}, (client) =>
    client.append('INBOX', Buffer.from(head.padEnd(bytes - 2, 'x').concat('\r\n'))),
  );
}

describe.skipIf(!available)('testMailAccount with a real Dovecot', () => {
  let server: Dovecot;
  let good: MailAccount;
  let secret: MailSecret;
  beforeAll(async () => {
    server = await startDovecot();
    good = accountOf(server, server.users.alice);
    secret = secretOf(server.users.alice);
  });
  afterAll(async () => {
    await server.stop();
  });

  it('passes every step of a good account and sends nothing', async () => {
    const checks = await testMailAccount(good, secret);
    expect(outcome(checks)).toEqual([
      'dns ok',
      'connect ok',
      'tls ok',
      'login ok',
      'drafts_folder ok',
      'sent_folder ok',
      'quota ok',
      'smtp ok',
    ]);
    expect(textOf(checks, 'drafts_folder')).toContain('"Drafts"');
    expect(server.relayed.filter((command) => ['MAIL', 'RCPT', 'DATA'].includes(command))).toEqual([]);
  });

  it('leaves the sending server out when none is set', async () => {
    const checks = await testMailAccount({ ...good, smtp: null }, secret);
    expect(outcome(checks)).not.toContain('smtp ok');
  });

  it('names a wrong password, for reading and for sending, and does not repeat it', async () => {
    const checks = await testMailAccount(good, { kind: 'password', password: 'not-the-password' });
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls ok', 'login failed', 'smtp failed']);
    for (const name of ['login', 'smtp'])
      expect(textOf(checks, name)).toMatch(/login was refused.*app password/u);
    expect(JSON.stringify(checks)).not.toContain('not-the-password');
  });

  it('reports a refused login as auth, which nobody tries again', async () => {
    const saved = appendDraftOnce({
      account: good,
      secret: { kind: 'password', password: 'wrong' },
      bytes: await draftMessage('refused@example.test'),
      messageId: 'refused@example.test',
    });
    await expect(saved).rejects.toMatchObject({ code: 'auth', details: { step: 'login' } });
  });

  it('keeps the password out of every error, its causes included', async () => {
    const wrong = { kind: 'password', password: 'not "the" password' } as const;
    const failures = await Promise.all([
      withImap(good, wrong, {}, async () => null).catch((error: unknown) => error),
      checkSmtp(good, good.smtp ?? good.imap, wrong).catch((error: unknown) => error),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'auth' });
      const shown = inspect(failure, { depth: 12, showHidden: true, maxStringLength: null });
      for (const form of [
        wrong.password,
        'not \\"the',
        Buffer.from(`\0${good.user}\0${wrong.password}`).toString('base64'),
      ]) {
        expect(shown).not.toContain(form);
      }
    }
  });

  it('trusts no certificate of an unknown authority', async () => {
    const checks = await testMailAccount({ ...good, caPem: null }, secret);
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls failed', 'smtp failed']);
    for (const name of ['tls', 'smtp'])
      expect(textOf(checks, name)).toMatch(/cannot be trusted.*no password was sent/u);
  });

  it('trusts no certificate of another host', async () => {
    const wire = await startWire(server.imapsPort, {}, '127.0.0.2');
    const imap = { ...good.imap, host: '127.0.0.2', port: wire.port };
    const checks = await testMailAccount({ ...good, imap, smtp: null }, secret);
    await wire.stop();
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls failed']);
    expect(textOf(checks, 'tls')).toContain('cannot be trusted');
  });

  it('names a port on which nobody listens', async () => {
    const [imap, smtp] = [good.imap, { ...good.imap, protocol: 'smtp' as const }].map((end) => ({
      ...end,
      port: 1,
    }));
    const checks = await testMailAccount({ ...good, imap: imap ?? good.imap, smtp: smtp ?? null }, secret);
    expect(outcome(checks)).toEqual(['dns ok', 'connect failed', 'smtp failed']);
    for (const name of ['connect', 'smtp'])
      expect(textOf(checks, name)).toContain('no connection could be made');
  });

  it('names a host that does not exist', async () => {
    const imap = { ...good.imap, host: 'no-such-host.invalid' };
    const smtp = { ...imap, protocol: 'smtp' as const };
    const checks = await testMailAccount({ ...good, imap, smtp }, secret);
    expect(outcome(checks)).toEqual(['dns failed', 'smtp failed']);
    for (const name of ['dns', 'smtp']) expect(textOf(checks, name)).toContain('name was not found');
  });

  it('says which port to use when TLS is spoken to a STARTTLS port', async () => {
    const imap = { ...good.imap, port: server.imapPort };
    const checks = await testMailAccount({ ...good, imap, smtp: null }, secret);
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls failed']);
    expect(textOf(checks, 'tls')).toContain('993');
  });

  it('asks for a folder when the chosen one is not there', async () => {
    const checks = await testMailAccount({ ...good, draftsFolder: 'Nowhere', smtp: null }, secret);
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls ok', 'login ok', 'drafts_folder failed']);
  });

  it('asks for a sent folder when the chosen one is not there, and goes on', async () => {
    const checks = await testMailAccount({ ...good, sentFolder: 'Nowhere' }, secret);
    expect(outcome(checks)).toEqual([
      'dns ok',
      'connect ok',
      'tls ok',
      'login ok',
      'drafts_folder ok',
      'sent_folder failed',
      'quota ok',
      'smtp ok',
    ]);
  });

  it('asks for a drafts folder in a mailbox that has none', async () => {
    const bare = await startDovecot([{ name: 'Archive' }]);
    const { bob } = bare.users;
    const checks = await testMailAccount(accountOf(bare, bob, { smtp: null }), secretOf(bob));
    await bare.stop();
    expect(outcome(checks)).toEqual(['dns ok', 'connect ok', 'tls ok', 'login ok', 'drafts_folder failed']);
    expect(textOf(checks, 'drafts_folder')).toContain('no folder that is known for drafts');
  });

  it('names a mailbox that is full, and goes on to the sending server', async () => {
    const { brim } = server.users;
    const account = accountOf(server, brim);
    const quota = async () => textOf(await testMailAccount(account, secretOf(brim)), 'quota');
    expect(await quota()).toMatch(/^0\.\d MB of 0\.\d MB are free\.$/u);
    await fill(account, secretOf(brim), QUOTA_OF_BRIM);
    const checks = await testMailAccount(account, secretOf(brim));
    expect(outcome(checks)).toEqual([
      ...['dns ok', 'connect ok', 'tls ok', 'login ok', 'drafts_folder ok', 'sent_folder ok'],
      ...['quota failed', 'smtp ok'],
    ]);
    expect(textOf(checks, 'quota')).toMatch(/mailbox is full\. Free some space/u);
  });
});
