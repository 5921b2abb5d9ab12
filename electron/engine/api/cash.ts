import type { AccountId } from '../../../shared/domain/ids.ts';
import { adviseOn, approveProposal, withdrawMatch } from '../services/cash-application/cash-desk.ts';
import { exportMatches, recordExport } from '../services/cash-application/export-matches.ts';
import { takeBankStatement } from '../services/cash-application/take-bank-statement.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

export const cash = {
  unapplied: api.cash.unapplied.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    return workspace.db.read('unappliedCash', { ...input, today: workspace.today() });
  }),
  byAccount: api.cash.byAccount.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    return workspace.db.read('waitingAccounts', { ...input, today: workspace.today() });
  }),
  takeStatement: api.cash.takeStatement.handler(async ({ context, input, signal }) => {
    const workspace = context.session.workspace();
    const { name: fileName, bytes } = await context.files.readGrant(input.grant);
    const { dateOrder, decimalMark, currency } = input.answers;
    const answers = {
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(decimalMark === undefined ? {} : { decimalMark }),
      ...(currency === undefined ? {} : { currency }),
    };
    const taken = await takeBankStatement(workspace, { fileName, bytes, answers }, signal);
    if (taken.state === 'taken') tell(context, ['cash', 'log']);
    return taken;
  }),
  advise: api.cash.advise.handler(async ({ context, input }) => {
    const { source, accountId, remittance } = input;
    const more = accountId === null ? { remittance } : { remittance, accountId };
    const { accounts } = await adviseOn(context.session.workspace(), source, more);
    return { accounts };
  }),
  approve: api.cash.approve.handler(async ({ context, input }) => {
    const { source, accountId, proposal } = input;
    const id = await approveProposal(context.session.workspace(), source, accountId, proposal);
    tellAccount(context, accountId);
    return { id };
  }),
  withdraw: api.cash.withdraw.handler(async ({ context, input }) => {
    const { withdrawn, accountId } = await withdrawMatch(context.session.workspace(), input.id);
    if (withdrawn) tellAccount(context, accountId);
    return { withdrawn };
  }),
  matches: api.cash.matches.handler(({ context, input }) =>
    context.session.workspace().db.read('cashMatchPage', input),
  ),
  export: api.cash.export.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { ids, ...file } = await exportMatches(workspace, input);
    const onHandedOut = () => {
      recordExport(workspace, { ids, name: file.name }).then(
        () => tell(context, ['cash', 'log']),
        // A workspace that was locked meanwhile: they wait for their export still, and go out once more.
        () => undefined,
      );
    };
    return { download: offerDownload(context.files, { ...file, onHandedOut }), matches: ids.length };
  }),
};

/** What is claimed of an account changed: its letters, written or approved, are gated anew. */
function tellAccount(context: EngineContext, accountId: AccountId): void {
  for (const topic of ['accounts', 'timeline'] as const) context.hub.changed(topic, [accountId]);
  tell(context, ['cash', 'worklist', 'drafts', 'outbox', 'log']);
}

type Told = 'cash' | 'worklist' | 'drafts' | 'outbox' | 'log';

function tell({ hub }: EngineContext, topics: readonly Told[]): void {
  for (const topic of topics) hub.changed(topic);
}
