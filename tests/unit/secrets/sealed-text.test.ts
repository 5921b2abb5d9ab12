import { describe, expect, it } from 'vitest';
import { openSealedText, sealedTextSchema, sealText } from '../../../electron/engine/secrets/sealed-text.ts';

/** The smallest that a file may name: the tests seal often. */
const CHEAP = { memoryKiB: 8_192, passes: 1, lanes: 1 };
const TEXT = 'AGE-SECRET-KEY-1 and another one — ü';

describe('a text under a passphrase', () => {
  it('opens with the passphrase and the name that it was sealed with', async () => {
    const sealed = await sealText(TEXT, 'rain on the harbour', 'person:p-1', CHEAP);
    expect(sealedTextSchema.parse(JSON.parse(JSON.stringify(sealed)))).toEqual(sealed);
    expect(await openSealedText(sealed, 'rain on the harbour', 'person:p-1')).toBe(TEXT);
  });

  it('stays shut with another passphrase, under another name, and with a digit changed', async () => {
    const sealed = await sealText(TEXT, 'rain on the harbour', 'person:p-1', CHEAP);
    expect(await openSealedText(sealed, 'rain on the harbor', 'person:p-1')).toBeNull();
    expect(await openSealedText(sealed, 'rain on the harbour', 'person:p-2')).toBeNull();
    for (const field of ['sealed', 'tag', 'nonce'] as const) {
      const first = sealed[field].startsWith('0') ? '1' : '0';
      const changed = { ...sealed, [field]: first + sealed[field].slice(1) };
      expect(await openSealedText(changed, 'rain on the harbour', 'person:p-1'), field).toBeNull();
    }
  });

  it('looks different each time, and never shows a part of the text', async () => {
    const [one, two] = [await sealText(TEXT, 'x', 'n', CHEAP), await sealText(TEXT, 'x', 'n', CHEAP)];
    expect(one.sealed).not.toBe(two.sealed);
    expect(Buffer.from(one.sealed, 'hex').toString('utf8')).not.toContain('SECRET');
  });

  it('a file cannot ask for all the memory there is', async () => {
    const sealed = await sealText(TEXT, 'x', 'n', CHEAP);
    const greedy = { ...sealed, kdf: { ...sealed.kdf, memoryKiB: 2 ** 31 } };
    expect(sealedTextSchema.safeParse(greedy).success).toBe(false);
  });

  it('an empty passphrase is refused', async () => {
    await expect(sealText(TEXT, ' ', 'n', CHEAP)).rejects.toMatchObject({ code: 'validation' });
  });
});
