import { describe, expect, it } from 'vitest';
import { MAIL_CHECKS } from '../../../electron/engine/mail/account/test-account.ts';
import { mailboxInputSchema, mailboxSchema, mailCheckSchema } from '../../../shared/contract/mailboxes.ts';

const INPUT = {
  address: ' ines@halden.example ',
  imapUrl: 'imaps://imap.halden.example',
  user: 'ines@halden.example',
  password: 'pass word 7 ',
};

describe('the contract of mailboxes', () => {
  it('knows exactly the checks that the engine makes', () => {
    expect(mailCheckSchema.shape.check.options).toEqual(MAIL_CHECKS);
  });

  it('trims what a person pastes, but never the password', () => {
    expect(mailboxInputSchema.parse(INPUT)).toMatchObject({
      address: 'ines@halden.example',
      password: 'pass word 7 ',
      smtpUrl: null,
      draftsFolder: null,
    });
  });

  it.each([
    ['an empty password', { password: '' }],
    ['a password that would end the login line', { password: 'x\r\nA1 LOGOUT' }],
    ['a password with NUL', { password: 'x\u0000y' }],
    ['no address', { address: '' }],
    ['no server', { imapUrl: ' ' }],
  ])('refuses %s', (_what, changes) => {
    expect(mailboxInputSchema.safeParse({ ...INPUT, ...changes }).success).toBe(false);
  });

  it('has no place for a password in what the window is shown', () => {
    expect(Object.keys(mailboxSchema.shape)).not.toContain('password');
    expect(Object.keys(mailboxSchema.shape)).toContain('hasSecret');
  });
});
