import { COUNTRIES, regionsOf } from '../../../shared/domain/contact-rules/place.ts';
import type { AccountId, TouchpointId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { listCalls } from '../services/calls/call-list.ts';
import { callSheet } from '../services/calls/call-sheet.ts';
import { logCall } from '../services/calls/log-call.ts';
import type { OpenWorkspace } from '../services/workspace/open-workspace.ts';
import { api } from './base.ts';
import { tellAccount } from './tell-account.ts';

export const calls = {
  list: api.calls.list.handler(({ context }) => listCalls(context.session.workspace())),
  count: api.calls.count.handler(async ({ context }) => {
    const workspace = context.session.workspace();
    return { total: await workspace.db.read('accountsToCallCount', { today: workspace.today() }) };
  }),
  sheet: api.calls.sheet.handler(({ context, input }) =>
    callSheet(context.session.workspace(), input.accountId),
  ),
  log: api.calls.log.handler(async ({ context, input }) => {
    const { output, entries } = await logCall(context.session.workspace(), input);
    tellAccount(context, input.accountId);
    const [entry] = entries;
    if (entry === undefined) throw new EngineError('conflict', 'That was done already.');
    return {
      ...{ ...entry, id: entry.id as TouchpointId },
      promiseId: output.promise?.id ?? null,
      disputeId: output.dispute?.id ?? null,
      previous: output.previous,
      warnings: [...output.warnings],
    };
  }),
  undo: api.calls.undo.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('undoCall', input, workspace.context());
    tellAccount(context, input.accountId);
    return { undone: entries.length > 0 };
  }),
  debtor: api.calls.debtor.handler(({ context, input }) =>
    debtor(context.session.workspace(), input.accountId),
  ),
  setDebtor: api.calls.setDebtor.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await workspace.db.write('setDebtorProfile', input, workspace.context());
    tellAccount(context, input.accountId);
    return debtor(workspace, input.accountId);
  }),
  countries: api.calls.countries.handler(() => COUNTRIES.map((country) => ({ ...country }))),
  regions: api.calls.regions.handler(({ input }) =>
    regionsOf(input.country).map((region) => ({ ...region })),
  ),
};

async function debtor(workspace: OpenWorkspace, accountId: AccountId) {
  const { profile, subject } = await workspace.db.read('debtorView', accountId);
  return { profile: { ...profile }, place: { ...subject.place } };
}
