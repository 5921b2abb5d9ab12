import { api } from './base.ts';
import { tellAccount } from './tell-account.ts';

export const holds = {
  set: api.holds.set.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('setHold', input, workspace.context());
    tellAccount(context, input.target.scope === 'workspace' ? null : input.target.accountId);
    return output;
  }),
  lift: api.holds.lift.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('liftHold', input, workspace.context());
    tellAccount(context, input.target.scope === 'workspace' ? null : input.target.accountId);
    return output;
  }),
  list: api.holds.list.handler(async ({ context }) => {
    const workspace = context.session.workspace();
    return { holds: [...(await workspace.db.read('holdList', { asOf: workspace.today() }))] };
  }),
  setDoNotContact: api.holds.setDoNotContact.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('setDoNotContact', input, workspace.context());
    tellAccount(context, input.accountId);
    return output;
  }),
  liftDoNotContact: api.holds.liftDoNotContact.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('liftDoNotContact', input, workspace.context());
    tellAccount(context, null);
    return { lifted: entries.length > 0 };
  }),
  markUnanswered: api.holds.markUnanswered.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('markUnanswered', input, workspace.context());
    tellAccount(context, input.accountId);
    return { marked: entries.length > 0 };
  }),
  clearUnanswered: api.holds.clearUnanswered.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('clearUnanswered', input, workspace.context());
    tellAccount(context, input.accountId);
    return { cleared: entries.length > 0 };
  }),
  markUndeliverable: api.holds.markUndeliverable.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('markUndeliverable', input, workspace.context());
    tellAccount(context, input.accountId);
    return { marked: entries.length > 0 };
  }),
  clearUndeliverable: api.holds.clearUndeliverable.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('clearUndeliverable', input, workspace.context());
    tellAccount(context, input.accountId);
    return { cleared: entries.length > 0 };
  }),
};
