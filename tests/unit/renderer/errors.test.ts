import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { shownError } from '../../../renderer/api/errors.ts';
import { ERROR_CODES } from '../../../shared/domain/errors.ts';

describe('an error on the screen', () => {
  it('keeps what the engine says happened, where, and what to do', () => {
    const error = new ORPCError('bad_file', {
      message: 'ledger.csv, row 12: "31/02/2026" is no date. Correct it and import again.',
      data: { details: { row: 12 } },
    });
    expect(shownError(error)).toMatchObject({
      code: 'bad_file',
      title: 'The file cannot be read',
      text: 'ledger.csv, row 12: "31/02/2026" is no date. Correct it and import again.',
      details: { row: 12 },
    });
  });

  it('has a title for every code', () => {
    for (const code of ERROR_CODES) expect(shownError(new ORPCError(code, {})).title).not.toBe('');
  });

  it('shows of an internal error only the reference, never its words', () => {
    const shown = shownError(
      new ORPCError('internal', { message: 'SELECT name FROM accounts', data: { reference: 'r-7' } }),
    );
    expect(shown.reference).toBe('r-7');
    expect(shown.text).not.toContain('SELECT');
  });

  it('shows nothing of a foreign exception', () => {
    const shown = shownError(new TypeError('Northwind Traders is undefined'));
    expect(shown.code).toBe('internal');
    expect(shown.text).not.toContain('Northwind');
  });

  it('reads refusals of the transport as what they are', () => {
    expect(shownError(new ORPCError('BAD_REQUEST', { message: 'Too long.' })).code).toBe('validation');
    expect(shownError(new ORPCError('SERVICE_UNAVAILABLE')).code).toBe('internal');
  });
});
