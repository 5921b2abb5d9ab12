import type { MailboxTest, SentProbe } from '../../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { MailboxRow } from '../../../engine/db/queries/mailboxes.ts';
import { isEngineError } from '../../../engine/platform/engine-error.ts';
import { testMailbox } from '../../../engine/services/mailboxes/mailboxes-service.ts';
import { probeSent } from '../../../engine/services/mailboxes/probe-sent.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type CommandResult, defineCommand } from '../arguments/command.ts';
import type { CommandContext } from '../context.ts';
import { oneLine } from '../output/terminal-text.ts';
import { withWorkspace } from '../workspace.ts';
import { chosenMailbox } from './mail-account.ts';

/** What the test message showed, or why it showed nothing. */
type SentOutcome =
  | ({ readonly ok: true; readonly text: string } & SentProbe)
  | { readonly ok: false; readonly text: string };

/**
 * Tries a mailbox step by step; ends with status 1 when a step fails. A mailbox with a password is tried while a window has
 * the workspace open; one that was connected by OAuth, or is to send a test message, needs the workspace for itself.
 */
export const mailAccountTest = defineCommand({
  parameters: { ADDRESS: 'optional' },
  flags: { address: 'optional', 'probe-sent': 'switch' },
  run: async (context, flags, { ADDRESS }) => {
    const wanted = ADDRESS ?? flags.address;
    if (flags['probe-sent']) {
      return withWorkspace(context, 'write', async (workspace) => {
        const mailbox = await chosenMailbox(workspace, wanted);
        const test = await testMailbox(workspace, mailbox.id, context.cancellation());
        const sent = test.ok ? await sentOutcome(context, workspace, mailbox.id) : NOT_TRIED;
        return resultOf(mailbox, test, sent);
      });
    }
    const test = (workspace: OpenWorkspace, { id }: MailboxRow) =>
      testMailbox(workspace, id, context.cancellation());
    const { mailbox, tested } = await withWorkspace(context, 'read', async (workspace) => {
      const chosen = await chosenMailbox(workspace, wanted);
      return {
        mailbox: chosen,
        tested: chosen.login === 'password' ? await test(workspace, chosen) : null,
      };
    });
    const outcome = tested ?? (await withTokens(context, (workspace) => test(workspace, mailbox)));
    return resultOf(mailbox, outcome, null);
  },
});

/** A token that is renewed has to be kept, so the workspace is opened for writing, unless a window has it. */
async function withTokens<Value>(
  context: CommandContext,
  work: (workspace: OpenWorkspace) => Promise<Value>,
): Promise<Value> {
  try {
    return await withWorkspace(context, 'write', work);
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'locked') throw error;
    return withWorkspace(context, 'read', work);
  }
}

const NOT_TRIED: SentOutcome = {
  ok: false,
  text: 'No test message was sent, because the mailbox does not work yet.',
};

async function sentOutcome(
  context: CommandContext,
  workspace: OpenWorkspace,
  id: MailboxId,
): Promise<SentOutcome> {
  try {
    const found = await probeSent(workspace, id, {
      signal: context.cancellation(),
      report: ({ phase, done, total }) => context.narrator.progress(phase, done, total),
    });
    const who = found.savesSent ? 'The provider keeps' : 'Duebook keeps';
    return { ok: true, ...found, text: `${who} copies of sent mail.` };
  } catch (error) {
    if (isEngineError(error) && error.code !== 'internal') return { ok: false, text: error.message };
    throw error;
  }
}

function resultOf(
  { address }: MailboxRow,
  { ok, at, checks }: MailboxTest,
  sentCopies: SentOutcome | null,
): CommandResult {
  const good = ok && sentCopies?.ok !== false;
  const all = [...checks, ...(sentCopies === null ? [] : [{ check: 'sent_copies', ...sentCopies }])];
  const lines = all.map(({ check, ok: passed, text }) => `${passed ? '✓' : '✗'} ${check}: ${oneLine(text)}`);
  return {
    json: { ok: good, address, at, checks, ...(sentCopies === null ? {} : { sentCopies }) },
    text: () => [`${oneLine(address)}: ${good ? 'works' : 'does not work yet'}`, ...lines].join('\n'),
    status: good ? 0 : 1,
  };
}
