import { addPromise } from '../services/promises/add-promise.ts';
import { api } from './base.ts';
import { tellAccount } from './tell-account.ts';

export const promises = {
  add: api.promises.add.handler(async ({ context, input }) => {
    const { output } = await addPromise(context.session.workspace(), input);
    tellAccount(context, input.accountId);
    return { ...output, replaced: [...output.replaced] };
  }),
  withdraw: api.promises.withdraw.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('withdrawPromise', input, workspace.context());
    tellAccount(context, null);
    return { withdrawn: entries.length > 0 };
  }),
  reinstate: api.promises.reinstate.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('reinstatePromise', input, workspace.context());
    tellAccount(context, null);
    return { reinstated: entries.length > 0 };
  }),
  correct: api.promises.correct.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('correctPromise', input, workspace.context());
    tellAccount(context, null);
    return { corrected: entries.length > 0 };
  }),
  list: api.promises.list.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    return workspace.db.read('promiseList', { ...input, asOf: workspace.today() });
  }),
};
