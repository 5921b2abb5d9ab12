import type { WriteBackView } from '../../../../shared/contract/write-back.ts';
import { WRITE_BACK_KINDS, type WriteBackKind } from '../../../../shared/domain/connections/write-back.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { requireConnection } from '../../../engine/services/connections/connections-service.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import {
  retryNotes,
  setWriteBack,
  writeBackOf,
} from '../../../engine/services/write-back/write-back-service.ts';
import { recoverInterrupted, writeDueNotes } from '../../../engine/services/write-back/write-due-notes.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { withWorkspace } from '../workspace.ts';

const USAGE = 'connection write-back NAME [--on --kind K… [--approve] | --off | --send | --retry | --list]';

/**
 * Shows or changes whether notes and letters flow back into the books of a connection. Switching on without `--approve` only shows
 * what would be written. `--send` writes what is due now.
 */
export const writeBack: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: {
    on: 'switch',
    off: 'switch',
    list: 'switch',
    send: 'switch',
    retry: 'switch',
    approve: 'switch',
    kind: 'repeated',
  },
  run: (context, flags, { NAME }) => {
    const asked = (['on', 'off', 'send', 'retry', 'list'] as const).filter((name) => flags[name]);
    if (asked.length > 1)
      throw new UsageError('Choose one of --on, --off, --send, --retry and --list.', USAGE);
    const [action = 'list'] = asked;
    if (action !== 'on' && (flags.approve || flags.kind.length > 0)) {
      throw new UsageError('--kind and --approve go with --on.', USAGE);
    }
    const kinds = flags.kind.map(kindOf);
    return withWorkspace(context, action === 'list' ? 'read' : 'write', async (workspace, { logger }) => {
      const connection = await requireConnection(workspace, NAME);
      if (action === 'on') await switchOn(workspace, connection.id, { kinds, approve: flags.approve });
      if (action === 'off') {
        await setWriteBack(workspace, { id: connection.id, on: false, kinds: [], approve: [] });
      }
      if (action === 'retry') await retryNotes(workspace, connection, null);
      if (action === 'send') {
        await recoverInterrupted(workspace);
        const { id: connectionId } = connection;
        await writeDueNotes(workspace, syncSurroundings(logger), {
          connectionId,
          signal: context.cancellation(),
        });
      }
      const view = await writeBackOf(workspace, connection);
      return {
        json: { writeBack: view },
        text: () => viewText(connection.name, view),
        status: action === 'send' && view.counts.failed > 0 ? 1 : 0,
      };
    });
  },
});

async function switchOn(
  workspace: OpenWorkspace,
  id: Awaited<ReturnType<typeof requireConnection>>['id'],
  { kinds, approve }: { readonly kinds: readonly WriteBackKind[]; readonly approve: boolean },
): Promise<void> {
  const connection = await requireConnection(workspace, id);
  const view = await writeBackOf(workspace, connection);
  const missing = view.kinds.filter(({ kind, approved }) => kinds.includes(kind) && approved === null);
  if (missing.length > 0 && !approve) {
    const examples = missing.map(({ words, example }) => `${words}:\n  ${example}`);
    throw new EngineError(
      'needs_approval',
      `This would be written into "${connection.name}" for\n${examples.join('\n')}\nTo approve it, say the same with --approve.`,
      { kinds: missing.map(({ kind }) => kind) },
    );
  }
  await setWriteBack(workspace, { id, on: true, kinds, approve: approve ? kinds : [] });
}

function kindOf(text: string): WriteBackKind {
  const kind = WRITE_BACK_KINDS.find((one) => one === text);
  if (kind !== undefined) return kind;
  throw new UsageError(
    `"${oneLine(text)}" cannot be written back. Known are: ${WRITE_BACK_KINDS.join(', ')}.`,
    USAGE,
  );
}

function viewText(name: string, view: WriteBackView): string {
  if (!view.offered) return `${name}: notes are not written back. ${view.reason ?? ''}`.trim();
  const chosen = view.kinds.filter((one) => one.chosen).map(({ words }) => words);
  const state = view.on ? `written back are ${chosen.join('; ')}.` : 'nothing is written back.';
  const { waiting, unknown, failed, written } = view.counts;
  const counts = `${written} written, ${waiting} waiting, ${unknown} unknown, ${failed} failed`;
  if (view.notes.length === 0) return `${name}: ${state} ${counts}.`;
  const table = textTable<WriteBackView['notes'][number]>(
    [
      { header: 'State', value: (note) => note.state },
      { header: 'Logged', value: ({ at }) => at },
      { header: 'Customer', value: ({ account }) => account ?? '' },
      { header: 'Note or letter', value: ({ text }) => oneLine(text) },
      { header: 'Why not', value: ({ error, state: now }) => (now === 'confirmed' ? '' : (error ?? '')) },
    ],
    view.notes,
  );
  return `${name}: ${state} ${counts}.\n${table}`;
}
