import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailAccount } from '../../../electron/engine/mail/account/mail-account.ts';
import { probeCertificate } from '../../../electron/engine/mail/account/probe-certificate.ts';
import { testMailAccount, testReach } from '../../../electron/engine/mail/account/test-account.ts';
import { withImap } from '../../../electron/engine/mail/imap/with-imap.ts';
import { checkSmtp } from '../../../electron/engine/mail/smtp/check-smtp.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import {
  type SelfSigned,
  selfSigned,
  startStartTlsServer,
  startTlsServer,
  type TlsServer,
} from '../../support/tls-server.ts';
import { accountOf, secretOf } from './accounts.ts';

const SECRET = { kind: 'password', password: 'planted-password' } as const;
const TIMEOUTS = { connect: 5_000, greeting: 5_000, silence: 2_000, total: 8_000 };
const fingerprintOf = (pem: string) => new X509Certificate(pem).fingerprint256;

const running: TlsServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function started(server: Promise<TlsServer>): Promise<TlsServer> {
  const it = await server;
  running.push(it);
  return it;
}

function accountAt(
  imap: { readonly port: number; readonly security: 'tls' | 'starttls' },
  pin: string | null,
): MailAccount {
  return {
    address: 'ines@halden.example',
    user: 'ines',
    imap: { protocol: 'imap', host: 'localhost', ...imap },
    smtp: { protocol: 'smtp', host: 'localhost', port: imap.port, security: 'starttls' },
    caPem: null,
    pins: { imap: pin, smtp: pin },
    draftsFolder: null,
    sentFolder: null,
  };
}

const tryImap = (account: MailAccount) => withImap(account, SECRET, { timeouts: TIMEOUTS }, async () => 'in');

const MINE: SelfSigned = selfSigned();
const OTHER: SelfSigned = selfSigned();

describe('looking at a certificate', () => {
  it('shows fingerprint, names and dates of one that nobody vouches for, and says nothing inside', async () => {
    const server = await started(startTlsServer(MINE));
    const account = accountAt({ port: server.port, security: 'tls' }, null);
    const shown = await probeCertificate(account, account.imap);
    expect(shown).toMatchObject({
      fingerprint: fingerprintOf(MINE.cert),
      subject: 'CN=mail.halden.example',
      issuer: 'CN=mail.halden.example',
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(shown.fingerprint).toMatch(/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/u);
    expect(shown.validTo.getTime()).toBeGreaterThan(shown.validFrom.getTime());
    expect(server.secret()).toBe('');
  });

  it.each(['imap', 'smtp'] as const)('asks %s for STARTTLS first and sends no login', async (protocol) => {
    const server = await started(startStartTlsServer(protocol, MINE));
    const endpoint = { protocol, host: 'localhost', port: server.port, security: 'starttls' } as const;
    expect(await probeCertificate({ caPem: null }, endpoint)).toMatchObject({
      fingerprint: fingerprintOf(MINE.cert),
    });
    expect(server.plainText()).not.toMatch(/LOGIN|AUTH/iu);
    expect(server.secret()).toBe('');
  });

  it.each([
    ['offers no encryption', { offers: false }],
    ['says more behind its agreement', { injected: '* OK [CAPABILITY AUTH=PLAIN]\r\n' }],
  ])('gives up on a server that %s', async (_what, options) => {
    for (const protocol of ['imap', 'smtp'] as const) {
      const server = await started(startStartTlsServer(protocol, MINE, options));
      const endpoint = { protocol, host: 'localhost', port: server.port, security: 'starttls' } as const;
      await expect(probeCertificate({ caPem: null }, endpoint)).rejects.toMatchObject({
        code: 'network',
        details: { step: 'tls' },
      });
    }
  });

  it('says when nobody is there', async () => {
    const { imap } = accountAt({ port: 1, security: 'tls' }, null);
    await expect(probeCertificate({ caPem: null }, imap)).rejects.toMatchObject({
      code: 'network',
      details: { step: 'connect' },
    });
  });
});

describe('the steps before a login for which there is no token', () => {
  const reach = async (port: number, pin: string | null) => {
    const checks = await testReach(accountAt({ port, security: 'tls' }, pin));
    return checks.map(({ check, ok }) => `${check} ${ok ? 'ok' : 'failed'}`);
  };

  it.each([
    ['nobody vouches for the certificate', null, 'tls failed'],
    ['it was accepted', MINE.cert, 'tls ok'],
    ['another one was accepted', OTHER.cert, 'tls failed'],
  ])('say whether the encryption can be trusted when %s, and say nothing inside', async (_how, pin, tls) => {
    const server = await started(startTlsServer(MINE));
    expect(await reach(server.port, pin)).toEqual(['dns ok', 'connect ok', tls]);
    expect(server.secret()).toBe('');
  });

  it('stop where nobody listens', async () => {
    expect(await reach(1, null)).toEqual(['dns ok', 'connect failed']);
  });
});

describe('an accepted certificate', () => {
  it('is trusted although nobody vouches for it, whatever name it has', async () => {
    const server = await started(startTlsServer(MINE));
    const failure = await tryImap(accountAt({ port: server.port, security: 'tls' }, MINE.cert)).catch(
      (error: unknown) => error,
    );
    // The server goes no further than its greeting: what counts is that the client went on inside the encryption.
    expect(failure).not.toMatchObject({ details: { step: 'tls' } });
    expect(server.secret()).not.toBe('');
  });

  it.each([
    ['without acceptance', null, /cannot be trusted/u],
    ['when another one was accepted', OTHER.cert, /another certificate than the one that you accepted/u],
  ])('is refused %s, before a byte is said inside', async (_what, pin, words) => {
    const direct = await started(startTlsServer(MINE));
    await expect(tryImap(accountAt({ port: direct.port, security: 'tls' }, pin))).rejects.toMatchObject({
      code: 'network',
      message: words,
      details: { step: 'tls' },
    });
    expect(direct.secret()).toBe('');

    const upgraded = await started(startStartTlsServer('imap', MINE));
    await expect(
      tryImap(accountAt({ port: upgraded.port, security: 'starttls' }, pin)),
    ).rejects.toMatchObject({ message: words });
    expect(upgraded.secret()).toBe('');
    expect(upgraded.plainText()).not.toMatch(/LOGIN|AUTHENTICATE|planted/iu);

    const sending = await started(startStartTlsServer('smtp', MINE));
    const account = accountAt({ port: sending.port, security: 'starttls' }, pin);
    await expect(
      checkSmtp(account, account.smtp ?? account.imap, SECRET, { timeouts: TIMEOUTS }),
    ).rejects.toMatchObject({ message: words });
    expect(sending.secret()).toBe('');
    expect(sending.plainText()).not.toMatch(/AUTH|planted/iu);
  });

  it('blocks as soon as the server shows another one', async () => {
    const server = await started(startTlsServer(MINE));
    const account = accountAt({ port: server.port, security: 'tls' }, MINE.cert);
    await tryImap(account).catch(() => undefined);
    const before = server.secret();
    server.show(OTHER);
    await expect(tryImap(account)).rejects.toMatchObject({
      details: { step: 'tls', certificate: 'CHANGED' },
    });
    expect(server.secret()).toBe(before);
  });
});

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

describe.skipIf(!available)('with a real Dovecot', () => {
  it('a mailbox works with its certificate accepted and no authority given', async () => {
    const server: Dovecot = await startDovecot();
    try {
      const { alice } = server.users;
      const account = accountOf(server, alice, { caPem: null });
      const shown = await probeCertificate({ caPem: null }, account.imap);
      expect(shown.problem).not.toBeNull();
      expect((await probeCertificate({ caPem: server.caPem }, account.imap)).problem).toBeNull();
      const pinned = { ...account, pins: { imap: shown.pem, smtp: shown.pem } };
      const checks = await testMailAccount(pinned, secretOf(alice));
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      const reused = await testMailAccount(
        { ...pinned, pins: { imap: MINE.cert, smtp: null } },
        secretOf(alice),
      );
      expect(reused.find(({ check }) => check === 'tls')).toMatchObject({ ok: false });
    } finally {
      await server.stop();
    }
  });
});
