import type { AnySourceRecord } from '../../../../shared/domain/connections/source-records.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, currencyCode, type MinorUnits } from '../../../../shared/domain/money.ts';
import type { Replacement, Tombstone } from '../connector.ts';
import { exactMinor } from '../http/json.ts';
import { RecordProblem } from '../http/read-records.ts';

/** What rows refer to and do not say themselves; read once for a connector. */
export interface QuickbooksBooks {
  readonly home: CurrencyCode;
  readonly multiCurrency: boolean;
  readonly terms: ReadonlyMap<string, { readonly name: string; readonly days: number | null }>;
  /** Ids of the accounts on which customers owe. */
  readonly receivables: ReadonlySet<string>;
}

/** What one row comes to. */
export interface ReadRow {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
  readonly replaces: readonly Replacement[];
  /** Customers whose balance it touches. */
  readonly customers: readonly string[];
}

export const NOTHING: ReadRow = { records: [], tombstones: [], replaces: [], customers: [] };

interface Noted {
  readonly PrivateNote?: string | null;
}

/** QuickBooks has no state "void": it sets all amounts to 0 and writes "Voided" before the private note. */
export function saysVoid({ PrivateNote }: Noted): boolean {
  return /^\s*void(?:ed)?\b/i.test(PrivateNote ?? '');
}

export function voided(entity: Tombstone['entity'], sourceId: string): Tombstone {
  return { entity, sourceId, reason: 'voided', mergedInto: null };
}

interface Priced {
  readonly CurrencyRef?: { readonly value: string } | null;
}

/** Companies with one currency do not name it. */
export function currencyOf({ CurrencyRef }: Priced, { home }: QuickbooksBooks): CurrencyCode {
  return CurrencyRef ? currencyCode(CurrencyRef.value) : home;
}

/** An amount that carries no sign: `entity` carries the direction. */
export function amount(text: string, currency: CurrencyCode, field: string): MinorUnits {
  const minor = exactMinor(text, currency);
  if (minor < 0) throw new RecordProblem(`${field} is negative.`);
  return minor;
}

/** `TxnDate` and `DueDate` are dates without a time; where a time follows all the same, it is cut off, not counted. */
export function dateIn(text: string): PlainDate {
  return plainDate(text.slice(0, 10));
}
