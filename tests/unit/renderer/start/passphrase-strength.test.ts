import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_PASSPHRASE, passphraseHint } from '../../../../renderer/features/start/passphrase-strength.ts';

const strengthOf = (passphrase: string) => passphraseHint(passphrase).strength;

describe('the hint on a passphrase', () => {
  it('counts the characters that are still missing', () => {
    expect(passphraseHint('abcdefg').text).toBe('At least 10 characters; 3 more to go.');
  });

  it('counts a character outside of the first plane once', () => {
    expect(strengthOf('🦊'.repeat(MIN_PASSPHRASE - 1))).toBe('short');
    expect(strengthOf('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵')).not.toBe('short');
  });

  it.each(['password1234', 'qwertyqwerty', 'aaaaaaaaaaaaaaaa', 'abababababab', '1234567890', 'welcome2026'])(
    'calls %s weak',
    (passphrase) => {
      expect(strengthOf(passphrase)).toBe('weak');
    },
  );

  it('calls three words weak, five fair, six strong', () => {
    expect(strengthOf('maple orbit kettle')).toBe('weak');
    expect(strengthOf('maple orbit kettle seven anchor')).toBe('fair');
    expect(strengthOf('maple orbit kettle seven anchor violin')).toBe('strong');
  });

  it('does not count a repeated word', () => {
    expect(strengthOf('maple maple maple maple maple orbit kettle')).toBe('weak');
  });

  it('calls random characters strong', () => {
    expect(strengthOf('x7$Kq!2vR9@mWz')).toBe('strong');
  });

  it('never calls a passphrase weaker for one more unrelated word', () => {
    const order = ['short', 'weak', 'fair', 'strong'];
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{5,9}$/), { minLength: 4, maxLength: 7 });
    fc.assert(
      fc.property(words, (list) => {
        const before = order.indexOf(strengthOf(list.slice(0, -1).join(' ')));
        const after = order.indexOf(strengthOf(list.join(' ')));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
