import type {
  MatchConfidence,
  MatchKind,
  ShortPayReason,
} from '../../../../shared/domain/cash-application/types.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  BankLineId,
  CashMatchId,
  DocumentId,
  PaymentId,
} from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { type CashPageInput, isTexts, type Page, pageOf } from './cash-pages.ts';
import { decodeCursor } from './cursor.ts';

/** What of an approved match goes to one document. */
export interface MatchItemRow {
  readonly documentId: DocumentId;
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly amountMinor: MinorUnits;
  readonly shortMinor: MinorUnits;
  readonly shortReason: ShortPayReason | null;
  /** The books do not have it any more. */
  readonly gone: boolean;
}

/** An approved application of money, with what it goes to. */
export interface MatchRow {
  readonly id: CashMatchId;
  readonly accountId: AccountId;
  readonly account: string;
  readonly accountNumber: string | null;
  readonly bankLineId: BankLineId | null;
  readonly paymentId: PaymentId | null;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly restMinor: MinorUnits;
  readonly kind: MatchKind;
  readonly confidence: MatchConfidence;
  readonly reasons: readonly string[];
  readonly text: string;
  readonly approvedAt: Instant;
  readonly approvedBy: string;
  readonly exportedAt: Instant | null;
  readonly items: readonly MatchItemRow[];
}

type StoredMatch = Omit<MatchRow, 'items' | 'reasons'> & { readonly reasonsJson: string };
type StoredItem = Omit<MatchItemRow, 'gone'> & { readonly matchId: CashMatchId; readonly gone: number };

/** Approved matches, the newest approval first; `pending` only those that were never exported. */
export function cashMatchPage(
  db: Connection,
  input: CashPageInput & { readonly pending: boolean },
): Page<MatchRow> {
  const after = input.cursor === null ? ['', ''] : decodeCursor(input.cursor, isTexts(2));
  const wanted = `withdrawn_at IS NULL ${input.pending ? 'AND exported_at IS NULL' : ''}`;
  const rows = db
    .prepare<unknown[], StoredMatch>(
      `SELECT cash_match.id, account_id AS accountId, account.name AS account, account.number AS accountNumber,
         bank_line_id AS bankLineId, payment_id AS paymentId, cash_match.date, cash_match.currency,
         cash_match.amount_minor AS amountMinor, rest_minor AS restMinor, kind, confidence, reasons_json AS reasonsJson,
         COALESCE((SELECT text FROM bank_line WHERE id = bank_line_id),
           (SELECT reference FROM payment WHERE id = payment_id), '') AS text,
         approved_at AS approvedAt, approved_by AS approvedBy, exported_at AS exportedAt
       FROM cash_match JOIN account ON account.id = account_id
       WHERE ${wanted} AND (@from OR (approved_at, cash_match.id) < (@at, @id))
       ORDER BY approved_at DESC, cash_match.id DESC LIMIT @most`,
    )
    .all({ from: Number(input.cursor === null), at: after[0], id: after[1], most: input.limit + 1 });
  const items = itemsOf(
    db,
    rows.map((row) => row.id),
  );
  const matches = rows.map(
    ({ reasonsJson, ...row }): MatchRow => ({
      ...row,
      reasons: JSON.parse(reasonsJson) as readonly string[],
      items: items.get(row.id) ?? [],
    }),
  );
  const total = db.prepare(`SELECT COUNT(*) FROM cash_match WHERE ${wanted}`).pluck().get() as number;
  return pageOf(matches, input.limit, total, (row) => [row.approvedAt, row.id]);
}

function itemsOf(
  db: Connection,
  ids: readonly CashMatchId[],
): ReadonlyMap<CashMatchId, readonly MatchItemRow[]> {
  const rows = db
    .prepare<[string], StoredItem>(
      `SELECT match_id AS matchId, document_id AS documentId, document.kind, document.number,
         item.amount_minor AS amountMinor, item.short_minor AS shortMinor, item.short_reason AS shortReason,
         document.deleted_at IS NOT NULL AS gone
       FROM cash_match_item AS item JOIN document ON document.id = item.document_id
       WHERE match_id IN (SELECT value FROM json_each(?)) ORDER BY document.number, document.id`,
    )
    .all(JSON.stringify(ids));
  const byMatch = new Map<CashMatchId, MatchItemRow[]>();
  for (const { matchId, gone, ...item } of rows) {
    byMatch.set(matchId, [...(byMatch.get(matchId) ?? []), { ...item, gone: gone === 1 }]);
  }
  return byMatch;
}
