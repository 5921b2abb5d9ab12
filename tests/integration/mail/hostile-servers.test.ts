import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccount, MailTimeouts } from '../../../electron/engine/mail/account/mail-account.ts';
import { testMailAccount } from '../../../electron/engine/mail/account/test-account.ts';
import { withImap } from '../../../electron/engine/mail/imap/with-imap.ts';
import { checkSmtp } from '../../../electron/engine/mail/smtp/check-smtp.ts';
import { startSilentServer, startWire, type Wire } from '../../support/dovecot/wire.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { accountOf, secretOf } from './accounts.ts';

const SECRET = { kind: 'password', password: 'wonderland 7 "quoted"' } as const;
const IMPATIENT: MailTimeouts = { connect: 500, greeting: 500, silence: 500, total: 20_000 };

const open: Wire[] = [];
const kept = (wire: Wire): Wire => {
  open.push(wire);
  return wire;
};
afterEach(async () => {
  for (const wire of open.splice(0)) await wire.stop();
});

/** Whether user or password went over the wire, plain or in base64 as PLAIN and LOGIN send it. */
function carriesCredentials(sent: Buffer, user: string, password: string): boolean {
  const text = sent.toString('latin1');
  const encoded = [user, password, `\0${user}\0${password}`].map((part) =>
    Buffer.from(part).toString('base64'),
  );
  return [user, password, 'LOGIN', 'AUTHENTICATE', 'AUTH', ...encoded].some((part) => text.includes(part));
}

function accountAt(port: number, security: 'tls' | 'starttls'): MailAccount {
  return {
    address: 'alice@example.test',
    user: 'alice@example.test',
    imap: { protocol: 'imap', host: '127.0.0.1', port, security },
    smtp: { protocol: 'smtp', host: '127.0.0.1', port, security },
    caPem: null,
    pins: { imap: null, smtp: null },
    draftsFolder: null,
    sentFolder: null,
  };
}

describe('a mail server that hangs', () => {
  it.each([
    ['before it encrypts', 'tls', ''],
    ['before its greeting', 'starttls', ''],
    ['after its greeting', 'starttls', '* OK ready\r\n'],
    ['in the middle of a line', 'starttls', '* OK rea'],
  ] as const)('gives a network error that says so when it hangs %s', async (_when, security, greeting) => {
    const wire = kept(await startSilentServer(greeting));
    const opened = withImap(
      accountAt(wire.port, security),
      SECRET,
      { timeouts: IMPATIENT },
      async () => 'open',
    );
    await expect(opened).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('did not answer in time'),
    });
    expect(carriesCredentials(wire.sent(), 'alice@example.test', SECRET.password)).toBe(false);
  });

  it.each(['tls', 'starttls'] as const)(
    'gives a network error for the sending server too (%s)',
    async (security) => {
      const wire = kept(await startSilentServer(''));
      const account = accountAt(wire.port, security);
      const endpoint = { ...account.imap, protocol: 'smtp' } as const;
      await expect(checkSmtp(account, endpoint, SECRET, { timeouts: IMPATIENT })).rejects.toMatchObject({
        code: 'network',
        message: expect.stringContaining('did not answer in time'),
      });
    },
  );

  it('is left when the time of the whole operation is over', async () => {
    const wire = kept(await startSilentServer('* OK ready\r\n'));
    const timeouts = { connect: 30_000, greeting: 30_000, silence: 30_000, total: 300 };
    const opened = withImap(accountAt(wire.port, 'starttls'), SECRET, { timeouts }, async () => 'open');
    await expect(opened).rejects.toMatchObject({ code: 'network' });
  });

  it('can be cancelled', async () => {
    const wire = kept(await startSilentServer(''));
    const opened = withImap(
      accountAt(wire.port, 'starttls'),
      SECRET,
      { signal: AbortSignal.timeout(50) },
      async () => 'open',
    );
    await expect(opened).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a line on which someone tampers with encryption', () => {
  it('gets no credential over SMTP when STARTTLS is not offered', async () => {
    const wire = kept(
      await startSilentServer('220 mail.test ESMTP\r\n250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n'),
    );
    const account = accountAt(wire.port, 'starttls');
    const endpoint = { ...account.imap, protocol: 'smtp' } as const;
    await expect(checkSmtp(account, endpoint, SECRET, { timeouts: IMPATIENT })).rejects.toMatchObject({
      code: 'network',
    });
    expect(wire.sent().toString()).toContain('STARTTLS');
    expect(carriesCredentials(wire.sent(), 'alice@example.test', SECRET.password)).toBe(false);
  });

  it('gets no credential and no work over IMAP when the server says that the user is logged in already', async () => {
    const wire = kept(
      await startSilentServer(
        '* PREAUTH [CAPABILITY IMAP4rev1] welcome\r\n',
        (line) => `${line.split(' ')[0]} OK\r\n`,
      ),
    );
    let worked = false;
    const opened = withImap(accountAt(wire.port, 'starttls'), SECRET, { timeouts: IMPATIENT }, async () => {
      worked = true;
    });
    await expect(opened).rejects.toMatchObject({ code: 'network', details: { step: 'tls' } });
    expect(worked).toBe(false);
    expect(carriesCredentials(wire.sent(), 'alice@example.test', SECRET.password)).toBe(false);
  });
});

const { available, reason } = dovecotAvailable();
if (!available) console.warn(reason);

describe.skipIf(!available)('STARTTLS taken out of the answers of a real Dovecot', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(async () => {
    await server.stop();
  });
  const withoutStarttls = (part: Buffer): Buffer =>
    Buffer.from(
      part.toString('latin1').replaceAll('STARTTLS', 'X-REMOVE').replaceAll('LOGINDISABLED', 'AUTH=PLAIN'),
      'latin1',
    );

  it('sends not one byte of the credentials, for reading or sending, and says why', async () => {
    const { alice } = server.users;
    const imap = kept(await startWire(server.imapPort, { fromServer: withoutStarttls }));
    const smtp = kept(
      await startWire(server.submissionPort, { fromServer: withoutStarttls, fromClient: withoutStarttls }),
    );
    const account = accountOf(server, alice, {
      imap: { protocol: 'imap', host: 'localhost', port: imap.port, security: 'starttls' },
      smtp: { protocol: 'smtp', host: 'localhost', port: smtp.port, security: 'starttls' },
    });
    const checks = await testMailAccount(account, secretOf(alice));
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['tls', 'smtp']);
    for (const { text } of checks.filter(({ ok }) => !ok)) {
      expect(text).toMatch(/offers no encryption.*no password was sent/u);
    }
    for (const wire of [imap, smtp]) {
      expect(wire.sent().length).toBeGreaterThan(0);
      expect(carriesCredentials(wire.sent(), alice.user, alice.password)).toBe(false);
    }
  });
});
