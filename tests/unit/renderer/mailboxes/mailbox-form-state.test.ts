import { describe, expect, it } from 'vitest';
import { checkWords, mailboxState } from '../../../../renderer/features/mailboxes/check-words.ts';
import { guessServers } from '../../../../renderer/features/mailboxes/guess-servers.ts';
import { formProblems } from '../../../../renderer/features/mailboxes/mailbox-form-problems.ts';
import {
  EMPTY_FORM,
  formOf,
  mailboxChange,
  mailboxInput,
  serverUrl,
  withAddress,
  withSending,
  withServer,
  withUser,
} from '../../../../renderer/features/mailboxes/mailbox-form-state.ts';
import {
  type MailboxView,
  mailboxChangeSchema,
  mailboxInputSchema,
} from '../../../../shared/contract/mailboxes.ts';
import { MAILBOX } from './sample-mailbox.ts';

const typed = (address: string) => withAddress(EMPTY_FORM, address);
const whole = { ...typed('ines@halden.example'), password: 'secret' };

describe('guessing servers from an address', () => {
  it('takes the names that a company usually gives them', () => {
    const guess = guessServers('ines@halden.example');
    expect(guess?.imap).toEqual({ host: 'imap.halden.example', port: 993, security: 'tls' });
    expect(guess?.smtp).toEqual({ host: 'smtp.halden.example', port: 587, security: 'starttls' });
    expect(guess?.hint).toBeNull();
  });

  it('knows large providers, and what they ask for', () => {
    const guess = guessServers('Ines@GMAIL.com');
    expect(guess?.imap.host).toBe('imap.gmail.com');
    expect(guess?.hint).toMatch(/app password/iu);
  });

  it('guesses nothing before there is a whole domain', () => {
    for (const address of ['', 'ines', 'ines@', 'ines@halden', 'ines@halden.']) {
      expect(guessServers(address)).toBeNull();
    }
  });
});

describe('the state of a mailbox', () => {
  const mailbox = (part: Partial<MailboxView>) =>
    ({ hasSecret: true, lastCheck: null, reconnect: null, pause: null, ...part }) as MailboxView;
  const check = (ok: boolean) => ({ lastCheck: { ok, at: '2026-11-21T09:00:00.000Z' as never, checks: [] } });

  it('never says that it works before it was tested', () => {
    expect(mailboxState(mailbox({}))).toEqual({ text: 'not tested', tone: 'amber' });
    expect(mailboxState(mailbox(check(true)))).toEqual({ text: 'works', tone: 'neutral' });
    expect(mailboxState(mailbox(check(false)))).toEqual({ text: 'does not work', tone: 'red' });
  });

  it('says first that the password is missing, whatever an earlier test said', () => {
    expect(mailboxState(mailbox({ hasSecret: false, ...check(true) })).text).toBe('no password');
  });

  it('has a name and advice for every check', () => {
    for (const one of ['dns', 'connect', 'tls', 'login', 'drafts_folder', 'quota', 'smtp'] as const) {
      expect(checkWords(one).name).not.toBe('');
      expect(checkWords(one).advice).toMatch(/\.$/);
    }
  });
});

describe('the form', () => {
  it('follows the address as it is typed', () => {
    expect(typed('ines@halden.example').imap.host).toBe('imap.halden.example');
    expect(typed('ines@halden.example').user).toBe('ines@halden.example');
  });

  it('leaves alone what a person changed', () => {
    const changed = withUser(
      withServer(typed('ines@halden.example'), 'imap', { host: 'mail.corp.example' }),
      'ines',
    );
    const again = withAddress(changed, 'ines@other.example');
    expect(again.imap.host).toBe('mail.corp.example');
    expect(again.user).toBe('ines');
  });

  it('moves the port with the encryption, unless it is an own one', () => {
    const usual = withServer(whole, 'imap', { security: 'starttls' });
    expect(usual.imap.port).toBe('143');
    const own = withServer(withServer(whole, 'imap', { port: '1993' }), 'imap', { security: 'starttls' });
    expect(own.imap.port).toBe('1993');
  });

  it('guesses the sending server when it is wanted, and forgets it when not', () => {
    const sending = withSending(whole, true);
    expect(sending.smtp).toEqual({ host: 'smtp.halden.example', port: '587', security: 'starttls' });
    expect(withSending(sending, false).smtp).toBeNull();
  });
});

describe('what is wrong with the form', () => {
  it('is nothing when it is whole', () => expect(formProblems(whole)).toEqual({}));

  it('names every field that is missing', () => {
    expect(Object.keys(formProblems(EMPTY_FORM)).sort()).toEqual(['address', 'imapHost', 'password', 'user']);
  });

  it.each(['', '0', '65536', '99x', '-1'])('refuses the port "%s"', (port) => {
    expect(formProblems(withServer(whole, 'imap', { port })).imapPort).toBeDefined();
  });

  it('wants the name of the server alone', () => {
    expect(formProblems(withServer(whole, 'imap', { host: 'imaps://x.example' })).imapHost).toBeDefined();
  });

  it('looks at the sending server only if there is one', () => {
    expect(formProblems(withServer(withSending(whole, true), 'smtp', { host: '' })).smtpHost).toBeDefined();
    expect(formProblems(whole).smtpHost).toBeUndefined();
  });
});

describe('what is sent', () => {
  it('is what the contract takes', () => {
    expect(() => mailboxInputSchema.parse(mailboxInput(whole))).not.toThrow();
  });

  it('always says how it is encrypted', () => {
    expect(serverUrl('imap', { host: 'x.example', port: '993', security: 'tls' })).toBe(
      'imaps://x.example:993',
    );
    expect(serverUrl('smtp', { host: 'x.example', port: '587', security: 'starttls' })).toBe(
      'smtp+starttls://x.example:587',
    );
    expect(serverUrl('imap', { host: '::1', port: '993', security: 'tls' })).toBe('imaps://[::1]:993');
  });

  it('holds the password as it was typed, and nothing for empty fields', () => {
    const input = mailboxInput({ ...whole, password: '  with spaces ', displayName: ' ', draftsFolder: '' });
    expect(input.password).toBe('  with spaces ');
    expect(input).toMatchObject({ displayName: null, draftsFolder: null, smtpUrl: null });
  });
});

describe('the form of a mailbox that is there', () => {
  const mailbox: MailboxView = {
    ...MAILBOX,
    imap: { host: 'mail.halden.example', port: 1993, security: 'tls' },
    smtp: { host: 'mail.halden.example', port: 587, security: 'starttls' },
    user: 'ines',
    draftsFolder: 'INBOX.Entwürfe',
    hasCertificateAuthority: true,
  };

  it('changes nothing when nothing is typed', () => {
    const change = mailboxChangeSchema.parse(mailboxChange(mailbox.id, formOf(mailbox)));
    expect(change).toEqual({
      id: 'mb-1',
      displayName: null,
      imapUrl: 'imaps://mail.halden.example:1993',
      smtpUrl: 'smtp+starttls://mail.halden.example:587',
      user: 'ines',
      draftsFolder: 'INBOX.Entwürfe',
      sentFolder: null,
      provider: 'other',
      aliases: [],
      perMinute: 20,
      perDay: 400,
    });
  });

  it('says whether the certificate stays, goes or is another one', () => {
    const certificateOf = (certificate: ReturnType<typeof formOf>['certificate']) =>
      mailboxChange(mailbox.id, { ...formOf(mailbox), certificate }).certificateAuthority;
    expect(certificateOf('kept')).toBeUndefined();
    expect(certificateOf(null)).toBeNull();
    expect(certificateOf({ name: 'ca.pem', pem: 'PEM' })).toBe('PEM');
    expect(formOf({ ...mailbox, hasCertificateAuthority: false }).certificate).toBeNull();
  });

  it('needs a password only where none is kept', () => {
    expect(formProblems(formOf(mailbox), true)).toEqual({});
    expect(formProblems(formOf(mailbox), false)).toEqual({ password: 'Enter the password.' });
  });
});
