import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inWords } from '../../../electron/engine/connectors/read-guards.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode } from '../../../shared/domain/money.ts';

async function* piecesThenFault(first: number, fail: () => unknown): AsyncGenerator<number> {
  yield first;
  fail();
}

async function read(pieces: AsyncIterable<number>) {
  const got: number[] = [];
  try {
    for await (const piece of inWords(pieces)) got.push(piece);
    return { got, error: null };
  } catch (error) {
    return { got, error };
  }
}

describe('a value that belongs to no single record', () => {
  it.each([
    ['of a form that does not fit', () => z.string().parse(1)],
    ['that is no currency', () => currencyCode('{{ x }}')],
    ['that is no day', () => plainDate('2026-02-30')],
  ])('%s ends the read in words, after what was read before', async (_what, fail) => {
    const { got, error } = await read(piecesThenFault(1, fail));
    expect(got).toEqual([1]);
    expect(error).toMatchObject({
      message: expect.stringContaining('in a form that is not known'),
      details: { reason: 'bad_answer' },
    });
  });

  it('leaves a fault of the program what it is', async () => {
    const fault = new TypeError('undefined is not a function');
    const { error } = await read(
      piecesThenFault(1, () => {
        throw fault;
      }),
    );
    expect(error).toBe(fault);
  });
});
