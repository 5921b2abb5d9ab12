import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import { type ReadStep, readPages } from '../../../../electron/engine/connectors/tryton/read-steps.ts';
import {
  changedSince,
  readPlace,
  writePlace,
} from '../../../../electron/engine/connectors/tryton/read-window.ts';
import { timeTag } from '../../../../electron/engine/connectors/tryton/tagged-values.ts';
import { rowsOf, type TrytonReader } from '../../../../electron/engine/connectors/tryton/tryton-reader.ts';

const BEGAN = '2026-11-22T03:30:37.000000Z';
const STOP = new AbortController().signal;

/** Records are ids only; a condition is looked at for the id it goes on from. */
function readerOf(ids: readonly number[], pageSize: number): TrytonReader {
  return {
    pageSize,
    company: { id: 1, name: 'Books', currencyId: 1, baseCurrency: 'EUR' },
    async ids(_model, condition, limit) {
      const [[, , last]] = condition as readonly [readonly [string, string, number]];
      return ids.filter((id) => id > last).slice(0, limit ?? undefined);
    },
    count: async () => ids.length,
    rows: async () => [],
    fieldsOf: async () => new Set(),
    greet: async () => ({ version: '6.0', clock: BEGAN }),
  };
}

const stepOver = (seen: number[], whole = true): ReadStep => ({
  model: 'any',
  condition: [],
  whole,
  async read(ids) {
    seen.push(...ids);
    return { records: [], tombstones: [], bad: [] };
  },
});

describe('reading step by step', () => {
  it('comes by every record once, wherever it is cut off and goes on', async () => {
    const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        someIds,
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.nat(3)),
        async (drawn, pageSize, cuts) => {
          const ids = drawn.toSorted((one, other) => one - other);
          const seen: number[] = [];
          const steps = [stepOver(seen), stepOver(seen)];
          let cursor: string | null = null;
          for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
            let pages = 0;
            for await (const page of readPages('invoice', steps, readerOf(ids, pageSize), cursor, STOP)) {
              cursor = page.next;
              pages += 1;
              if (pages > cut) break;
            }
            if (cursor !== null && readPlace(cursor).began === null) break;
          }
          expect(seen).toEqual([...ids, ...ids]);
          expect(readPlace(cursor ?? '')).toMatchObject({ since: BEGAN, began: null });
        },
      ),
    );
  });

  it('has a page even when there is nothing, so that the place is kept', async () => {
    const pages = [];
    for await (const page of readPages('invoice', [stepOver([])], readerOf([], 5), null, STOP))
      pages.push(page);
    expect(pages).toMatchObject([{ records: [], expected: 0 }]);
  });

  it('takes the steps that only find changes when it is no full read', async () => {
    const [own, touched]: [number[], number[]] = [[], []];
    const steps = [stepOver(own), stepOver(touched, false)];
    let cursor = '';
    for await (const page of readPages('invoice', steps, readerOf([1, 2], 5), null, STOP)) cursor = page.next;
    expect([own, touched]).toEqual([[1, 2], []]);
    for await (const page of readPages('invoice', steps, readerOf([1, 2], 5), cursor, STOP))
      cursor = page.next;
    expect([own, touched]).toEqual([
      [1, 2, 1, 2],
      [1, 2],
    ]);
  });
});

describe('how much there is', () => {
  it('counts from where the read goes on, and each page says how much of it it went through', async () => {
    const steps = [stepOver([]), stepOver([])];
    const asked: unknown[] = [];
    const reader: TrytonReader = {
      ...readerOf([1, 2, 3], 2),
      async count(_model, condition) {
        asked.push(condition);
        return 3;
      },
    };
    const pages = [];
    for await (const page of readPages('invoice', steps, reader, null, STOP)) pages.push(page);
    expect(pages.map(({ passed, expected }) => [passed, expected])).toEqual([
      [2, 6],
      [1, 6],
      [2, 6],
      [1, 6],
    ]);
    asked.length = 0;
    for await (const _page of readPages('invoice', steps, reader, pages[2]?.next ?? null, STOP)) break;
    expect(asked).toEqual([[['id', '>', 2]]]);
  });
});

describe('the books of another company', () => {
  it('are not read where those of the first one were: the user was given another current company', async () => {
    let cursor = '';
    for await (const page of readPages('invoice', [stepOver([])], readerOf([1], 5), null, STOP))
      cursor = page.next;
    const moved: TrytonReader = {
      ...readerOf([1], 5),
      company: { id: 2, name: 'Gulf branch', currencyId: 1, baseCurrency: 'KWD' },
    };
    const read = async () => {
      for await (const _page of readPages('invoice', [stepOver([])], moved, cursor, STOP)) break;
    };
    await expect(read()).rejects.toMatchObject({
      details: { reason: 'forbidden' },
      message: expect.stringContaining('Gulf branch'),
    });
  });
});

describe('rows that belong to other records', () => {
  it('come in as many answers as it takes, each once, however many there are', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ id: new LosslessNumber(String(index + 1)) }));
    const limits: (number | undefined)[] = [];
    const reader: TrytonReader = {
      ...readerOf([], 5),
      async rows(_model, condition, _fields, _signal, limit) {
        limits.push(limit);
        const [[, , last]] = condition as readonly [readonly [string, string, number]];
        return rows.filter(({ id }) => Number(id) > last).slice(0, limit);
      },
    };
    expect(await rowsOf(reader, 'account.move.line', 'party', [7], ['party'], STOP)).toEqual(rows);
    expect(limits).toHaveLength(3);
    expect(limits).not.toContain(undefined);
  });
});

describe('the place of a read', () => {
  it('is written and read back', () => {
    const place = { since: null, began: BEGAN, step: 1, lastId: 17 };
    expect(readPlace(writePlace(place))).toMatchObject(place);
  });

  it.each(['', '{}', '{"v":9}', '[1]', 'null'])('is not known from %o: all is read again', (text) => {
    let reason: unknown = null;
    try {
      readPlace(text);
    } catch (error) {
      reason = failureReason(error);
    }
    expect(reason).toBe('cursor_too_old');
  });
});

describe('the condition for changes', () => {
  it('looks back five minutes, and dates what was never changed by its creation', () => {
    const from = timeTag('2026-11-22T03:25:37.000123Z');
    expect(changedSince('2026-11-22T03:30:37.000123Z')).toEqual([
      [
        'OR',
        ['write_date', '>', from],
        [
          ['write_date', '=', null],
          ['create_date', '>', from],
        ],
      ],
    ]);
  });

  it('is none for a full read', () => {
    expect(changedSince(null)).toEqual([]);
  });
});
