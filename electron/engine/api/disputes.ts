import { api } from './base.ts';
import { tellAccount } from './tell-account.ts';

export const disputes = {
  open: api.disputes.open.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('openDispute', input, workspace.context());
    tellAccount(context, input.accountId);
    return output;
  }),
  change: api.disputes.change.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('changeDispute', input, workspace.context());
    tellAccount(context, null);
    return { changed: entries.length > 0 };
  }),
  resolve: api.disputes.resolve.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('resolveDispute', input, workspace.context());
    tellAccount(context, null);
    return { resolved: entries.length > 0 };
  }),
  reopen: api.disputes.reopen.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('reopenDispute', input, workspace.context());
    tellAccount(context, null);
    return { reopened: entries.length > 0 };
  }),
  withdraw: api.disputes.withdraw.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('withdrawDispute', input, workspace.context());
    tellAccount(context, null);
    return { withdrawn: entries.length > 0 };
  }),
  summary: api.disputes.summary.handler(({ context }) => {
    const workspace = context.session.workspace();
    return workspace.db.read('disputeSummary', { asOf: workspace.today() });
  }),
  list: api.disputes.list.handler(({ context, input }) =>
    context.session.workspace().db.read('disputeList', input),
  ),
};
