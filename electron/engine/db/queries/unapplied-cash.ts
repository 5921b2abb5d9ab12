import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { type CashPageInput, isTexts, type Page, pageOf } from './cash-pages.ts';
import { decodeCursor } from './cursor.ts';

/** Where money without an invoice stands: in a bank statement, or in the books as a payment or as a credit note. */
export type UnappliedKind = 'bank_line' | 'payment' | 'credit_note';

/** Money and credits of customers that wait to be applied. */
export interface UnappliedRow {
  readonly kind: UnappliedKind;
  readonly id: string;
  /** Null for a bank line: whose it is has to be found out. */
  readonly accountId: AccountId | null;
  readonly account: string | null;
  readonly payerName: string | null;
  readonly date: PlainDate | null;
  /** Days since it came in, or since the credit note was issued; null without a date. */
  readonly waitingDays: number | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly openMinor: MinorUnits;
  readonly text: string;
}

const UNAPPLIED = `SELECT item.*, CAST(julianday(@today) - julianday(item.date) AS INTEGER) AS waitingDays,
    account.name AS account, account.number FROM (
    SELECT 'bank_line' AS kind, id, NULL AS accountId, payer_name AS payerName, date, currency,
      amount_minor AS amountMinor, amount_minor AS openMinor, text
    FROM bank_line WHERE amount_minor > 0 AND NOT EXISTS (SELECT 1 FROM cash_match
      WHERE bank_line_id = bank_line.id AND withdrawn_at IS NULL)
    UNION ALL
    SELECT 'payment', id, account_id, NULL, date, currency, amount_minor, unapplied_minor, COALESCE(reference, '')
    FROM payment WHERE unapplied_minor > 0 AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM cash_match
      WHERE payment_id = payment.id AND withdrawn_at IS NULL AND cash_match.amount_minor = unapplied_minor)
    UNION ALL
    SELECT kind, id, account_id, NULL, issue_date, currency, total_minor, open_minor, number
    FROM document WHERE kind = 'credit_note' AND open_minor > 0 AND deleted_at IS NULL
  ) AS item LEFT JOIN account ON account.id = item.accountId
  WHERE item.kind IN (SELECT value FROM json_each(@kinds))`;

/** Money in without an invoice, the newest first: bank lines and payments that no match applies, open credit notes. */
export function unappliedCash(
  db: Connection,
  input: CashPageInput & { readonly kinds: readonly UnappliedKind[]; readonly today: PlainDate },
): Page<UnappliedRow> {
  const after = input.cursor === null ? ['', ''] : decodeCursor(input.cursor, isTexts(2));
  const scope = { kinds: JSON.stringify(input.kinds), today: input.today };
  const place = { from: Number(input.cursor === null), date: after[0], id: after[1] };
  const rows = db
    .prepare<unknown[], UnappliedRow & { readonly number: string | null }>(
      `${UNAPPLIED} AND (@from OR (COALESCE(item.date, ''), item.id) < (@date, @id))
       ORDER BY COALESCE(item.date, '') DESC, item.id DESC LIMIT @most`,
    )
    .all({ ...scope, ...place, most: input.limit + 1 })
    .map(({ number: _, ...row }) => row);
  const total = db.prepare(`SELECT COUNT(*) FROM (${UNAPPLIED})`).pluck().get(scope) as number;
  return pageOf(rows, input.limit, total, (row) => [row.date ?? '', row.id]);
}

/** What waits on one account in one currency, cash by its age in days. Amounts in minor units, all ≥ 0. */
export interface WaitingAccountRow {
  readonly accountId: AccountId;
  readonly account: string;
  readonly number: string | null;
  readonly currency: CurrencyCode;
  readonly unappliedMinor: MinorUnits;
  readonly payments: number;
  /** Age of the payment that waits longest; null when none waits. */
  readonly oldestDays: number | null;
  readonly upTo30: MinorUnits;
  readonly upTo60: MinorUnits;
  readonly upTo90: MinorUnits;
  readonly over90: MinorUnits;
  readonly creditsMinor: MinorUnits;
  readonly creditNotes: number;
}

const aged = (name: string, condition: string) =>
  `SUM(CASE WHEN kind = 'payment' AND ${condition} THEN openMinor ELSE 0 END) AS ${name}`;

const WAITING = `SELECT accountId, account, number, currency, ${aged('unappliedMinor', 'TRUE')},
    SUM(kind = 'payment') AS payments, MAX(CASE WHEN kind = 'payment' THEN waitingDays END) AS oldestDays,
    MIN(CASE WHEN kind = 'payment' THEN date ELSE '9999-12-31' END) AS since,
    ${aged('upTo30', 'waitingDays <= 30')}, ${aged('upTo60', 'waitingDays BETWEEN 31 AND 60')},
    ${aged('upTo90', 'waitingDays BETWEEN 61 AND 90')}, ${aged('over90', 'waitingDays > 90')},
    SUM(CASE WHEN kind = 'credit_note' THEN openMinor ELSE 0 END) AS creditsMinor,
    SUM(kind = 'credit_note') AS creditNotes
  FROM (${UNAPPLIED}) GROUP BY accountId, currency`;

/** Accounts with unapplied payments or open credit notes in the books, the longest waiting first. */
export function waitingAccounts(
  db: Connection,
  input: CashPageInput & { readonly today: PlainDate },
): Page<WaitingAccountRow> {
  const after = input.cursor === null ? ['', '', ''] : decodeCursor(input.cursor, isTexts(3));
  const scope = { kinds: JSON.stringify(['payment', 'credit_note']), today: input.today };
  const place = { from: Number(input.cursor === null), since: after[0], id: after[1], currency: after[2] };
  const rows = db
    .prepare<unknown[], WaitingAccountRow & { readonly since: string }>(
      `SELECT * FROM (${WAITING}) WHERE @from OR (since, accountId, currency) > (@since, @id, @currency)
       ORDER BY since, accountId, currency LIMIT @most`,
    )
    .all({ ...scope, ...place, most: input.limit + 1 });
  const total = db.prepare(`SELECT COUNT(*) FROM (${WAITING})`).pluck().get(scope) as number;
  const page = pageOf(rows, input.limit, total, (row) => [row.since, row.accountId, row.currency]);
  return { ...page, rows: page.rows.map(({ since: _, ...row }) => row) };
}
