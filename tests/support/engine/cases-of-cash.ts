import type { CashApproval } from '../../../electron/engine/db/commands/cash-application.ts';
import type { BankLineId, CashMatchId, DocumentId } from '../../../shared/domain/ids.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';
import { importRows } from './ledger-files.ts';

const LINES = {
  fileName: 'bank.csv',
  lines: [
    {
      key: 'k1',
      row: 2,
      date: '2026-05-20',
      valueDate: '2026-05-20',
      currency: 'EUR',
      amountMinor: 10_000,
      text: 'INV-5001',
      payerName: null,
      payerAccount: 'DE89370400440532013000',
      bankReference: 'T1',
      ownAccount: null,
    },
  ],
};

/** A bank line of 100.00 and the approval of it for an invoice of 100.00 of the account A. */
export async function approvalOf(engine: EngineTest): Promise<CashApproval> {
  await importRows(engine.workspace, [
    {
      customerNumber: 'A',
      customerName: 'Anker AG',
      invoiceNumber: 'INV-5001',
      invoiceDate: '2026-04-01',
      dueDate: '2026-05-01',
      amount: '100.00',
      currency: 'EUR',
    },
  ]);
  await engine.workspace.db.write('takeBankLines', LINES, engine.workspace.context());
  return {
    accountId: await engine.account('A'),
    bankLineId: engine.value('SELECT id FROM bank_line') as BankLineId,
    paymentId: null,
    kind: 'numbers',
    confidence: 'exact',
    reasons: ['The text names INV-5001, and the amount agrees.'],
    restMinor: 0,
    allocations: [
      {
        itemId: engine.value("SELECT id FROM document WHERE number = 'INV-5001'") as DocumentId,
        kind: 'invoice',
        amountMinor: minorUnits(10_000),
        shortMinor: minorUnits(0),
        shortReason: null,
      },
    ],
    summary: 'Application approved: €100.00 to INV-5001',
  };
}

async function approved(engine: EngineTest): Promise<{ readonly id: CashMatchId }> {
  const { db } = engine.workspace;
  return (await db.write('approveCashMatch', await approvalOf(engine), engine.workspace.context())).output;
}

export const CASES_OF_CASH = {
  takeBankLines: {
    prepare: async () => LINES,
    kind: 'bank_lines_read',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  approveCashMatch: {
    prepare: approvalOf,
    kind: 'cash_match_approved',
    onAccount: true,
    again: 'refused',
    refused: (input) => ({ ...input, restMinor: 1 }),
  },
  withdrawCashMatch: {
    prepare: approved,
    kind: 'cash_match_withdrawn',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  recordCashMatchExport: {
    prepare: async (engine) => ({ ids: [(await approved(engine)).id], fileName: 'cash.csv' }),
    kind: 'cash_matches_exported',
    onAccount: false,
    again: 'another',
    refused: (input) => ({ ...input, ids: ['nothing' as CashMatchId] }),
  },
} satisfies Partial<CommandCases>;
