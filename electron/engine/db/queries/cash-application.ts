import type { CashItem } from '../../../../shared/domain/cash-application/types.ts';
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
import { CLAIMED, type ClaimedDocument, claimedDocuments } from '../summary/claimed-cash.ts';

/** A payment to find proposals for: a bank line, or a payment of the books with its account. */
export interface CashSourceRow {
  readonly id: string;
  readonly from: 'bank' | 'books';
  readonly accountId: AccountId | null;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly text: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
}

const BANK = `SELECT id, 'bank' AS "from", NULL AS accountId, date, currency, amount_minor AS amountMinor, text,
  payer_name AS payerName, payer_account AS payerAccount FROM bank_line`;

export function cashSource(
  db: Connection,
  source: { readonly bankLineId: BankLineId } | { readonly paymentId: PaymentId },
): CashSourceRow | null {
  if ('bankLineId' in source) {
    return db.prepare<[string], CashSourceRow>(`${BANK} WHERE id = ?`).get(source.bankLineId) ?? null;
  }
  const row = db
    .prepare<[string], CashSourceRow>(
      `SELECT id, 'books' AS "from", account_id AS accountId, date, currency, unapplied_minor AS amountMinor,
         TRIM(COALESCE(reference, '') || char(10) || COALESCE(applies_to, ''), char(10)) AS text,
         NULL AS payerName, NULL AS payerAccount
       FROM payment WHERE id = ? AND deleted_at IS NULL`,
    )
    .get(source.paymentId);
  return row ?? null;
}

const ITEM = `SELECT id, kind, number, currency, total_minor AS totalMinor, open_minor - ${CLAIMED} AS openMinor,
  issue_date AS issueDate, due_date AS dueDate,
  COALESCE(terms, (SELECT terms FROM account WHERE account.id = document.account_id)) AS terms,
  account_id AS accountId FROM document`;

export type OwnedCashItem = CashItem & { readonly accountId: AccountId };

/** Open invoices and credit notes of an account, less what approved matches claim of them. */
export function cashItems(
  db: Connection,
  { accountId }: { readonly accountId: AccountId },
): readonly OwnedCashItem[] {
  return db
    .prepare<[string], OwnedCashItem>(
      `${ITEM} WHERE account_id = ? AND open_minor > 0 AND deleted_at IS NULL`,
    )
    .all(accountId)
    .filter((item) => item.openMinor > 0);
}

/** Open items of any account whose number holds one of these runs of digits: who may be meant by a text. */
export function itemsByDigits(
  db: Connection,
  input: { readonly currency: CurrencyCode; readonly runs: readonly string[] },
): readonly OwnedCashItem[] {
  return db
    .prepare<unknown[], OwnedCashItem>(
      `${ITEM} WHERE open_minor > 0 AND deleted_at IS NULL AND currency = @currency
         AND EXISTS (SELECT 1 FROM json_each(@runs) WHERE INSTR(document.number, value) > 0) LIMIT 5000`,
    )
    .all({ currency: input.currency, runs: JSON.stringify(input.runs) });
}

export interface PayerRow {
  readonly accountId: AccountId;
  readonly name: string;
  readonly number: string | null;
  readonly by: 'bank_account' | 'name' | 'number';
}

/** Accounts that a payer can be: by a bank account learned earlier, by name or spelling, by a customer number. */
export function payerAccounts(
  db: Connection,
  input: {
    readonly bankAccount: string | null;
    readonly nameKey: string | null;
    readonly words: readonly string[];
  },
): readonly PayerRow[] {
  return db
    .prepare<unknown[], PayerRow>(
      `SELECT found."by", account.id AS accountId, account.name, account.number FROM (
         SELECT 'bank_account' AS "by", account_id AS id FROM payer_account WHERE bank_account = @bankAccount
         UNION SELECT 'name', id FROM account WHERE name_key = @nameKey
         UNION SELECT 'name', account_id FROM account_alias WHERE name_key = @nameKey
         UNION SELECT 'number', id FROM account WHERE number IN (SELECT value FROM json_each(@words))
       ) AS found JOIN account ON account.id = COALESCE(
         (SELECT merged_into_id FROM account WHERE id = found.id), found.id)
       WHERE account.deleted_at IS NULL ORDER BY account.name, account.id LIMIT 50`,
    )
    .all({ bankAccount: input.bankAccount, nameKey: input.nameKey, words: JSON.stringify(input.words) });
}

/** One part of an approved match, as it goes out for posting. */
export interface CashMatchRow {
  readonly matchId: CashMatchId;
  readonly accountNumber: string | null;
  readonly account: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly paymentMinor: MinorUnits;
  readonly restMinor: MinorUnits;
  readonly source: string | null;
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly documentId: DocumentId;
  readonly amountMinor: MinorUnits;
  readonly shortMinor: MinorUnits;
  readonly shortReason: string | null;
  readonly matchKind: string;
  readonly approvedBy: string;
  readonly approvedAt: Instant;
  readonly exportedAt: Instant | null;
  /** 1 when the books do not have the document any more. */
  readonly gone: number;
}

/** Approved matches with their parts, the oldest approval first; `pending` only those that were never exported. */
export function cashMatches(
  db: Connection,
  { pending }: { readonly pending: boolean },
): readonly CashMatchRow[] {
  return db
    .prepare<[], CashMatchRow>(
      `SELECT cash_match.id AS matchId, account.number AS accountNumber, account.name AS account, cash_match.date,
         cash_match.currency, cash_match.amount_minor AS paymentMinor, rest_minor AS restMinor,
         COALESCE(bank_line.bank_reference, bank_line.text, payment.source_key) AS source, document.kind,
         document.number, document.id AS documentId, item.amount_minor AS amountMinor, item.short_minor AS shortMinor,
         item.short_reason AS shortReason, cash_match.kind AS matchKind, approved_by AS approvedBy,
         approved_at AS approvedAt, exported_at AS exportedAt,
         document.deleted_at IS NOT NULL AS gone
       FROM cash_match JOIN cash_match_item AS item ON item.match_id = cash_match.id
       JOIN account ON account.id = cash_match.account_id JOIN document ON document.id = item.document_id
       LEFT JOIN bank_line ON bank_line.id = cash_match.bank_line_id
       LEFT JOIN payment ON payment.id = cash_match.payment_id
       WHERE withdrawn_at IS NULL ${pending ? 'AND exported_at IS NULL' : ''}
       ORDER BY approved_at, cash_match.id, document.number`,
    )
    .all();
}

/** What approved matches claim of an account's documents and the books do not show yet; those without are not listed. */
export function claimedCash(
  db: Connection,
  { accountId }: { readonly accountId: AccountId },
): readonly ClaimedDocument[] {
  return claimedDocuments(db, accountId);
}

/** Letters and statements that went out to an account in a currency, with the documents that they asked for. */
export function sentStatements(
  db: Connection,
  input: { readonly accountId: AccountId; readonly currency: CurrencyCode },
): readonly { readonly stage: string; readonly asOf: PlainDate; readonly invoicesJson: string }[] {
  return db
    .prepare<unknown[], { stage: string; asOf: PlainDate; invoicesJson: string }>(
      `SELECT stage, as_of AS asOf, invoices_json AS invoicesJson FROM draft
       WHERE account_id = @accountId AND currency = @currency AND handed_over_at IS NOT NULL
       ORDER BY created_at DESC LIMIT 20`,
    )
    .all(input);
}
