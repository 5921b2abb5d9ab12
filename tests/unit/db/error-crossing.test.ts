import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../electron/engine/db/queries/cursor.ts';
import { fromErrorData, toErrorData } from '../../../electron/engine/db/worker-messages.ts';
import { EngineError, isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import { ERROR_CODES } from '../../../shared/domain/errors.ts';

/** As between two threads: only what structured cloning lets through arrives. */
const across = (error: EngineError) => fromErrorData(structuredClone(toErrorData(error)));

describe('an error that crosses a thread', () => {
  it.each(ERROR_CODES)('%s arrives with its code, words and details, as an error of the engine', (code) => {
    const error = new EngineError(code, 'What, where, what to do.', {
      row: 7,
      names: ['a'],
      deep: { x: null },
    });
    const arrived = across(error);
    expect(isEngineError(arrived, code)).toBe(true);
    expect(arrived).toMatchObject({ message: error.message, details: error.details, stack: error.stack });
    expect(arrived.cause).toBeUndefined();
  });

  it('brings its cause with name, code and the stack of where it happened', () => {
    const cause = Object.assign(new RangeError('out of range'), { code: 'SQLITE_MISUSE' });
    const arrived = across(new EngineError('internal', 'Unexpected.', {}, cause));
    expect(arrived.cause).toBeInstanceOf(Error);
    expect(arrived.cause).toMatchObject({
      name: 'RangeError',
      message: 'out of range',
      code: 'SQLITE_MISUSE',
      stack: cause.stack,
    });
    const numbered = Object.assign(new Error('x'), { code: 7 });
    expect(across(new EngineError('internal', 'x', {}, numbered)).cause).not.toHaveProperty('code');
    expect(across(new EngineError('internal', 'x', {}, 'only words')).cause).toBeUndefined();
  });

  it('leaves behind what cannot cross, and is internal when its code is unknown here', () => {
    const odd = new EngineError('conflict', 'x', { run: () => 1, gone: undefined, at: new Date(0) });
    expect(across(odd).details).toEqual({ at: '1970-01-01T00:00:00.000Z' });
    const unknown = { ...toErrorData(odd), code: 'from_the_future' as never };
    expect(fromErrorData(unknown).code).toBe('internal');
  });
});

describe('a position in a list', () => {
  const isText = (value: unknown): value is string => typeof value === 'string';

  it('comes back as it was handed out, in characters that any address can carry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (position) => {
        const cursor = encodeCursor(position);
        expect(cursor).toMatch(/^[\w-]*$/);
        const anything = (value: unknown): value is unknown => value !== Symbol.iterator;
        expect(decodeCursor(cursor, anything)).toEqual(JSON.parse(JSON.stringify(position)));
      }),
    );
  });

  it('of another kind or of no list is refused with what to do', () => {
    for (const cursor of ['', '%%%', 'bnVsbA', encodeCursor(7), encodeCursor(['a']), 'x'.repeat(9_999)]) {
      expect(() => decodeCursor(cursor, isText)).toThrow(
        expect.objectContaining({
          code: 'validation',
          message: 'This position is not one of the list. Start again from its first page.',
          details: { field: 'cursor' },
        }),
      );
    }
  });
});
