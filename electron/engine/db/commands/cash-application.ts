import type { CashAllocation } from '../../../../shared/domain/cash-application/types.ts';
import type { AccountId, BankLineId, CashMatchId, PaymentId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { requireAccount } from './account-rows.ts';
import { requireOpen, requirePartition, requireSource } from './cash-match-checks.ts';
import type { WriteCommand } from './command.ts';

/** A line of a bank statement with the key under which the same booking is known again. */
export interface BankLineValues {
  readonly key: string;
  readonly row: number;
  readonly date: string;
  readonly valueDate: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly text: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly bankReference: string | null;
  readonly ownAccount: string | null;
}

/** Keeps the lines of a statement that are not known yet. Nothing of the books changes. */
export const takeBankLines: WriteCommand<
  { readonly fileName: string; readonly lines: readonly BankLineValues[] },
  { readonly taken: number; readonly known: number; readonly alike: number }
> = (db, { fileName, lines }, context) => {
  const insert = db.prepare(
    `INSERT INTO bank_line (id, line_key, file_name, row, date, value_date, currency, amount_minor, text, payer_name,
       payer_account, bank_reference, own_account, read_at)
     VALUES (@id, @key, @fileName, @row, @date, @valueDate, @currency, @amountMinor, @text, @payerName, @payerAccount,
       @bankReference, @ownAccount, @now)
     ON CONFLICT (line_key) DO NOTHING`,
  );
  const isAlike = alikeIn(db, new Set(lines.map((line) => line.key)));
  let [taken, alike] = [0, 0];
  for (const line of lines) {
    if (insert.run({ ...line, id: context.newId(), fileName, now: context.now }).changes === 0) continue;
    taken += 1;
    if (isAlike(line)) alike += 1;
  }
  const output = { taken, known: lines.length - taken, alike };
  if (taken === 0) return { output, unchanged: true };
  const payload = { summary: `Bank statement read: ${taken} new lines`, file: fileName, ...output };
  return { output, entries: [{ kind: 'bank_lines_read', account: null, payload }] };
};

/** Whether a line that is in none of these has the same day, amount and, as far as both say it, payer's account. */
function alikeIn(
  db: Parameters<typeof requireAccount>[0],
  keys: ReadonlySet<string>,
): (line: BankLineValues) => boolean {
  const like = db
    .prepare<unknown[], string>(
      `SELECT line_key FROM bank_line WHERE date = @date AND currency = @currency AND amount_minor = @amountMinor
         AND (payer_account IS NULL OR @payerAccount IS NULL OR payer_account = @payerAccount)`,
    )
    .pluck();
  return ({ date, currency, amountMinor, payerAccount }) =>
    like.all({ date, currency, amountMinor, payerAccount }).some((key) => !keys.has(key));
}

export interface CashApproval {
  readonly accountId: AccountId;
  /** Exactly one of the two: money of a bank statement, or a payment that the books have. */
  readonly bankLineId: BankLineId | null;
  readonly paymentId: PaymentId | null;
  readonly kind: string;
  readonly confidence: string;
  readonly reasons: readonly string[];
  readonly restMinor: number;
  readonly allocations: readonly Omit<CashAllocation, 'number'>[];
  /** The line for the log, with amounts set for people. */
  readonly summary: string;
}

/**
 * Keeps how a person decided to apply money. Refused (`conflict`) when the books have changed since it was proposed, or
 * the money is taken; `validation` when the parts are not the amount. Nothing is posted.
 */
export const approveCashMatch: WriteCommand<CashApproval, { readonly id: CashMatchId }> = (
  db,
  approval,
  context,
) => {
  requireAccount(db, approval.accountId);
  const source = requireSource(db, approval);
  requirePartition(approval, source.amountMinor);
  const open = approval.allocations.map((part) => requireOpen(db, approval.accountId, source.currency, part));
  const id = context.newId() as CashMatchId;
  db.prepare(
    `INSERT INTO cash_match (id, account_id, bank_line_id, payment_id, date, currency, amount_minor, rest_minor, kind,
       confidence, reasons_json, approved_at, approved_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    approval.accountId,
    approval.bankLineId,
    approval.paymentId,
    source.date,
    source.currency,
    source.amountMinor,
    approval.restMinor,
    approval.kind,
    approval.confidence,
    JSON.stringify(approval.reasons),
    context.now,
    context.actor,
  );
  const insert = db.prepare('INSERT INTO cash_match_item VALUES (?, ?, ?, ?, ?, ?)');
  for (const [index, part] of approval.allocations.entries()) {
    insert.run(id, part.itemId, part.amountMinor, part.shortMinor, part.shortReason, open[index]?.openMinor);
  }
  if (source.payerAccount !== null) {
    db.prepare('INSERT INTO payer_account VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
      source.payerAccount,
      approval.accountId,
      context.now,
    );
  }
  const payload = {
    summary: approval.summary,
    match: id,
    source: approval.bankLineId ?? approval.paymentId,
    currency: source.currency,
    amount: source.amountMinor,
    rest: approval.restMinor,
    kind: approval.kind,
    confidence: approval.confidence,
    items: approval.allocations.map((part, index) => ({ ...part, number: open[index]?.number })),
  };
  return { output: { id }, entries: [{ kind: 'cash_match_approved', account: approval.accountId, payload }] };
};

interface MatchRow {
  readonly account_id: AccountId;
  readonly bank_line_id: string | null;
  readonly withdrawn_at: string | null;
}

/** Takes an approval back; what its bank account taught is forgotten unless another match says the same. */
export const withdrawCashMatch: WriteCommand<
  { readonly id: CashMatchId },
  { readonly accountId: AccountId }
> = (db, { id }, context) => {
  const match = requireMatch(db, id);
  const output = { accountId: match.account_id };
  if (match.withdrawn_at !== null) return { output, unchanged: true };
  db.prepare('UPDATE cash_match SET withdrawn_at = ? WHERE id = ?').run(context.now, id);
  db.prepare(
    `DELETE FROM payer_account WHERE account_id = @account
       AND bank_account = (SELECT payer_account FROM bank_line WHERE id = @line)
       AND NOT EXISTS (SELECT 1 FROM cash_match JOIN bank_line ON bank_line.id = cash_match.bank_line_id
         WHERE cash_match.account_id = @account AND withdrawn_at IS NULL AND bank_line.payer_account = payer_account.bank_account)`,
  ).run({ account: match.account_id, line: match.bank_line_id });
  const payload = { summary: 'Proposed application of cash withdrawn', match: id };
  return { output, entries: [{ kind: 'cash_match_withdrawn', account: match.account_id, payload }] };
};

/**
 * Records that matches left as a file for posting, also those that were withdrawn while it was being saved: they stand
 * in it. Exporting again is another fact.
 */
export const recordCashMatchExport: WriteCommand<
  { readonly ids: readonly CashMatchId[]; readonly fileName: string },
  null
> = (db, { ids, fileName }, context) => {
  for (const id of ids) {
    requireMatch(db, id);
    db.prepare('UPDATE cash_match SET exported_at = COALESCE(exported_at, ?) WHERE id = ?').run(
      context.now,
      id,
    );
  }
  if (ids.length === 0) return { output: null, unchanged: true };
  const payload = {
    summary: `Exported for posting: ${ids.length} cash matches`,
    file: fileName,
    matches: ids,
  };
  return { output: null, entries: [{ kind: 'cash_matches_exported', account: null, payload }] };
};

function requireMatch(db: Parameters<typeof requireAccount>[0], id: CashMatchId): MatchRow {
  const row = db
    .prepare<[string], MatchRow>('SELECT account_id, bank_line_id, withdrawn_at FROM cash_match WHERE id = ?')
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such cash match.');
  return row;
}
