import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { ENTRY_LENGTH, inParts } from '../../../electron/engine/secrets/secret-parts.ts';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';

/** What one entry of the Windows credential store holds, at two bytes a character. */
const WINDOWS_LIMIT = 2_560;

interface LimitedStore extends SecretStore {
  readonly entries: ReadonlyMap<string, string>;
  /** After so many more writes and deletes the store is gone. */
  failAfter(calls: number): void;
}

/** A store like that of Windows: it refuses what is too long. */
function limitedStore(): LimitedStore {
  const entries = new Map<string, string>();
  let left = Number.POSITIVE_INFINITY;
  const call = () => {
    if (left-- <= 0) throw new Error('The store is gone.');
  };
  return {
    entries,
    failAfter(calls) {
      left = calls;
    },
    get: async (name) => entries.get(name) ?? null,
    set: async (name, value) => {
      call();
      if (value.length * 2 > WINDOWS_LIMIT) throw new Error('The entry is too long.');
      entries.set(name, value);
    },
    delete: async (name) => {
      call();
      return entries.delete(name);
    },
  };
}

const long = (letter: string, length = 4_096) => letter.repeat(length);

describe('a secret in a store whose entries are short', () => {
  it('is one entry as it is while it fits', async () => {
    const store = limitedStore();
    await inParts(store).set('a', 'wonderland');
    expect([...store.entries]).toEqual([['a', 'wonderland']]);
    expect(await inParts(store).get('a')).toBe('wonderland');
  });

  it('comes back whole, whatever its length and letters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 9_000, size: 'max' }), async (value) => {
        const store = limitedStore();
        await inParts(store).set('a', value);
        expect(await inParts(store).get('a')).toBe(value);
        expect(await inParts(store).delete('a')).toBe(true);
        expect([...store.entries]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([ENTRY_LENGTH - 1, ENTRY_LENGTH, ENTRY_LENGTH + 1, 4_096, 4 * ENTRY_LENGTH])(
    'of %i characters survives',
    async (length) => {
      const store = limitedStore();
      await inParts(store).set('a', long('ü', length));
      expect(await inParts(store).get('a')).toBe(long('ü', length));
    },
  );

  it('that looks like the entry of one in parts is still only a secret', async () => {
    const store = limitedStore();
    const value = `duebook-parts:1:a:1:${long('0', 64)}`;
    await inParts(store).set('a', value);
    expect(await inParts(store).get('a')).toBe(value);
  });

  it('leaves nothing of the one before, longer or shorter', async () => {
    const store = limitedStore();
    const parts = inParts(store);
    for (const value of [long('x'), long('y', 9_000), long('z', 2_000), 'short', long('w')]) {
      await parts.set('a', value);
      expect(await parts.get('a')).toBe(value);
    }
    const kept = Math.ceil((4_096 * 4) / 3 / ENTRY_LENGTH);
    expect(store.entries.size).toBe(kept + 1);
  });

  it('is the old one or the new one after an interruption at any point, never a mixture', async () => {
    const [old, next] = [long('o'), long('n', 5_000)];
    for (let calls = 0; ; calls += 1) {
      const store = limitedStore();
      await inParts(store).set('a', old);
      store.failAfter(calls);
      const ended = await inParts(store)
        .set('a', next)
        .then(() => true)
        .catch(() => false);
      const found = await inParts(store).get('a');
      expect(found === old || found === next, `after ${calls} calls`).toBe(true);
      if (ended) expect(found).toBe(next);
      store.failAfter(Number.POSITIVE_INFINITY);
      await inParts(store).set('a', next);
      expect(await inParts(store).get('a')).toBe(next);
      await inParts(store).delete('a');
      expect([...store.entries.keys()], `after ${calls} calls`).toEqual([]);
      if (ended) return;
    }
  });

  it('is missing after the first half of a first write', async () => {
    const store = limitedStore();
    store.failAfter(2);
    await expect(inParts(store).set('a', long('x'))).rejects.toThrow('The store is gone.');
    expect(await inParts(store).get('a')).toBeNull();
  });

  it.each([
    ['a part is gone', (entries: Map<string, string>) => entries.delete('a#a2')],
    ['a part is another', (entries: Map<string, string>) => entries.set('a#a2', 'eHh4eA')],
    ['parts changed places', swapped],
    ['its entry counts too few', fewer],
    ['its entry is broken', (entries: Map<string, string>) => entries.set('a', 'duebook-parts:1:c:x')],
  ])('is missing when %s', async (_how, spoil) => {
    const store = limitedStore();
    await inParts(store).set('a', `${long('x', 2_000)}${long('y', 2_000)}`);
    spoil(store.entries as Map<string, string>);
    expect(await inParts(store).get('a')).toBeNull();
  });

  it('is gone with all its parts after an interrupted deletion that is repeated', async () => {
    for (let calls = 0; calls < 6; calls += 1) {
      const store = limitedStore();
      await inParts(store).set('a', long('x'));
      store.failAfter(calls);
      await inParts(store)
        .delete('a')
        .catch(() => false);
      store.failAfter(Number.POSITIVE_INFINITY);
      await inParts(store).delete('a');
      expect([...store.entries.keys()]).toEqual([]);
    }
  });

  it('does not touch its neighbours', async () => {
    const store = memorySecretStore();
    const parts = inParts(store);
    await parts.set('mailbox:1', long('x'));
    await parts.set('mailbox:1:2', long('y'));
    await parts.delete('mailbox:1');
    expect(await parts.get('mailbox:1:2')).toBe(long('y'));
  });

  it('is found by whoever reads while it is replaced', async () => {
    const store = limitedStore();
    const parts = inParts(store);
    await parts.set('a', long('o'));
    let reads = 0;
    const slow = inParts({
      ...store,
      get: async (name) => {
        const value = await store.get(name);
        if (reads++ === 0) await parts.set('a', long('n'));
        return value;
      },
    });
    expect(await slow.get('a')).toBe(long('n'));
  });
});

function swapped(entries: Map<string, string>): void {
  const [one, four] = [entries.get('a#a1') ?? '', entries.get('a#a4') ?? ''];
  entries.set('a#a1', four).set('a#a4', one);
}

function fewer(entries: Map<string, string>): void {
  entries.set('a', (entries.get('a') ?? '').replace(/:a:\d+:/u, ':a:2:'));
}
