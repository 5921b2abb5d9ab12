import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RecordProblem, readRecords } from '../../../../electron/engine/connectors/http/read-records.ts';

const form = z.object({
  id: z.number(),
  total: z.string().regex(/^\d+$/),
  customer: z.object({ name: z.string() }),
});
const GOOD = { id: 1, total: '100', customer: { name: 'Contoso' } };

const problemOf = (row: unknown): string | undefined =>
  readRecords(
    'invoice',
    [row],
    () => '7',
    (one) => {
      form.parse(one);
      return null;
    },
  ).bad[0]?.problem;

describe('a record that cannot be read', () => {
  it('is set aside by its id, and the others are read', () => {
    const rows = [GOOD, { ...GOOD, id: 2, total: 'a lot' }, { ...GOOD, id: 3 }];
    const read = readRecords(
      'invoice',
      rows,
      (row) => String((row as typeof GOOD).id),
      (row) => form.parse(row).id,
    );
    expect(read.records).toEqual([1, 3]);
    expect(read.bad).toMatchObject([{ entity: 'invoice', sourceId: '2' }]);
  });

  it('says which field it is and what stands there, not how it was checked', () => {
    expect(problemOf({ ...GOOD, total: 'a lot' })).toBe(
      'Its field "total" cannot be read: it holds "a lot".',
    );
    expect(problemOf({ ...GOOD, total: new LosslessNumber('1.5e3') })).toContain('it holds "1.5e3"');
    expect(problemOf({ ...GOOD, customer: { name: { first: 'x' } } })).toBe(
      'Its field "customer.name" cannot be read.',
    );
  });

  it('says what is missing', () => {
    expect(problemOf({ id: 1, total: '100', customer: {} })).toBe('Its field "customer.name" is missing.');
    expect(problemOf({ ...GOOD, total: null })).toBe('Its field "total" is missing.');
    expect(problemOf('a text')).toBe('It is not laid out as expected.');
  });

  it('shows no more than the beginning of what stands there', () => {
    expect(problemOf({ ...GOOD, total: 'x'.repeat(10_000) })?.length).toBeLessThan(120);
  });

  it('keeps the words of a problem that the connector found itself, and lets other errors go on', () => {
    const refuse = (error: Error) => () => {
      throw error;
    };
    expect(readRecords('invoice', [GOOD], () => '1', refuse(new RecordProblem('It is odd.'))).bad).toEqual([
      { entity: 'invoice', sourceId: '1', problem: 'It is odd.' },
    ]);
    expect(() => readRecords('invoice', [GOOD], () => '1', refuse(new TypeError('ours')))).toThrow('ours');
  });
});
