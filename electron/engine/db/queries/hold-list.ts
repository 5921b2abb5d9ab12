import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Hold } from '../../../../shared/domain/holds/types.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { setHoldsAt } from '../hold-fire/holds-at.ts';

interface NamesOfHold {
  /** Null: everything rests. */
  readonly accountName: string | null;
  readonly accountNumber: string | null;
  /** Of the invoice that rests; null: all of the account, or everything. */
  readonly number: string | null;
  /** Of the invoice, else one in which something of the account is open; null: nothing is. */
  readonly currency: CurrencyCode | null;
}
export type HoldListRow = Hold & NamesOfHold;

const NO_NAMES: NamesOfHold = { accountName: null, accountNumber: null, number: null, currency: null };

/** Holds that rest on a date, those on everything first, with the names of what they rest on. */
export function holdList(db: Connection, { asOf }: { readonly asOf: PlainDate }): readonly HoldListRow[] {
  const namesOf = db.prepare<[string | null, string], NamesOfHold>(
    `SELECT account.name AS accountName, account.number AS accountNumber, document.number AS number,
       COALESCE(document.currency,
         (SELECT MIN(currency) FROM account_summary WHERE account_id = account.id)) AS currency
     FROM account LEFT JOIN document ON document.id = ? WHERE account.id = ?`,
  );
  const rows = setHoldsAt(db, { asOf }).map((hold): HoldListRow => {
    const { target } = hold;
    if (target.scope === 'workspace') return { ...hold, ...NO_NAMES };
    const documentId = target.scope === 'invoice' ? target.documentId : null;
    return { ...hold, ...(namesOf.get(documentId, target.accountId) ?? NO_NAMES) };
  });
  return rows.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ target }: Hold): number {
  return target.scope === 'workspace' ? 0 : 1;
}
