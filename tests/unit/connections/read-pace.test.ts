import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SyncEntity } from '../../../shared/domain/connections/connector-kinds.ts';
import { type PaceMark, readPace } from '../../../shared/domain/connections/read-pace.ts';
import {
  progressRemark,
  type ReadProgress,
  stageWords,
} from '../../../shared/domain/connections/read-progress.ts';

const ENTITIES: readonly SyncEntity[] = ['customer', 'invoice', 'payment'];
const mark = (changes: Partial<PaceMark>): PaceMark => ({
  stage: 'records',
  entity: 'invoice',
  done: 0,
  expected: null,
  at: 0,
  ...changes,
});

/** What is said last when these marks come one after the other. */
function told(
  marks: readonly Partial<PaceMark>[],
  { known = new Map<SyncEntity, number>(), whole = true } = {},
): ReadProgress | undefined {
  const pace = readPace({ entities: ENTITIES, known, whole });
  return marks.map((one) => pace(mark(one))).at(-1);
}

const remark = (...given: Parameters<typeof told>) => {
  const progress = told(...given);
  return progress === undefined ? '' : progressRemark(progress);
};

describe('the time that is left', () => {
  it('follows the pace of this run, and speaks of the part that is read where the rest is not known', () => {
    const system = [
      { done: 100, expected: 1_300, at: 0 },
      { done: 200, expected: 1_300, at: 10_000 },
    ];
    expect(remark(system)).toBe('about 2 minutes of invoices left');
    expect(
      remark([
        { done: 0, expected: 300 },
        { done: 100, expected: 300, at: 10_000 },
      ]),
    ).toBe('under a minute of invoices left');
  });

  it('counts in what comes after it, where the read before tells how much that is', () => {
    const known = new Map<SyncEntity, number>([
      ['customer', 50],
      ['invoice', 400],
      ['payment', 1_200],
    ]);
    const marks = [{ done: 0 }, { done: 200, at: 20_000 }];
    expect(told(marks, { known })).toMatchObject({
      done: 200,
      total: 400,
      told: 'last_read',
      left: { seconds: 140, part: false },
    });
    expect(remark(marks, { known })).toBe('about 2 minutes left, the total is that of the last read');
  });

  it('takes the number of the system itself before that of the last read', () => {
    const known = new Map<SyncEntity, number>([
      ['invoice', 400],
      ['payment', 0],
    ]);
    expect(told([{ done: 0, expected: 1_000 }], { known })).toMatchObject({ total: 1_000, told: 'system' });
  });

  it('says that the total is not known where nobody told one, and when the last one was passed', () => {
    expect(told([{ done: 80 }])).toMatchObject({ total: null, told: null, left: null });
    expect(remark([{ done: 80 }])).toBe('how many there are is not known');
    const known = new Map<SyncEntity, number>([['invoice', 50]]);
    expect(told([{ done: 80 }], { known })).toMatchObject({ total: null, told: null });
  });

  it('does not take the last whole read for the number of changes', () => {
    const known = new Map<SyncEntity, number>([['invoice', 5_000]]);
    expect(told([{ done: 80 }], { known, whole: false })).toMatchObject({ total: null, left: null });
  });

  it('is not guessed before enough was seen, and begins anew with each part', () => {
    const expected = 1_000;
    expect(
      told([
        { done: 0, expected },
        { done: 500, expected, at: 2_000 },
      ])?.left,
    ).toBeNull();
    expect(
      told([
        { done: 0, expected },
        { done: 5, expected, at: 9_000 },
      ])?.left,
    ).toBeNull();
    expect(
      told([
        { done: 0, expected },
        { done: expected, expected, at: 9_000 },
      ])?.left,
    ).toBeNull();
    const again = { entity: 'payment', done: 100, expected, at: 60_000 } as const;
    expect(told([{ done: 0, expected }, { done: 900, expected, at: 50_000 }, again])?.left).toBeNull();
  });

  it('never grows shorter by more being left', () => {
    const seconds = (all: number) =>
      told([
        { done: 0, expected: all },
        { done: 100, expected: all, at: 5_000 },
      ])?.left?.seconds ?? 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 10 ** 6 }),
        fc.integer({ min: 0, max: 10 ** 6 }),
        (all, more) => {
          expect(seconds(all + more)).toBeGreaterThanOrEqual(seconds(all));
        },
      ),
    );
  });
});

it('what is read is named, also when it is asked for a second time', () => {
  const words = (stage: ReadProgress['stage']) => stageWords({ stage, entity: 'credit_note' });
  expect(words('records')).toBe('credit notes');
  expect(words('open_again')).toBe('open credit notes once more');
  expect(words('ids')).toBe('which credit notes are still there');
});
