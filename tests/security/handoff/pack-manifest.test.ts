import { beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/domain/dates.ts';
import { manifestOf, packOf, SIGNED_FILES } from '../../support/handoff/pack-attacks.ts';
import { listOf, type PackBench, packBench } from '../../support/handoff/pack-bench.ts';

let bench: PackBench;
beforeAll(async () => {
  bench = await packBench();
});

describe('the manifest', () => {
  const refusedWith = async (manifest: string | Uint8Array) =>
    bench.refusal(await packOf(bench, SIGNED_FILES, manifest));
  const changed = (change: (manifest: Record<string, unknown>) => void): string => {
    const manifest: Record<string, unknown> = JSON.parse(JSON.stringify(manifestOf(bench, SIGNED_FILES)));
    change(manifest);
    return JSON.stringify(manifest);
  };

  it('is taken as it is, unmeddled', async () => {
    const pack = await packOf(bench, SIGNED_FILES, JSON.stringify(manifestOf(bench, SIGNED_FILES)));
    expect((await bench.open(pack)).manifest.id).toBe('h-1');
  });

  it('of a newer format asks for a newer Duebook, whatever else it says', async () => {
    const error = await refusedWith('{"format":2,"kind":"swap","more":[1,2,3]}');
    expect(error.code).toBe('newer_version');
    expect(error.details).toEqual({ found: 2, known: 1 });
  });

  it.each<[string, (manifest: Record<string, unknown>) => void]>([
    ['an unknown field', (manifest) => Object.assign(manifest, { extra: 1 })],
    ['an unknown kind', (manifest) => Object.assign(manifest, { kind: 'gift' })],
    ['format 0', (manifest) => Object.assign(manifest, { format: 0 })],
    ['format "1"', (manifest) => Object.assign(manifest, { format: '1' })],
    ['no sender', (manifest) => Object.assign(manifest, { sender: null })],
    ['no recipient at all', (manifest) => delete manifest.recipient],
    ['a day that does not exist', (manifest) => Object.assign(manifest, { expiresOn: '2026-02-30' })],
    [
      'a window that ends before it begins',
      (manifest) => Object.assign(manifest, { window: { from: '2026-12-02', to: '2026-12-01' } }),
    ],
    ['a handoff that answers another', (manifest) => Object.assign(manifest, { handoff: 'h-9' })],
    [
      'a currency that is none',
      (manifest) =>
        Object.assign(manifest, { workspace: { id: 'w', name: 'n', currency: 'EURO', timeZone: 'UTC' } }),
    ],
    ['an id with a path in it', (manifest) => Object.assign(manifest, { id: '../h', handoff: '../h' })],
    ['a count below zero', (manifest) => Object.assign(manifest, { counts: { promises: -1 } })],
    ['a count of a strange name', (manifest) => Object.assign(manifest, { counts: { 'a b': 1 } })],
    [
      'a log that ends after its head',
      (manifest) =>
        Object.assign(manifest, { log: { id: 'w-1', fromSeq: 1, toSeq: 3, head: { seq: 2, hash: 'ab' } } }),
    ],
    [
      'too many handoffs above',
      (manifest) => Object.assign(manifest, { path: Array.from({ length: 17 }, (_, index) => `h-${index}`) }),
    ],
    [
      'a file outside',
      (manifest) => Object.assign(manifest, { files: [{ path: '../x', size: 1, sha256: 'a'.repeat(64) }] }),
    ],
    [
      'itself as a file',
      (manifest) =>
        Object.assign(manifest, { files: [{ path: 'manifest.json', size: 1, sha256: 'a'.repeat(64) }] }),
    ],
    [
      'a hash in capitals',
      (manifest) => Object.assign(manifest, { files: [{ path: 'x', size: 1, sha256: 'A'.repeat(64) }] }),
    ],
    [
      'a file twice',
      (manifest) => Object.assign(manifest, { files: [...listOf(SIGNED_FILES), ...listOf(SIGNED_FILES)] }),
    ],
  ])('with %s is refused', async (_what, change) => {
    expect((await refusedWith(changed(change))).code).toBe('bad_pack');
  });

  it('is refused when it could be read in two ways', async () => {
    const genuine = JSON.stringify(manifestOf(bench, SIGNED_FILES));
    const doubled = genuine.replace(
      '"expiresOn":"2026-12-06"',
      '"expiresOn":"2036-12-06","expiresOn":"2026-12-06"',
    );
    const spelled = genuine.replace('"format":1', '"format":1.0');
    const spaced = `${genuine}\n`;
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(manifestOf(bench, SIGNED_FILES)).reverse()),
    );
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(genuine)]);
    const proto = genuine.replace('"counts":{', '"__proto__":{"kind":"return"},"counts":{');
    for (const manifest of [doubled, spelled, spaced, reordered, marked, proto]) {
      expect((await refusedWith(manifest)).code).toBe('bad_pack');
    }
  });

  it.each([
    ['nothing', ''],
    ['words', 'no JSON'],
    ['null', 'null'],
    ['a list', '[]'],
    ['half of it', '{"format":1,"kind":'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a million brackets', '['.repeat(1_000_000)],
    ['a million objects in each other', `${'{"format":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
  ])('of %s is refused', async (_what, manifest) => {
    expect((await refusedWith(manifest)).code).toBe('bad_pack');
  });

  it('larger than 8 MB is refused before it is read', async () => {
    const error = await refusedWith(
      changed((manifest) => Object.assign(manifest, { more: 'x'.repeat(9 << 20) })),
    );
    expect(error.message).toContain('too large');
  });

  it('with a time that no clock of ours writes is refused', async () => {
    for (const createdAt of [
      '2026-11-22',
      '2026-11-22T09:00:00Z',
      '2026-11-22T09:00:00.000+01:00',
      'now',
    ] as Instant[]) {
      expect((await refusedWith(changed((manifest) => Object.assign(manifest, { createdAt })))).code).toBe(
        'bad_pack',
      );
    }
  });
});
