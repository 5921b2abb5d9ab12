import type { Draft } from '../../../shared/contract/drafts.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { draftView } from '../services/outreach/draft-view.ts';
import {
  changeDraft,
  createDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../services/outreach/drafts-service.ts';
import { overdueOf } from '../services/outreach/overdue-of.ts';
import { type LetterProposal, proposeLetter } from '../services/outreach/propose-letter.ts';
import { readSettings } from '../services/settings/settings-service.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

export const drafts = {
  propose: api.drafts.propose.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const settings = await readSettings(workspace);
    const asOf = workspace.today();
    const proposals = [];
    for (const { accountId, currency, documentIds } of input.targets) {
      const request = {
        accountId,
        currency,
        stage: input.stage,
        language: input.language,
        picked: documentIds,
        asOf,
      };
      proposals.push(viewOf(await proposeLetter(workspace, settings, request)));
    }
    return proposals;
  }),
  create: api.drafts.create.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { accountId, currency, documentIds } = input.target;
    const request = {
      accountId,
      currency,
      stage: input.stage,
      language: input.language,
      picked: documentIds,
      asOf: workspace.today(),
    };
    const { draft, proposal } = await createDraft(workspace, request, input.edits);
    if (draft === null) {
      const reasons = proposal.gate.map((entry) => entry.text).join(' ');
      throw new EngineError('policy_blocked', `There is nothing left to write about. ${reasons}`.trim());
    }
    tell(context, draft.id);
    return draft;
  }),
  change: api.drafts.change.handler(async ({ context, input }) => {
    const { id, ...edits } = input;
    const draft = await changeDraft(context.session.workspace(), id, edits);
    tell(context, id);
    return draft;
  }),
  discard: api.drafts.discard.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('discardDraft', input, workspace.context());
    tell(context, input.id);
    await context.session.courier().recount();
    return { discarded: entries.length > 0 };
  }),
  restore: api.drafts.restore.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await workspace.db.write('restoreDraft', input, workspace.context());
    tell(context, input.id);
    return getDraft(workspace, input.id);
  }),
  get: api.drafts.get.handler(({ context, input }) => getDraft(context.session.workspace(), input.id)),
  list: api.drafts.list.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { db } = workspace;
    const page = await db.read('draftList', { ...input, accountId: input.accountId ?? null });
    const mailboxes = await db.read('mailboxes', null);
    const settings = await readSettings(workspace);
    return { ...page, drafts: page.drafts.map((record) => draftView(record, mailboxes, settings)) };
  }),
  saveToMailbox: api.drafts.saveToMailbox.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const queued: Draft[] = [];
    try {
      for (const id of input.ids) {
        await queueDraft(workspace, id, input.mailboxId);
        tell(context, id);
        queued.push(await getDraft(workspace, id));
      }
    } finally {
      // Those before one that was refused are on their way.
      context.session.courier().wake();
    }
    return queued;
  }),
  retry: api.drafts.retry.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    await queueDraft(workspace, input.id);
    await workspace.db.maintain('draftRetryNow', { id: input.id }, workspace.context());
    tell(context, input.id);
    context.session.courier().wake();
    return getDraft(workspace, input.id);
  }),
  exportEml: api.drafts.exportEml.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { accountName, stage } = await getDraft(workspace, input.id);
    const bytes = await exportDraft(workspace, input.id);
    tell(context, input.id);
    const name = `${accountName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}-${stage}.eml`;
    return offerDownload(context.files, { name, mime: 'message/rfc822', bytes });
  }),
  copied: api.drafts.copied.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write(
      'recordDraftExported',
      { id: input.id, as: 'copy' },
      workspace.context(),
    );
    tell(context, input.id);
    return { seq: entries[0]?.seq ?? 0 };
  }),
};

function tell({ hub }: EngineContext, id: DraftId): void {
  hub.changed('drafts', [id]);
  for (const topic of ['timeline', 'accounts', 'worklist', 'log'] as const) hub.changed(topic);
}

function viewOf({ request, facts, stage, to, letter, invoices, amount, gate, from }: LetterProposal) {
  return {
    accountId: request.accountId,
    accountName: facts.account.name,
    currency: request.currency,
    stage,
    draft:
      letter === null
        ? null
        : {
            to: [...to],
            cc: [],
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            unresolved: [...letter.unresolved],
            invoices: [...invoices],
            amount,
          },
    gate: gate.map((entry) => ({ ...entry, invoices: [...entry.invoices] })),
    sender: from.sender,
    senderRemark: from.remark,
    overdue: overdueOf(facts),
  };
}
