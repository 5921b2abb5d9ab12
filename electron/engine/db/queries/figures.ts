import type { Instant } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

interface LedgerRow {
  readonly freshAt: Instant | null;
  readonly connector: string;
  readonly name: string;
}

const LEDGER = 'SELECT fresh_at AS freshAt, connector, name FROM ledger';

/** How old the figures of the workspace are: those of the oldest ledger with something open, or the newest of all. */
export function figuresOfAll(db: Connection): Figures {
  const open = db
    .prepare<[], LedgerRow>(
      `${LEDGER} WHERE EXISTS (SELECT 1 FROM account JOIN account_summary ON account_summary.account_id = account.id
         WHERE account.ledger_id = ledger.id)`,
    )
    .all();
  if (open.length > 0) return oldest(open);
  return oldest(
    db.prepare<[], LedgerRow>(`${LEDGER} WHERE fresh_at IS NOT NULL ORDER BY fresh_at DESC LIMIT 1`).all(),
  );
}

/** How old the figures of one account are: those of the oldest ledger that it or one of its documents comes from. */
export function figuresOf(db: Connection, account: AccountId): Figures {
  return oldest(
    db
      .prepare<[string, string], LedgerRow>(
        `${LEDGER} WHERE id IN (SELECT ledger_id FROM account WHERE id = ?
           UNION SELECT ledger_id FROM document WHERE account_id = ? AND deleted_at IS NULL AND open_minor <> 0)`,
      )
      .all(account, account),
  );
}

/** What was never read to its end is the oldest of all. */
function oldest(ledgers: readonly LedgerRow[]): Figures {
  const sources = ledgers.length;
  const [first] = [...ledgers].sort((left, right) => (left.freshAt ?? '').localeCompare(right.freshAt ?? ''));
  if (first === undefined) return { at: null, from: null, sources };
  return { at: first.freshAt, from: first.connector === 'files' ? null : first.name, sources };
}
