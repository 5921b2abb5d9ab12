import type { AccountId, TouchpointId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';

export const accounts = {
  get: api.accounts.get.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    const today = workspace.today();
    return workspace.db.read('accountView', { id: input.id, asOf: input.asOf ?? today, today });
  }),
  timeline: api.accounts.timeline.handler(({ context, input }) =>
    context.session.workspace().db.read('timeline', input),
  ),
  search: api.accounts.search.handler(({ context, input }) =>
    context.session.workspace().db.read('searchAccounts', input),
  ),
  addTouchpoint: api.accounts.addTouchpoint.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('addTouchpoint', input, workspace.context());
    tell(context, [input.accountId]);
    return receipt(entries);
  }),
  retractTouchpoint: api.accounts.retractTouchpoint.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('retractTouchpoint', input, workspace.context());
    tell(context);
    return receipt(entries);
  }),
  setNextAction: api.accounts.setNextAction.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('setNextAction', input, workspace.context());
    tell(context, input.accountIds);
    return { previous: [...output] };
  }),
  snooze: api.accounts.snooze.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    if (input.until !== null && input.until <= workspace.today()) {
      throw new EngineError('validation', 'A snooze ends on a day after today. Choose a later date.', {
        path: 'until',
      });
    }
    const { output } = await workspace.db.write('snooze', input, workspace.context());
    tell(context, input.accountIds);
    return { previous: [...output] };
  }),
  addContact: api.accounts.addContact.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('addContact', input, workspace.context());
    tell(context, [input.accountId]);
    return { id: output.id, ...input.contact, source: 'user' as const };
  }),
  changeContact: api.accounts.changeContact.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write('changeContact', input, workspace.context());
    tell(context, [output.accountId]);
    return { id: input.id, ...input.contact, source: 'user' as const };
  }),
  removeContact: api.accounts.removeContact.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output, entries } = await workspace.db.write('removeContact', input, workspace.context());
    tell(context, [output.accountId]);
    return { removed: entries.length > 0 };
  }),
};

function tell({ hub }: EngineContext, ids?: readonly AccountId[]): void {
  for (const topic of ['accounts', 'timeline', 'worklist'] as const) hub.changed(topic, ids);
  hub.changed('views');
  hub.changed('log');
}

function receipt(entries: readonly { readonly seq: number; readonly id: string; readonly hash: string }[]) {
  const [entry] = entries;
  if (entry === undefined) throw new EngineError('conflict', 'That was done already.');
  return { ...entry, id: entry.id as TouchpointId };
}
