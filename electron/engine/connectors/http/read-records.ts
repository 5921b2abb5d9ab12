import { LosslessNumber } from 'lossless-json';
import { ZodError } from 'zod';
import { DateError } from '../../../../shared/domain/dates.ts';
import { MoneyError } from '../../../../shared/domain/money.ts';
import type { BadRecord } from '../connector.ts';
import { redact } from './redact.ts';

/** What is wrong with one record, in words for people; it is set aside and the run goes on. */
export class RecordProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordProblem';
  }
}

/** Records that could be read, and those that were set aside. */
export interface ReadRecords<T> {
  readonly records: readonly T[];
  readonly bad: readonly BadRecord[];
}

/**
 * Reads each record on its own. What `read` throws as `ZodError`, `MoneyError`, `DateError` or `RecordProblem` sets that
 * record aside; anything else is an error of ours and goes on.
 *
 * @param read null leaves a record out, for what is none of our business (a supplier's bill).
 */
export function readRecords<T>(
  entity: BadRecord['entity'],
  rows: readonly unknown[],
  idOf: (row: unknown) => string | null,
  read: (row: unknown) => T | null,
): ReadRecords<T> {
  const records: T[] = [];
  const bad: BadRecord[] = [];
  for (const row of rows) {
    try {
      const record = read(row);
      if (record !== null) records.push(record);
    } catch (error) {
      bad.push({ entity, sourceId: idOf(row), problem: problemOf(error, row) });
    }
  }
  return { records, bad };
}

function problemOf(error: unknown, row: unknown): string {
  if (error instanceof ZodError) return redact(unreadable(error, row));
  if (error instanceof MoneyError || error instanceof DateError || error instanceof RecordProblem) {
    return redact(error.message);
  }
  throw error;
}

const LONGEST_VALUE = 40;

/** Which field cannot be read, by the name that the system gives it, and what stands there. */
function unreadable({ issues }: ZodError, row: unknown): string {
  const path = issues[0]?.path ?? [];
  if (path.length === 0) return 'It is not laid out as expected.';
  const field = path.map(String).join('.');
  const value = path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    row,
  );
  if (value === undefined || value === null) return `Its field "${field}" is missing.`;
  const text = typeof value === 'string' || value instanceof LosslessNumber ? String(value) : '';
  const held = text === '' ? '' : `: it holds "${text.slice(0, LONGEST_VALUE)}"`;
  return `Its field "${field}" cannot be read${held}.`;
}
