import { changeMailbox } from '../services/mailboxes/change-mailbox.ts';
import {
  addMailbox,
  listMailboxes,
  removeMailbox,
  testMailbox,
} from '../services/mailboxes/mailboxes-service.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';

export const mailboxes = {
  list: api.mailboxes.list.handler(({ context }) => listMailboxes(context.session.workspace())),
  add: api.mailboxes.add.handler(async ({ context, input }) => {
    const added = await addMailbox(context.session.workspace(), input);
    tell(context);
    return added;
  }),
  change: api.mailboxes.change.handler(async ({ context, input, signal }) => {
    const outcome = await changeMailbox(context.session.workspace(), input, signal);
    if (!outcome.saved) return outcome;
    tell(context);
    context.hub.changed('drafts');
    context.session.courier().wake();
    return outcome;
  }),
  test: api.mailboxes.test.handler(async ({ context, input, signal }) => {
    const test = await testMailbox(context.session.workspace(), input.id, signal);
    tell(context);
    if (test.ok) context.session.courier().wake();
    return test;
  }),
  remove: api.mailboxes.remove.handler(async ({ context, input }) => {
    const removed = await removeMailbox(context.session.workspace(), input.id);
    tell(context);
    context.hub.changed('drafts');
    return { removed };
  }),
};

function tell({ hub }: EngineContext): void {
  hub.changed('mailboxes');
  hub.changed('log');
}
