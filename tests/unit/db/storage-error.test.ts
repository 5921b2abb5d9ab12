import { describe, expect, it } from 'vitest';
import { toStorageError, withStorageErrors } from '../../../electron/engine/db/storage-error.ts';
import { fromErrorData, toErrorData } from '../../../electron/engine/db/worker-messages.ts';
import { EngineError, isEngineError } from '../../../electron/engine/platform/engine-error.ts';

const withCode = (code: string) => Object.assign(new Error('disk says no'), { code });

describe('errors of the storage become errors for people', () => {
  it.each([
    ['SQLITE_FULL', 'disk_full'],
    ['SQLITE_IOERR_WRITE', 'disk_full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_CORRUPT_VTAB', 'damaged'],
    ['SQLITE_IOERR_SHORT_READ', 'damaged'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_READONLY_DIRECTORY', 'bad_file'],
    ['SQLITE_READONLY_DBMOVED', 'not_found'],
    ['SQLITE_READONLY', 'locked'],
    ['SQLITE_CANTOPEN', 'not_found'],
  ] as const)('%s becomes %s and keeps the original as its cause', (code, expected) => {
    const original = withCode(code);
    const error = toStorageError(original);
    expect(error).toMatchObject({ code: expected, cause: original });
    expect(isEngineError(error) && error.message).not.toContain('says no');
  });

  it('leaves our own errors and our mistakes as they are', () => {
    const own = new EngineError('validation', 'No.');
    const constraint = withCode('SQLITE_CONSTRAINT_UNIQUE');
    const mistake = new TypeError('x');
    for (const error of [own, constraint, mistake, 'text']) expect(toStorageError(error)).toBe(error);
    expect(() =>
      withStorageErrors(() => {
        throw mistake;
      }),
    ).toThrow(mistake);
  });
});

describe('an error that crosses a thread', () => {
  it('keeps code, message, details, stacks and cause', () => {
    const cause = withCode('SQLITE_FULL');
    const thrown = new EngineError('disk_full', 'Full.', { file: 'x', skipped: undefined }, cause);
    const arrived = fromErrorData(structuredClone(toErrorData(thrown)));
    expect(arrived).toBeInstanceOf(EngineError);
    expect(arrived).toMatchObject({
      code: 'disk_full',
      message: 'Full.',
      details: { file: 'x' },
      stack: thrown.stack,
    });
    expect(arrived.cause).toMatchObject({ message: 'disk says no', code: 'SQLITE_FULL', stack: cause.stack });
  });

  it('needs no cause', () => {
    const arrived = fromErrorData(structuredClone(toErrorData(new EngineError('locked', 'Locked.'))));
    expect(arrived.code).toBe('locked');
    expect(arrived.cause).toBeUndefined();
  });
});
