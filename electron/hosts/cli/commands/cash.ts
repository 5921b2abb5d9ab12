import type { CashMatchId } from '../../../../shared/domain/ids.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import type { MatchRow } from '../../../engine/db/queries/cash-lists.ts';
import type { UnappliedRow, WaitingAccountRow } from '../../../engine/db/queries/unapplied-cash.ts';
import { withdrawMatch } from '../../../engine/services/cash-application/cash-desk.ts';
import { exportMatches, recordExport } from '../../../engine/services/cash-application/export-matches.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { textTable } from '../output/table.ts';
import { choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const PAGE = 500;
const KINDS = ['bank_line', 'payment', 'credit_note'] as const;

/**
 * Money without an invoice; with `--accounts` what waits in the books account by account, with `--approved` what was
 * approved and not exported yet, with `--all` all of that.
 */
export const cashList: Command = defineCommand({
  parameters: {},
  flags: { approved: 'switch', all: 'switch', accounts: 'switch' },
  run: (context, flags) =>
    withWorkspace(context, 'read', async (workspace) => {
      if (flags.approved || flags.all) {
        const pending = !flags.all;
        const matches = await everyRow((cursor) =>
          workspace.db.read('cashMatchPage', { pending, limit: PAGE, cursor }),
        );
        return { json: { matches: matches.map(printedMatch) }, text: () => matchesText(matches) };
      }
      const today = workspace.today();
      if (flags.accounts) {
        const waiting = await everyRow((cursor) =>
          workspace.db.read('waitingAccounts', { today, limit: PAGE, cursor }),
        );
        return { json: { accounts: waiting.map(printedWaiting) }, text: () => waitingText(waiting) };
      }
      const unapplied = await everyRow((cursor) =>
        workspace.db.read('unappliedCash', { kinds: KINDS, today, limit: PAGE, cursor }),
      );
      return { json: { unapplied: unapplied.map(printedMoney) }, text: () => unappliedText(unapplied) };
    }),
});

/** Takes an approved application back. */
export const cashWithdraw: Command = defineCommand({
  parameters: { MATCH: 'required' },
  flags: {},
  run: (context, _flags, { MATCH }) =>
    withWorkspace(context, 'write', async (workspace) => {
      const { withdrawn } = await withdrawMatch(workspace, MATCH as CashMatchId);
      return {
        json: { id: MATCH, withdrawn },
        text: () => (withdrawn ? 'Withdrawn.' : 'It was withdrawn before.'),
      };
    }),
});

/** Writes the file for whoever posts; `--all` also what was exported before. */
export const cashExport: Command = defineCommand({
  parameters: {},
  flags: { format: 'required', out: 'required', all: 'switch' },
  run: (context, flags) => {
    const format = choiceValue('format', flags.format, ['csv', 'xlsx'] as const);
    const file = pathFrom(context, flags.out);
    requireOutputPlace(file);
    return withWorkspace(context, 'write', async (workspace) => {
      const { bytes, ids, name } = await exportMatches(workspace, { format, pending: !flags.all });
      await writeOutputFile(file, bytes);
      await recordExport(workspace, { ids, name });
      const matches = ids.length;
      return { json: { file, matches }, text: () => `${matches} approved applications written to ${file}.` };
    });
  },
});

/** All rows of a list that is read page by page. */
async function everyRow<Row>(
  readPage: (
    cursor: string | null,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let page = await readPage(null); ; page = await readPage(page.next)) {
    all.push(...page.rows);
    if (page.next === null) return all;
  }
}

function printedMoney({ amountMinor, openMinor, accountId, account, ...money }: UnappliedRow) {
  return {
    ...money,
    account: accountId === null ? null : { id: accountId, name: account },
    amount: formatDecimal(amountMinor, money.currency),
    open: formatDecimal(openMinor, money.currency),
  };
}

function printedWaiting(row: WaitingAccountRow) {
  const decimal = (minor: WaitingAccountRow['unappliedMinor']) => formatDecimal(minor, row.currency);
  return {
    account: { id: row.accountId, number: row.number, name: row.account },
    currency: row.currency,
    unapplied: decimal(row.unappliedMinor),
    payments: row.payments,
    oldestDays: row.oldestDays,
    upTo30: decimal(row.upTo30),
    upTo60: decimal(row.upTo60),
    upTo90: decimal(row.upTo90),
    over90: decimal(row.over90),
    credits: decimal(row.creditsMinor),
    creditNotes: row.creditNotes,
  };
}

function waitingText(rows: readonly WaitingAccountRow[]): string {
  if (rows.length === 0) return 'No account has unapplied payments or open credit notes.';
  const money = (header: string, minor: (row: WaitingAccountRow) => WaitingAccountRow['unappliedMinor']) => ({
    header,
    align: 'right' as const,
    value: (row: WaitingAccountRow) => groupedDecimal(minor(row), row.currency),
  });
  return textTable<WaitingAccountRow>(
    [
      { header: 'Account', value: (row) => row.account },
      { header: 'Currency', value: (row) => row.currency },
      money('Unapplied', (row) => row.unappliedMinor),
      {
        header: 'Oldest',
        align: 'right',
        value: (row) => (row.oldestDays === null ? '' : `${row.oldestDays} d`),
      },
      money('0-30', (row) => row.upTo30),
      money('31-60', (row) => row.upTo60),
      money('61-90', (row) => row.upTo90),
      money('Over 90', (row) => row.over90),
      money('Credits', (row) => row.creditsMinor),
    ],
    rows,
  );
}

function printedMatch(match: MatchRow) {
  const { id, date, currency, kind, confidence, reasons, approvedAt, approvedBy, exportedAt } = match;
  return {
    ...{ id, account: { id: match.accountId, number: match.accountNumber, name: match.account } },
    source: match.bankLineId ?? match.paymentId,
    ...{ date, currency, amount: formatDecimal(match.amountMinor, currency) },
    ...{ onAccount: formatDecimal(match.restMinor, currency), kind, confidence, reasons },
    items: match.items.map((item) => ({
      kind: item.kind,
      number: item.number,
      applied: formatDecimal(item.amountMinor, currency),
      short: formatDecimal(item.shortMinor, currency),
      shortReason: item.shortReason,
      gone: item.gone,
    })),
    ...{ approvedAt, approvedBy, exportedAt },
  };
}

function unappliedText(rows: readonly UnappliedRow[]): string {
  if (rows.length === 0) return 'No money without an invoice. Read a bank statement with "cash import FILE".';
  return textTable<UnappliedRow>(
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Date', value: (row) => row.date ?? '' },
      { header: 'Days', align: 'right', value: (row) => String(row.waitingDays ?? '') },
      { header: 'From', value: (row) => row.account ?? row.payerName ?? '' },
      { header: 'Stands in', value: (row) => row.kind },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Amount', align: 'right', value: (row) => groupedDecimal(row.openMinor, row.currency) },
      { header: 'Text', value: (row) => row.text },
    ],
    rows,
  );
}

function matchesText(rows: readonly MatchRow[]): string {
  if (rows.length === 0) return 'Nothing is approved.';
  return textTable<MatchRow>(
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Account', value: (row) => row.account },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Amount', align: 'right', value: (row) => groupedDecimal(row.amountMinor, row.currency) },
      { header: 'For', value: (row) => row.items.map((item) => item.number).join(', ') },
      { header: 'Exported', value: (row) => row.exportedAt ?? 'not yet' },
    ],
    rows,
  );
}
