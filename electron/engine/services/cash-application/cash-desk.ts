import { proposeMatches } from '../../../../shared/domain/cash-application/propose.ts';
import type {
  CashProposal,
  CashProposals,
  CashStatement,
} from '../../../../shared/domain/cash-application/types.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import { listOf } from '../../../../shared/domain/format/words.ts';
import type {
  AccountId,
  BankLineId,
  CashMatchId,
  DocumentId,
  PaymentId,
} from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import {
  adviceMark,
  type RemittanceAdvice,
  readRemittanceAdvice,
} from '../../connectors/bank/remittance-advice.ts';
import type { CashSourceRow } from '../../db/queries/cash-application.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { findPayers, type PayerCandidate } from './find-payers.ts';

/** A line of a bank statement, or a payment of the books. */
export type CashSourceId = { readonly bankLineId: BankLineId } | { readonly paymentId: PaymentId };

/** What a payment may be for, account by account. */
export interface CashAdvice {
  readonly source: CashSourceRow;
  /** Of a payment of the books its own account; of a bank line all that it may come from, the best founded first. */
  readonly accounts: readonly (Omit<PayerCandidate, 'by'> & {
    readonly by: PayerCandidate['by'];
    readonly proposals: CashProposals;
  })[];
}

const MOST_ACCOUNTS = 10;

/**
 * Proposals for one payment. `remittance` is what the payer sent apart from it (a pasted advice): it is read together
 * with the payment's own text, and the amounts that its lines state go before what is open; `accountId` asks about one account that a person picked. Errors: `not_found`.
 */
export async function adviseOn(
  workspace: OpenWorkspace,
  id: CashSourceId,
  more: { readonly remittance?: string; readonly accountId?: AccountId } = {},
): Promise<CashAdvice> {
  const found = await workspace.db.read('cashSource', id);
  if (found === null) throw new EngineError('not_found', 'The payment is not there any more.');
  const source = {
    ...found,
    text: [found.text, more.remittance ?? ''].filter((text) => text !== '').join('\n'),
  };
  const advice = readAdvice(more.remittance ?? '', source.currency);
  const picked = more.accountId ?? source.accountId;
  const candidates =
    picked === null ? await findPayers(workspace, source) : [await ownAccount(workspace, picked)];
  const accounts = await Promise.all(
    candidates.slice(0, MOST_ACCOUNTS).map(async (candidate) => ({
      ...candidate,
      proposals: await proposalsFor(workspace, source, advice, candidate.accountId),
    })),
  );
  return { source, accounts };
}

/** Which of the two an id names. Errors: `not_found`. */
export async function findCashSource(workspace: OpenWorkspace, id: string): Promise<CashSourceId> {
  for (const source of [{ bankLineId: id as BankLineId }, { paymentId: id as PaymentId }]) {
    if ((await workspace.db.read('cashSource', source)) !== null) return source;
  }
  throw new EngineError('not_found', `"${id}" is neither a line of a bank statement nor a payment.`);
}

/**
 * Keeps what a person approved of the proposals, or changed in them. Nothing is posted: it is exported for posting, and
 * until the books show it, its invoices are held out of dunning. Errors as of the command `approveCashMatch`.
 */
export async function approveProposal(
  workspace: OpenWorkspace,
  id: CashSourceId,
  accountId: AccountId,
  proposal: CashProposal,
): Promise<CashMatchId> {
  const source = await workspace.db.read('cashSource', id);
  if (source === null) throw new EngineError('not_found', 'The payment is not there any more.');
  const amount = formatMoney(source.amountMinor, source.currency);
  const numbers = listOf(proposal.allocations.map((part) => part.number));
  const { output } = await workspace.db.write(
    'approveCashMatch',
    {
      accountId,
      bankLineId: 'bankLineId' in id ? id.bankLineId : null,
      paymentId: 'paymentId' in id ? id.paymentId : null,
      kind: proposal.kind,
      confidence: proposal.confidence,
      reasons: proposal.reasons,
      restMinor: proposal.restMinor,
      allocations: proposal.allocations.map(({ number: _, ...part }) => part),
      summary: `Application approved: ${amount} to ${numbers}`,
    },
    workspace.context(),
  );
  return output.id;
}

/** Takes an approval back. `withdrawn` is false when it was taken back before. Errors: `not_found`. */
export async function withdrawMatch(
  workspace: OpenWorkspace,
  id: CashMatchId,
): Promise<{ readonly withdrawn: boolean; readonly accountId: AccountId }> {
  const { output, entries } = await workspace.db.write('withdrawCashMatch', { id }, workspace.context());
  return { withdrawn: entries.length > 0, accountId: output.accountId };
}

async function proposalsFor(
  workspace: OpenWorkspace,
  source: CashSourceRow,
  advice: RemittanceAdvice | null,
  accountId: AccountId,
): Promise<CashProposals> {
  const [items, sent] = await Promise.all([
    workspace.db.read('cashItems', { accountId }),
    workspace.db.read('sentStatements', { accountId, currency: source.currency }),
  ]);
  const statements = sent.map(
    (one): CashStatement => ({
      label: `the ${one.stage === 'statement' ? 'statement' : 'letter'} of ${one.asOf}`,
      items: (JSON.parse(one.invoicesJson) as readonly { readonly id: DocumentId }[]).map((item) => item.id),
    }),
  );
  const found = proposeMatches({ payment: source, items, statements, advice: advice?.lines ?? [] });
  return { ...found, remarks: [...(advice?.remarks ?? []), ...found.remarks] };
}

/** Null where nothing was pasted, or its amounts can be read both with a decimal point and with a decimal comma. */
function readAdvice(text: string, currency: CurrencyCode): RemittanceAdvice | null {
  const mark = text === '' ? null : adviceMark(text);
  return mark === null ? null : readRemittanceAdvice(text, currency, mark);
}

async function ownAccount(workspace: OpenWorkspace, id: AccountId): Promise<PayerCandidate> {
  const today = workspace.today();
  const { name, number } = await workspace.db.read('accountView', { id, asOf: today, today });
  return { accountId: id, name, number, by: [] };
}
