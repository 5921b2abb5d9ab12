import { DISPUTE_REASON_LABELS } from '../../../../shared/domain/disputes/reasons.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { AccountId, DisputeId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { WriteCommand } from './command.ts';
import { type DisputeDetails, papersOf, requireDispute, writePapers } from './dispute-rows.ts';

/** Opens a dispute about an open invoice. Errors: `not_found`, `validation` (paid, or an amount that is not open). */
export const openDispute: WriteCommand<
  DisputeDetails & { readonly accountId: AccountId; readonly documentId: DocumentId },
  { readonly id: DisputeId; readonly number: string }
> = (db, input, context) => {
  requireAccount(db, input.accountId);
  const invoice = requireInvoice(db, input.accountId, input.documentId);
  if (invoice.open <= 0) {
    throw new EngineError(
      'validation',
      `Nothing is open on invoice ${invoice.number}: there is nothing to dispute.`,
    );
  }
  requireAmount(invoice, input.amountMinor);
  const id = context.newId() as DisputeId;
  db.prepare(
    `INSERT INTO dispute (id, account_id, document_id, currency, reason, amount_minor, text, owner, next_action, next_date,
       state, opened_on, opened_at, opened_by, overrides_books)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, 0)`,
  ).run(
    id,
    input.accountId,
    input.documentId,
    invoice.currency,
    input.reason,
    input.amountMinor,
    input.text,
    input.owner,
    input.nextAction,
    input.nextDate,
    context.today,
    context.now,
    context.actor,
  );
  writePapers(db, id, input.papers);
  const summary = `Dispute opened on ${invoice.number}: ${what(input, invoice.currency)}`;
  return {
    output: { id, number: invoice.number },
    entries: [
      {
        kind: 'dispute_opened',
        account: input.accountId,
        payload: { summary, ...details(id, invoice.number, input) },
      },
    ],
    afterLog: refreshAfter(db, context, [input.accountId]),
  };
};

/** Changes what is known about an open dispute. Errors: `not_found`, `conflict` (resolved meanwhile), `validation`. */
export const changeDispute: WriteCommand<
  { readonly id: DisputeId; readonly details: DisputeDetails },
  null
> = (db, { id, details: next }, context) => {
  const before = requireDispute(db, id);
  if (before.state !== 'open') {
    throw new EngineError(
      'conflict',
      'This dispute is resolved. Open a new one if the customer objects again.',
    );
  }
  const invoice = requireInvoice(db, before.accountId, before.documentId);
  if (next.amountMinor !== before.amountMinor) requireAmount(invoice, next.amountMinor);
  const same =
    (['reason', 'amountMinor', 'text', 'owner', 'nextAction', 'nextDate'] as const).every(
      (field) => before[field] === next[field],
    ) && JSON.stringify(papersOf(db, id)) === JSON.stringify(next.papers);
  if (same) return { output: null, unchanged: true };
  db.prepare(
    `UPDATE dispute SET reason = ?, amount_minor = ?, text = ?, owner = ?, next_action = ?, next_date = ? WHERE id = ?`,
  ).run(next.reason, next.amountMinor, next.text, next.owner, next.nextAction, next.nextDate, id);
  writePapers(db, id, next.papers);
  const summary = `Dispute on ${invoice.number} changed: ${what(next, invoice.currency)}`;
  const payload = { summary, ...details(id, invoice.number, next) };
  return {
    output: null,
    entries: [{ kind: 'dispute_changed', account: before.accountId, payload }],
    afterLog: refreshAfter(db, context, [before.accountId]),
  };
};

/** Settles a dispute with its outcome in words. A mark of the books that stands there now does not count from here on. */
export const resolveDispute: WriteCommand<{ readonly id: DisputeId; readonly outcome: string }, null> = (
  db,
  { id, outcome },
  context,
) => {
  if (outcome.trim() === '') {
    throw new EngineError('validation', 'Say what came of the dispute.', { path: 'outcome' });
  }
  const row = requireDispute(db, id);
  if (row.state !== 'open') return { output: null, unchanged: true };
  const invoice = requireInvoice(db, row.accountId, row.documentId);
  db.prepare(
    "UPDATE dispute SET state = 'resolved', resolved_on = ?, outcome = ?, overrides_books = ? WHERE id = ?",
  ).run(context.today, outcome.trim(), invoice.disputed, id);
  const payload = {
    summary: `Dispute on ${invoice.number} resolved: ${outcome.trim()}`,
    dispute: id,
    invoice: invoice.number,
    openedOn: row.openedOn,
    outcome: outcome.trim(),
  };
  return {
    output: null,
    entries: [{ kind: 'dispute_resolved', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Takes a resolution back: for undo, and when it turns out that nothing was settled. */
export const reopenDispute: WriteCommand<{ readonly id: DisputeId; readonly reason: string }, null> = (
  db,
  { id, reason },
  context,
) => {
  const row = requireDispute(db, id);
  if (row.state === 'open') return { output: null, unchanged: true };
  const invoice = requireInvoice(db, row.accountId, row.documentId);
  db.prepare(
    "UPDATE dispute SET state = 'open', resolved_on = NULL, outcome = NULL, overrides_books = 0 WHERE id = ?",
  ).run(id);
  const payload = {
    summary: `Dispute on ${invoice.number} opened again`,
    dispute: id,
    invoice: invoice.number,
    reason,
  };
  return {
    output: null,
    entries: [{ kind: 'dispute_reopened', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Takes a dispute back that was opened by mistake: it counts nowhere, and stands in the log alone. Errors: `not_found`. */
export const withdrawDispute: WriteCommand<{ readonly id: DisputeId; readonly reason: string }, null> = (
  db,
  { id, reason },
  context,
) => {
  const row = requireDispute(db, id);
  const invoice = requireInvoice(db, row.accountId, row.documentId);
  db.prepare('DELETE FROM dispute_paper WHERE dispute_id = ?').run(id);
  db.prepare('DELETE FROM dispute WHERE id = ?').run(id);
  const payload = {
    summary: `Dispute on ${invoice.number} taken back`,
    dispute: id,
    invoice: invoice.number,
    before: row.state,
    reason,
  };
  return {
    output: null,
    entries: [{ kind: 'dispute_withdrawn', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

interface InvoiceRow {
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly open: number;
  readonly disputed: number;
}

function requireInvoice(db: Connection, accountId: AccountId, id: DocumentId): InvoiceRow {
  const row = db
    .prepare<unknown[], InvoiceRow>(
      `SELECT number, currency, open_minor AS open, disputed FROM document
       WHERE id = ? AND kind = 'invoice' AND account_id IN (SELECT COALESCE(merged_into_id, id) FROM account WHERE id = ?)`,
    )
    .get(id, accountId);
  if (row === undefined) throw new EngineError('not_found', 'The account has no such invoice.');
  return row;
}

function requireAmount({ number, open, currency }: InvoiceRow, amount: MinorUnits | null): void {
  if (amount === null || (amount > 0 && amount <= open)) return;
  const most = formatMoney(open as MinorUnits, currency);
  throw new EngineError(
    'validation',
    `Of invoice ${number}, more than nothing and at most ${most} can be disputed.`,
    {
      path: 'amount',
    },
  );
}

function what({ reason, amountMinor }: DisputeDetails, currency: CurrencyCode): string {
  const amount = amountMinor === null ? 'all of it' : formatMoney(amountMinor, currency);
  return `${DISPUTE_REASON_LABELS[reason].toLowerCase()}, ${amount}`;
}

function details(id: DisputeId, number: string, { text, amountMinor, ...rest }: DisputeDetails) {
  return {
    dispute: id,
    invoice: number,
    amount: amountMinor,
    ...(text === '' ? {} : { text }),
    ...pick(rest),
  };
}

function pick({ reason, owner, nextAction, nextDate, papers }: Omit<DisputeDetails, 'text' | 'amountMinor'>) {
  return { reason, owner, nextAction, nextDate, papers: papers.map((paper) => ({ ...paper })) };
}
