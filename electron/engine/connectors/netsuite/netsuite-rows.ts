import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  minorUnits,
  parseDecimal,
} from '../../../../shared/domain/money.ts';
import type { Page, Tombstone } from '../connector.ts';
import { RecordProblem } from '../http/read-records.ts';
import type { NetsuiteClient } from './netsuite-client.ts';

/** What the reading of one account needs. */
export interface Reading {
  readonly client: NetsuiteClient;
  /** Types of records that the role does not show, or the account does not have. */
  readonly hidden: Set<string>;
  readonly signal: AbortSignal;
}

/** What rows come to. */
export type Content = Pick<Page, 'records' | 'tombstones' | 'bad'> & {
  readonly replaces: NonNullable<Page['replaces']>;
  /** Customers whose balance the rows touch. */
  readonly customers: readonly string[];
};

export const NOTHING: Content = { records: [], tombstones: [], replaces: [], bad: [], customers: [] };

export function together(...contents: readonly Content[]): Content {
  return {
    records: contents.flatMap(({ records }) => records),
    tombstones: contents.flatMap(({ tombstones }) => tombstones),
    replaces: contents.flatMap(({ replaces }) => replaces),
    bad: contents.flatMap(({ bad }) => bad),
    customers: [...new Set(contents.flatMap(({ customers }) => customers))],
  };
}

/** NetSuite calculates with floats: so far from a whole number of minor units is their noise. */
const NOISE = 1e-6;

/**
 * The size of an amount, without its sign: NetSuite writes credits and payments as negative in some places, and the
 * entity carries the direction. A trace of floats behind the currency's decimals is rounded away.
 *
 * @throws MoneyError for more decimals than that: such a record is set aside.
 */
export function sizeOf(text: string, currency: CurrencyCode): MinorUnits {
  const { minor, rounded } = parseDecimal(text, currency);
  if (rounded) {
    const [, fraction = ''] = text.split('.');
    const rest = Number(`0.${fraction.slice(exponentOf(currency))}`);
    if (Math.min(rest, 1 - rest) >= NOISE) {
      throw new MoneyError('not_a_number', `${text} has more decimals than ${currency} allows.`);
    }
  }
  return minorUnits(Math.abs(minor));
}

/** A date that has to be there. */
export function dateIn(text: string | null | undefined): PlainDate {
  if (!text) throw new RecordProblem('It has no date.');
  return plainDate(text);
}

export function gone(
  entity: Tombstone['entity'],
  sourceId: string,
  reason: 'deleted' | 'voided' = 'deleted',
): Tombstone {
  return { entity, sourceId, reason, mergedInto: null };
}
