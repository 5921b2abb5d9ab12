import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inParts } from '../../../../renderer/app/bulk/in-parts.ts';
import { byFormer } from '../../../../renderer/app/bulk/use-bulk.tsx';

const things = (count: number) => Array.from({ length: count }, (_, index) => index);
const never = () => false;
const nothing = () => {};

describe('work on many things', () => {
  it('is done part by part, in order, each thing once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (count, size) => {
        const { answers, done, error } = await inParts(things(count), async (part) => part, {
          ...{ size, onProgress: nothing, cancelled: never },
        });
        expect(answers.flat()).toEqual(things(count));
        expect(answers.every((part) => part.length <= size)).toBe(true);
        expect([done, error]).toEqual([count, null]);
      }),
    );
  });

  it('tells after each part how far it is', async () => {
    const told: number[] = [];
    await inParts(things(7), async () => null, {
      ...{ size: 3, cancelled: never, onProgress: (done: number) => void told.push(done) },
    });
    expect(told).toEqual([3, 6, 7]);
  });

  it('ends the part under way when it is cancelled, and begins no other', async () => {
    const told: number[] = [];
    const { answers, done, error } = await inParts(things(9), async (part) => part, {
      ...{ size: 3, cancelled: () => told.length === 2, onProgress: (done: number) => void told.push(done) },
    });
    expect(answers).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect([done, error]).toEqual([6, null]);
  });

  it('keeps what was done before a part failed', async () => {
    const failure = new Error('Another program is writing.');
    const work = async (part: number[]) => {
      if (part.includes(4)) throw failure;
      return part;
    };
    const ended = await inParts(things(9), work, { size: 3, onProgress: nothing, cancelled: never });
    expect(ended).toEqual({ answers: [[0, 1, 2]], done: 3, error: failure });
  });
});

describe('things with the same former value', () => {
  it('are put together, so that few writes take them back', () => {
    const former = [
      { id: 'a', owner: null },
      { id: 'b', owner: 'Ines' },
      { id: 'c', owner: null },
    ];
    expect(byFormer(former, ({ owner }) => owner)).toEqual([
      { former: null, things: [former[0], former[2]] },
      { former: 'Ines', things: [former[1]] },
    ]);
  });
});
