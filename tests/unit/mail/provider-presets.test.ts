import { describe, expect, it } from 'vitest';
import { parseMailUrl } from '../../../electron/engine/mail/account/mail-endpoint.ts';
import { PROVIDER_IDS } from '../../../shared/domain/mailboxes/provider-preset.ts';
import {
  PROVIDER_PRESETS,
  presetForAddress,
  presetForMx,
  presetOf,
} from '../../../shared/domain/mailboxes/provider-presets.ts';

describe('the presets of mail providers', () => {
  it('are one for each provider but "other"', () => {
    expect([...PROVIDER_PRESETS.map(({ id }) => id), 'other'].sort()).toEqual([...PROVIDER_IDS].sort());
    expect(presetOf('other')).toBeNull();
  });

  describe.each(PROVIDER_PRESETS.map((preset) => [preset.name, preset] as const))('%s', (_name, preset) => {
    it('never lets a login travel unencrypted', () => {
      for (const protocol of ['imap', 'smtp'] as const) {
        const { host, port, security } = preset[protocol];
        expect(['tls', 'starttls']).toContain(security);
        // Ports on which mail programs used to speak in the clear, unless they demand STARTTLS.
        expect([25, 110, 143]).not.toContain(port);
        const scheme = security === 'tls' ? `${protocol}s` : `${protocol}+starttls`;
        expect(parseMailUrl(`${scheme}://${host}:${port}`, protocol)).toEqual({
          ...preset[protocol],
          protocol,
        });
      }
    });

    it('stays below what the provider allows, and names where that stands', () => {
      expect(preset.limits.perMinute).toBeGreaterThan(0);
      expect(preset.limits.perMinute).toBeLessThanOrEqual(20);
      expect(preset.limits.perDay).toBeGreaterThan(0);
      expect(preset.limits.perDay).toBeLessThanOrEqual(1000);
    });

    it('has sources with the day on which they were read', () => {
      expect(preset.page).toMatch(/^https:\/\//u);
      expect(preset.sources.length).toBeGreaterThan(0);
      for (const { url, read } of preset.sources) {
        expect(url).toMatch(/^https:\/\//u);
        if (read !== null) expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      }
      expect(preset.sources.some(({ read }) => read !== null)).toBe(true);
    });

    it('says how to log in', () => {
      expect(preset.logins.length).toBeGreaterThan(0);
      expect(preset.loginHint).not.toBe('');
      if (preset.logins.includes('app_password')) expect(preset.appPasswordPage).toMatch(/^https:\/\//u);
    });
  });

  it('has each domain once', () => {
    const domains = PROVIDER_PRESETS.flatMap((preset) => preset.domains);
    expect(new Set(domains).size).toBe(domains.length);
  });

  it('offers no password where the provider takes none any more', () => {
    for (const id of ['microsoft365', 'outlook'] as const)
      expect(presetOf(id)?.logins).toEqual(['microsoft']);
    expect(presetOf('microsoft365')?.smtp).toEqual({
      host: 'smtp.office365.com',
      port: 587,
      security: 'starttls',
    });
  });

  it.each([
    ['ines@gmail.com', 'google'],
    ['Ines@GMX.de ', 'gmx'],
    ['ines@hotmail.com', 'outlook'],
    ['ines@halden.example', undefined],
    ['ines@notgmail.com', undefined],
    ['gmail.com@halden.example', undefined],
  ])('knows the provider of %s', (address, id) => {
    expect(presetForAddress(address)?.id).toBe(id);
  });

  it.each([
    [['aspmx.l.google.com.'], 'google'],
    [['halden-example.mail.protection.outlook.com'], 'microsoft365'],
    [['outlook-com.olc.protection.outlook.com'], 'outlook'],
    [['in1-smtp.messagingengine.com'], 'fastmail'],
    [['mx.halden.example', 'alt1.aspmx.l.google.com'], 'google'],
    [['evil-google.com'], undefined],
    [[], undefined],
  ])('knows the provider behind the mail hosts %j', (hosts, id) => {
    expect(presetForMx(hosts)?.id).toBe(id);
  });
});
