import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { figuresLine } from '../../../../shared/domain/figures.ts';
import type { GateEntry } from '../../../../shared/domain/gate/types.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { createDraft, exportDraft } from '../../../engine/services/outreach/drafts-service.ts';
import { senderNamed } from '../../../engine/services/outreach/letter-sender.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { currencyFor } from '../currency-choice.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { manyLines, oneLine } from '../output/terminal-text.ts';
import { asOfValue, choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';
import { requireAnyMailbox } from './mail-account.ts';

/** What the gate says of a letter that is to be written, or of one that was. */
type Remark = GateEntry | Draft['gate'][number];

interface Finished {
  readonly file: string | null;
  readonly mailbox: {
    readonly state: string;
    readonly folder: string | null;
    readonly messageId: string;
  } | null;
}

/** Writes the letter of one account and currency and keeps it; the gate says what was left out, and why. */
export const draftCreate: Command = defineCommand({
  parameters: {},
  flags: {
    account: 'required',
    template: 'required',
    'as-of': 'optional',
    language: 'optional',
    currency: 'optional',
    out: 'optional',
    'save-to-mailbox': 'switch',
    mailbox: 'optional',
  },
  run: (context, flags) => {
    const stage = choiceValue('template', flags.template, TEMPLATE_STAGES);
    const file = flags.out === null ? null : pathFrom(context, flags.out);
    if (file !== null) requireOutputPlace(file);
    return withWorkspace(context, 'write', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const sender = flags.mailbox === null ? null : await senderNamed(workspace, flags.mailbox);
      if (flags['save-to-mailbox']) await requireAnyMailbox(workspace);
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const currency = await currencyFor(workspace, accountId, flags.currency, asOf);
      const { draft, proposal } = await createDraft(
        workspace,
        { accountId, currency, stage, language: flags.language ?? 'en', asOf },
        { origin: 'command_line', ...(sender === null ? {} : { sender }) },
      );
      const gate: readonly Remark[] = draft?.gate ?? proposal.gate;
      const finished =
        draft === null ? null : await finish(context, workspace, draft, file, flags['save-to-mailbox']);
      return {
        json: {
          draft: draft === null ? null : printedDraft(draft),
          gate,
          ...(proposal.from.remark === null || sender !== null ? {} : { senderRemark: proposal.from.remark }),
          ...(finished?.file ? { file: finished.file } : {}),
          ...(finished?.mailbox ? { mailbox: finished.mailbox } : {}),
        },
        text: () =>
          draft === null ? emptyText(gate, { stage, currency, asOf }) : draftText(draft, gate, finished),
      };
    });
  },
});

async function finish(
  context: CommandContext,
  workspace: OpenWorkspace,
  draft: Draft,
  file: string | null,
  toMailbox: boolean,
): Promise<Finished> {
  if (file !== null) await writeOutputFile(file, await exportDraft(workspace, draft.id));
  if (!toMailbox) return { file, mailbox: null };
  const { saveToMailbox } = await import('../save-to-mailbox.ts');
  const { state, folder, messageId } = await saveToMailbox(context, workspace, draft.id);
  return { file, mailbox: { state, folder, messageId } };
}

function printedDraft(draft: Draft) {
  const { id, subject, text, html, messageId, unresolved, currency, stage, language, figures } = draft;
  return {
    id,
    to: draft.to.map(({ address }) => address),
    cc: draft.cc.map(({ address }) => address),
    from: draft.from?.address ?? null,
    ...{ subject, text, html, attachments: [] },
    invoices: draft.invoices.map(({ number }) => number),
    ...{ currency, template: stage, language, messageId, unresolved, figures },
  };
}

function remarkLines(gate: readonly Remark[]): string[] {
  if (gate.length === 0) return [];
  return [
    gate.map(({ decision, code, text }) => `${decision.toUpperCase()} ${code}: ${oneLine(text)}`).join('\n'),
  ];
}

const SUBJECTS: Readonly<Record<TemplateStage, string>> = {
  before_due: 'will soon be due',
  friendly: 'is overdue',
  firm: 'is overdue',
  final: 'is overdue',
  statement: 'is open',
};

function emptyText(
  gate: readonly Remark[],
  asked: { readonly stage: TemplateStage; readonly currency: CurrencyCode; readonly asOf: PlainDate },
): string {
  const why =
    gate.length > 0 ? '.' : `: nothing in ${asked.currency} ${SUBJECTS[asked.stage]} on ${asked.asOf}.`;
  return [`There is nothing to write${why}`, ...remarkLines(gate)].join('\n\n');
}

function draftText(draft: Draft, gate: readonly Remark[], finished: Finished | null): string {
  const head = [
    ...(draft.from === null ? [] : [`From:    ${oneLine(draft.from.address)}`]),
    `To:      ${oneLine(draft.to.map(({ address }) => address).join(', '))}`,
    `Subject: ${oneLine(draft.subject)}`,
  ].join('\n');
  const gaps = draft.unresolved.length === 0 ? [] : [`Gaps to fill: ${draft.unresolved.join(', ')}`];
  const done = [
    ...(finished?.file ? [`Written to ${finished.file}.`] : []),
    ...(finished?.mailbox
      ? [`Saved to the mailbox folder "${oneLine(finished.mailbox.folder ?? '')}".`]
      : []),
  ];
  return [
    head,
    manyLines(draft.text).trimEnd(),
    ...(draft.figures === null ? [] : [oneLine(figuresLine(draft.figures))]),
    ...remarkLines(gate),
    ...gaps,
    ...(done.length > 0 ? [done.join('\n')] : []),
  ].join('\n\n');
}
