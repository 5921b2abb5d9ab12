import type { Draft } from '../../../shared/contract/drafts.ts';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import {
  approveDraft,
  getMessage,
  getMessages,
  listOutbox,
  sendMessage,
  undoSending,
  withdrawMessage,
} from '../services/outbox/outbox-service.ts';
import { rebuildFromToday, reworkFromToday } from '../services/outbox/rebuild.ts';
import { getDraft } from '../services/outreach/drafts-service.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

export const outbox = {
  approve: api.outbox.approve.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const approved: OutboxMessage[] = [];
    try {
      for (const draftId of input.draftIds) {
        const { mailboxId, despiteEdits } = input;
        const id = await approveDraft(workspace, draftId, mailboxId, { despiteEdits });
        approved.push(await getMessage(workspace, id));
      }
    } finally {
      tell(context);
    }
    return approved;
  }),
  withdraw: api.outbox.withdraw.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const drafts: Draft[] = [];
    try {
      for (const id of input.ids)
        drafts.push(await getDraft(workspace, await withdrawMessage(workspace, id)));
    } finally {
      tell(context);
    }
    return drafts;
  }),
  send: api.outbox.send.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    try {
      for (const id of input.ids) await sendMessage(workspace, id);
    } finally {
      tell(context);
      context.session.outbox().wake();
    }
    return allOf(context, input.ids);
  }),
  undo: api.outbox.undo.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const stopped: OutboxMessageId[] = [];
    const tooLate: OutboxMessageId[] = [];
    for (const id of input.ids) ((await undoSending(workspace, id)) ? stopped : tooLate).push(id);
    tell(context);
    return { stopped: await allOf(context, stopped), tooLate };
  }),
  list: api.outbox.list.handler(({ context, input }) =>
    listOutbox(context.session.workspace(), {
      ...input,
      accountId: input.accountId ?? null,
      settledSince: input.settledSince ?? null,
    }),
  ),
  get: api.outbox.get.handler(({ context, input }) => getMessage(context.session.workspace(), input.id)),
  attempts: api.outbox.attempts.handler(({ context, input }) =>
    context.session.workspace().db.read('outboxAttempts', input),
  ),
  rebuild: api.outbox.rebuild.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await rebuildFromToday(workspace, input.id, input);
    tell(context);
    return getMessage(workspace, input.id);
  }),
  rework: api.outbox.rework.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const draftId = await reworkFromToday(workspace, input.id);
    tell(context);
    return getDraft(workspace, draftId);
  }),
  resolve: api.outbox.resolve.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await workspace.db.write('resolveMessage', { ...input, by: 'person' }, workspace.context());
    tell(context);
    context.session.outbox().wake();
    return getMessage(workspace, input.id);
  }),
  retry: api.outbox.retry.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await workspace.db.maintain('messageRetryNow', input, workspace.context());
    context.session.outbox().wake();
    return getMessage(workspace, input.id);
  }),
  exportEml: api.outbox.exportEml.handler(async ({ context, input }) => {
    const { db } = context.session.workspace();
    const { account } = await getMessage(context.session.workspace(), input.id);
    const bytes = Buffer.from(await db.read('outboxBytes', input));
    const name = `${account.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.eml`;
    return offerDownload(context.files, { name, mime: 'message/rfc822', bytes });
  }),
  resume: api.outbox.resume.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    if (workspace.demo) return { resumed: false };
    const { entries } = await workspace.db.write(
      'resumeMailbox',
      { id: input.mailboxId },
      workspace.context(),
    );
    tell(context);
    context.session.outbox().wake();
    return { resumed: entries.length > 0 };
  }),
};

function allOf(context: EngineContext, ids: readonly OutboxMessageId[]): Promise<OutboxMessage[]> {
  return getMessages(context.session.workspace(), ids);
}

function tell({ hub }: EngineContext): void {
  for (const topic of ['outbox', 'drafts', 'timeline', 'accounts', 'worklist', 'log'] as const)
    hub.changed(topic);
}
