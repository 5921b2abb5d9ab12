import { describe, expect, it } from 'vitest';
import { savesSentOf } from '../../../electron/engine/services/mailboxes/saves-sent.ts';
import { PROVIDER_PRESETS } from '../../../shared/domain/mailboxes/provider-presets.ts';

const GMAIL = {
  provider: 'google',
  imapUrl: 'imaps://imap.gmail.com:993',
  smtpUrl: 'smtp+starttls://smtp.gmail.com:587',
};

describe('what a preset knows about copies of sent mail', () => {
  it.each([
    ['its own servers, on whatever port', GMAIL, 1],
    ['its own servers, in whatever spelling', { ...GMAIL, smtpUrl: 'smtps://SMTP.Gmail.com' }, 1],
    ['another sending server', { ...GMAIL, smtpUrl: 'smtps://relay.halden.example' }, null],
    ['another incoming server', { ...GMAIL, imapUrl: 'imaps://imap.halden.example' }, null],
    ['a server whose name only ends like it', { ...GMAIL, smtpUrl: 'smtps://not-smtp.gmail.com' }, null],
    ['no sending server', { ...GMAIL, smtpUrl: null }, null],
    ['another provider', { ...GMAIL, provider: 'gmx' }, null],
    ['no provider', { ...GMAIL, provider: undefined }, null],
    ['a provider that nobody knows any more', { ...GMAIL, provider: 'compuserve' }, null],
  ])('holds with %s', (_what, settings, known) => {
    expect(savesSentOf(settings)).toBe(known);
  });

  it('is what the preset says, for every one of them', () => {
    for (const { id, imap, smtp, savesSent } of PROVIDER_PRESETS) {
      const settings = {
        provider: id,
        imapUrl: `imaps://${imap.host}`,
        smtpUrl: `smtps://${smtp.host}`,
      };
      expect(savesSentOf(settings), id).toBe(savesSent === null ? null : Number(savesSent));
    }
  });

  it('refuses a server without encryption', () => {
    expect(() => savesSentOf({ ...GMAIL, smtpUrl: 'smtp://smtp.gmail.com' })).toThrow(/unencrypted/u);
  });
});
