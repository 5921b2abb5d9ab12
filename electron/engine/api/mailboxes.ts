import { acceptCertificate, lookAtCertificates } from '../services/mailboxes/certificates.ts';
import { changeMailbox } from '../services/mailboxes/change-mailbox.ts';
import { proposeServers } from '../services/mailboxes/discover.ts';
import {
  addMailbox,
  listMailboxes,
  pauseMailbox,
  removeMailbox,
  requireMailbox,
  testMailbox,
} from '../services/mailboxes/mailboxes-service.ts';
import { reconnectMailbox } from '../services/mailboxes/oauth-mailbox.ts';
import { probeSent } from '../services/mailboxes/probe-sent.ts';
import { awaitSignIn, cancelSignIn, startSignIn } from '../services/mailboxes/sign-ins.ts';
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
    wakeAll(context);
    return outcome;
  }),
  test: api.mailboxes.test.handler(async ({ context, input, signal }) => {
    const test = await testMailbox(context.session.workspace(), input.id, signal);
    tell(context);
    if (test.ok) context.session.courier().wake();
    return test;
  }),
  probeSent: api.mailboxes.probeSent.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { address } = await requireMailbox(workspace, input.id);
    const jobId = context.jobs.start({
      kind: 'mailbox',
      title: `Test message from ${address}`,
      cancellable: true,
      run: async (signal, report) => {
        try {
          return await probeSent(workspace, input.id, { signal, report });
        } finally {
          tell(context);
        }
      },
    });
    return { jobId };
  }),
  remove: api.mailboxes.remove.handler(async ({ context, input }) => {
    const removed = await removeMailbox(context.session.workspace(), input.id);
    tell(context);
    context.hub.changed('drafts');
    await context.session.courier().recount();
    return { removed };
  }),
  discover: api.mailboxes.discover.handler(({ input, signal }) => proposeServers(input.address, signal)),
  startSignIn: api.mailboxes.startSignIn.handler(({ context, input }) =>
    startSignIn(context.session.workspace(), input),
  ),
  awaitSignIn: api.mailboxes.awaitSignIn.handler(({ context, input }) =>
    awaitSignIn(context.session.workspace(), input.id),
  ),
  cancelSignIn: api.mailboxes.cancelSignIn.handler(({ context, input }) => ({
    cancelled: cancelSignIn(context.session.workspace(), input.id),
  })),
  reconnect: api.mailboxes.reconnect.handler(async ({ context, input }) => {
    const mailbox = await reconnectMailbox(context.session.workspace(), input.id, input.signIn);
    tell(context);
    wakeAll(context);
    return mailbox;
  }),
  certificates: api.mailboxes.certificates.handler(({ context, input, signal }) =>
    lookAtCertificates(context.session.workspace(), input.id, signal),
  ),
  acceptCertificate: api.mailboxes.acceptCertificate.handler(async ({ context, input, signal }) => {
    const mailbox = await acceptCertificate(context.session.workspace(), input, signal);
    tell(context);
    return mailbox;
  }),
  pause: api.mailboxes.pause.handler(async ({ context, input }) => {
    const mailbox = await pauseMailbox(context.session.workspace(), input.id);
    tell(context);
    context.hub.changed('outbox');
    return mailbox;
  }),
};

function wakeAll({ hub, session }: EngineContext): void {
  hub.changed('drafts');
  hub.changed('outbox');
  session.courier().wake();
  session.outbox().wake();
}

function tell({ hub }: EngineContext): void {
  hub.changed('mailboxes');
  hub.changed('log');
}
