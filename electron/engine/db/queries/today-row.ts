import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/** One thing to look at, as the contract has it; amounts in minor units of `currency`. */
export interface TodayRowView {
  readonly key: string;
  readonly accountId: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly currency: CurrencyCode | null;
  readonly minor: MinorUnits | null;
  readonly date: PlainDate | null;
  readonly text: string;
}

type Nameless = Omit<TodayRowView, 'number' | 'name'>;

/** Puts the names of their accounts to rows. */
export function named(db: Connection, rows: readonly Nameless[]): TodayRowView[] {
  const read = db.prepare<[string], { number: string | null; name: string }>(
    'SELECT number, name FROM account WHERE id = ?',
  );
  return rows.map((row) => ({ ...row, ...(read.get(row.accountId) ?? { number: null, name: '' }) }));
}
