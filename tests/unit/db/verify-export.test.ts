import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportLastLine, exportLine } from '../../../electron/engine/db/touchpoint-log/export-lines.ts';
import { verifyExport } from '../../../electron/engine/db/touchpoint-log/verify-export.ts';
import { forged, sampleChain, sampleExport } from '../../support/storage/log-samples.ts';

const SIZE = 8;
const lines = sampleExport(SIZE);
const anyEntryLine = fc.nat({ max: SIZE - 1 });
const anyLine = fc.nat({ max: SIZE });

const replaced = (index: number, line: string) => lines.map((old, at) => (at === index ? line : old));
const edited = (index: number, change: (entry: Record<string, unknown>) => object) =>
  replaced(index, JSON.stringify(change(JSON.parse(lines[index] ?? ''))));

describe('an exported log', () => {
  it('holds when nothing was touched', async () => {
    const chain = sampleChain(SIZE);
    expect(await verifyExport(lines)).toEqual({
      ok: true,
      entries: SIZE,
      complete: true,
      head: { seq: SIZE, hash: chain.at(-1)?.hash },
    });
  });

  it('holds when it is empty, as of a new workspace', async () => {
    expect(await verifyExport(sampleExport(0))).toEqual({
      ok: true,
      entries: 0,
      complete: true,
      head: { seq: 0, hash: '0'.repeat(64) },
    });
  });

  it('holds when another program wrote the same lines with other spacing and order of names', async () => {
    const rewritten = lines.map((line) => {
      const members = Object.entries(JSON.parse(line)).reverse();
      return JSON.stringify(Object.fromEntries(members), null, 1).replaceAll('\n', '');
    });
    expect((await verifyExport(rewritten)).ok).toBe(true);
  });

  it('holds with an empty line at the very end', async () => {
    expect((await verifyExport([...lines, ''])).ok).toBe(true);
  });

  it('is read from a stream', async () => {
    async function* stream() {
      yield* lines;
    }
    expect((await verifyExport(stream())).ok).toBe(true);
  });
});

describe('a change in an exported log is found', () => {
  it('names the missing last line when the file ends with an empty one', async () => {
    const check = await verifyExport([...lines.slice(0, -1), '']);
    expect(check).toMatchObject({ ok: false, firstBad: { seq: SIZE + 1 } });
    expect(check.firstBad?.reason).toContain('the line that holds its head');
  });

  const fields = [
    'seq',
    'id',
    'at',
    'actor',
    'kind',
    'account',
    'payload',
    'salt',
    'payloadHash',
    'prev',
    'hash',
  ];

  it('whichever field of whichever entry it is in', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyEntryLine,
        fc.constantFrom(...fields),
        fc.jsonValue(),
        async (index, field, value) => {
          const before = JSON.parse(lines[index] ?? '')[field];
          fc.pre(JSON.stringify(value) !== JSON.stringify(before));
          const check = await verifyExport(edited(index, (entry) => ({ ...entry, [field]: value })));
          expect(check).toMatchObject({ ok: false, complete: false, firstBad: { seq: expect.any(Number) } });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('when one character inside a value became another', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLine,
        fc.nat(),
        fc.constantFrom('0', 'f', 'x', ' ', '"', '\\', 'é'),
        async (index, at, by) => {
          const line = lines[index] ?? '';
          const position = at % line.length;
          const changed = line.slice(0, position) + by + line.slice(position + 1);
          fc.pre(!sameJson(changed, line));
          expect((await verifyExport(replaced(index, changed))).ok).toBe(false);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('when the line was cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, fc.nat(), async (index, at) => {
        const line = lines[index] ?? '';
        expect((await verifyExport(replaced(index, line.slice(0, at % line.length)))).ok).toBe(false);
      }),
    );
  });

  it('when a name was added, removed, or stands twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntryLine, fc.constantFrom(...fields), async (index, field) => {
        const line = lines[index] ?? '';
        const entry = JSON.parse(line);
        const doubled = `{"${field}":${JSON.stringify(entry[field])},${line.slice(1)}`;
        const { [field]: _, ...without } = entry;
        for (const changed of [doubled, JSON.stringify(without), JSON.stringify({ ...entry, note: 'x' })]) {
          expect((await verifyExport(replaced(index, changed))).ok).toBe(false);
        }
      }),
    );
  });

  it('when entries were taken out, doubled, swapped, or put in from elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntryLine, anyEntryLine, async (one, other) => {
        const line = lines[one] ?? '';
        const removed = lines.filter((_, at) => at !== one);
        const doubled = lines.toSpliced(other, 0, line);
        expect((await verifyExport(removed)).ok).toBe(false);
        expect((await verifyExport(doubled)).ok).toBe(false);
        if (one === other) return;
        const swapped = lines.map((old, at) => (at === one ? lines[other] : at === other ? line : old) ?? '');
        expect((await verifyExport(swapped)).ok).toBe(false);
      }),
    );
  });

  it('when the last lines are missing', async () => {
    for (let kept = 0; kept <= SIZE; kept++) {
      expect(await verifyExport(lines.slice(0, kept))).toMatchObject({
        ok: false,
        head: null,
        firstBad: { seq: kept + 1 },
      });
    }
  });
});

describe('the first bad entry is named with a reason that people understand', () => {
  it.each([
    ['a changed text', edited(2, (e) => ({ ...e, payload: { summary: 'Paid' } })), 3, /content was changed/],
    ['a changed actor', edited(4, (e) => ({ ...e, actor: 'Someone else' })), 5, /actor/],
    [
      'a changed id',
      edited(4, (e) => ({ ...e, id: '00000000-0000-8000-8000-000000000000' })),
      5,
      /id was changed/,
    ],
    ['a missing entry', lines.toSpliced(3, 1), 4, /entry 4 is missing/],
    ['a doubled entry', lines.toSpliced(3, 0, lines[2] ?? ''), 3, /twice or out of order/],
    ['a cut line', replaced(5, '{"seq":6,"id'), 6, /no JSON/],
    ['entries missing at the end', lines.toSpliced(6, 2), 7, /entries 7 to 8 are missing/],
    ['no last line', lines.slice(0, SIZE), 9, /cut off/],
    ['a line behind the last', [...lines, lines[0] ?? ''], 9, /after the last line/],
    ['another head', replaced(SIZE, exportLastLine({ seq: SIZE, hash: 'a'.repeat(64) })), 8, /last line/],
    [
      'an older head',
      replaced(SIZE, exportLastLine({ seq: 5, hash: sampleChain(5).at(-1)?.hash ?? '' })),
      8,
      /ends with entry 5/,
    ],
    ['an empty file', [], 1, /cut off/],
  ] as const)('%s', async (_, changed, seq, reason) => {
    expect((await verifyExport(changed)).firstBad).toEqual({ seq, reason: expect.stringMatching(reason) });
  });

  it('an entry forged together with its hashes breaks the link of the next one', async () => {
    const forgery = exportLine(forged(sampleChain(SIZE)[3], { actor: 'Someone else' }));
    expect((await verifyExport(replaced(3, forgery))).firstBad).toEqual({
      seq: 5,
      reason: expect.stringContaining('does not follow from entry 4'),
    });
  });

  it('a forged last entry does not fit the last line', async () => {
    const forgery = exportLine(forged(sampleChain(SIZE).at(-1), { payload: { summary: 'Paid' } }));
    expect((await verifyExport(replaced(SIZE - 1, forgery))).firstBad).toMatchObject({ seq: SIZE });
  });

  it('an entry with another link, however well forged, does not follow from the one before', async () => {
    const forgery = exportLine(forged(sampleChain(SIZE)[3], { prev: 'b'.repeat(64) }));
    expect((await verifyExport(replaced(3, forgery))).firstBad).toMatchObject({ seq: 4 });
  });
});

describe('a filtered export', () => {
  const chain = sampleChain(SIZE);
  const head = { seq: SIZE, hash: chain.at(-1)?.hash ?? '' };
  const some = chain.filter(({ seq }) => [2, 3, 6].includes(seq));
  const filtered = [
    ...some.map(exportLine),
    exportLastLine(head, { filter: { account: 'account-1' }, entries: 3 }),
  ];

  it('holds with its gaps, and says that it is not the whole log', async () => {
    expect(await verifyExport(filtered)).toEqual({ ok: true, entries: 3, complete: false, head });
  });

  it('still shows a change, a wrong order, a removed line and a broken link', async () => {
    const [two = '', three = '', six = '', last = ''] = filtered;
    const changed = JSON.stringify({ ...JSON.parse(three), actor: 'x' });
    for (const [seq, bad] of [
      [3, [two, changed, six, last]],
      [2, [three, two, six, last]],
      [4, [two, three, last]],
    ] as const) {
      expect(await verifyExport(bad)).toMatchObject({ ok: false, firstBad: { seq } });
    }
  });

  it('cannot pass for the whole log by dropping the filter from its last line', async () => {
    const check = await verifyExport([...filtered.slice(0, 3), exportLastLine(head)]);
    expect(check.firstBad).toEqual({ seq: 1, reason: expect.stringContaining('entry 1 is missing') });
  });
});

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return false;
  }
}
