import type { UnappliedKind } from '../../../electron/engine/db/queries/unapplied-cash.ts';
import { adviseOn, approveProposal } from '../../../electron/engine/services/cash-application/cash-desk.ts';
import { takeBankStatement } from '../../../electron/engine/services/cash-application/take-bank-statement.ts';
import type { BankLineId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from './engine-test.ts';
import { importRows } from './ledger-files.ts';

export const IBAN = 'DE89370400440532013000';
export const DUE = { invoiceDate: '2026-04-01', dueDate: '2026-05-01', currency: 'EUR' };

/** Anker owes 5001 and 5002, Brandt owes 5003; one more spelling of Anker has its own account. */
export async function books() {
  const engine = await engineTest();
  await importRows(engine.workspace, [
    { ...DUE, customerNumber: 'A', customerName: 'Anker AG', invoiceNumber: 'INV-5001', amount: '100.00' },
    { ...DUE, customerNumber: 'A', customerName: 'Anker AG', invoiceNumber: 'INV-5002', amount: '250.00' },
    { ...DUE, customerNumber: 'B', customerName: 'Brandt KG', invoiceNumber: 'INV-5003', amount: '100.00' },
    { ...DUE, customerNumber: 'A2', customerName: 'Anker AG', invoiceNumber: '=7+INV-5004', amount: '70.00' },
  ]);
  return engine;
}

const statement = (...rows: string[]) =>
  Buffer.from(`${['Date,Amount,Currency,Payer,IBAN,Details', ...rows].join('\r\n')}\r\n`);

export function take(engine: EngineTest, ...rows: string[]) {
  return takeBankStatement(engine.workspace, { fileName: 'bank.csv', bytes: statement(...rows) });
}

export async function lineOf(engine: EngineTest, row: string): Promise<{ readonly bankLineId: BankLineId }> {
  await take(engine, row);
  return { bankLineId: engine.value('SELECT id FROM bank_line ORDER BY id DESC') as BankLineId };
}

export async function approveFirst(engine: EngineTest, id: { readonly bankLineId: BankLineId }) {
  const { accounts } = await adviseOn(engine.workspace, id);
  const [account] = accounts;
  const [proposal] = account?.proposals.proposals ?? [];
  if (account === undefined || proposal === undefined) throw new Error('nothing is proposed');
  return approveProposal(engine.workspace, id, account.accountId, proposal);
}

export const unapplied = (
  engine: EngineTest,
  kinds: readonly UnappliedKind[],
  limit = 100,
  cursor: string | null = null,
) => engine.workspace.db.read('unappliedCash', { kinds, limit, cursor, today: engine.workspace.today() });

export const bankLines = async (engine: EngineTest) => (await unapplied(engine, ['bank_line'])).rows;

export const claims = async (engine: EngineTest, key: string) =>
  engine.workspace.db.read('claimedCash', { accountId: await engine.account(key) });
