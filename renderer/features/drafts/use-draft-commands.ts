import type { Draft } from '../../../shared/contract/drafts.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { canChange, canDiscard, canRetry, canSend, canTakeBack } from './draft-states.ts';
import type { DraftActions } from './use-draft-actions.ts';

export interface DraftCommandOptions {
  /** The draft that the keyboard is on. */
  readonly active: Draft | null;
  /** The ticked ones, or the active one. */
  readonly chosen: readonly Draft[];
  readonly actions: DraftActions;
  readonly editing: boolean;
  readonly opened: boolean;
  readonly onEditing: (editing: boolean) => void;
  readonly onSave: () => void;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** The keys of the drafts screen. Only what the present draft allows is offered. */
export function useDraftCommands(options: DraftCommandOptions): void {
  const { active, chosen, actions } = options;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `draft.${id}`,
    title,
    group: 'Edit',
    keys,
    run,
  });
  const several = chosen.length > 1;
  const savable = chosen.some(canChange);
  const sendable = savable || chosen.some(canSend);
  useCommands([
    ...(options.opened && !options.editing ? [command('close', 'Back', ['esc'], options.onClose)] : []),
    ...(savable
      ? [
          command(
            'save',
            several ? `Save ${chosen.length} drafts to the mailbox` : 'Save to the drafts folder',
            ['d'],
            options.onSave,
          ),
        ]
      : []),
    ...(sendable
      ? [command('send', several ? `Send ${chosen.length} drafts` : 'Send', ['mod+enter'], options.onSend)]
      : []),
    ...(active && !several && canChange(active)
      ? [
          command('edit', options.editing ? 'Stop editing' : 'Edit the letter', ['e'], () =>
            options.onEditing(!options.editing),
          ),
        ]
      : []),
    ...(chosen.some(canDiscard)
      ? [
          command(
            'discard',
            several ? 'Discard them' : 'Discard',
            ['delete', 'backspace'],
            () => void actions.discard(chosen),
          ),
        ]
      : []),
    ...(active && canRetry(active)
      ? [command('retry', 'Retry', ['r'], () => void actions.retry(active))]
      : []),
    ...(active && !several && canTakeBack(active)
      ? [command('restore', 'Take it back', ['r'], () => void actions.restore(active))]
      : []),
    ...(active && active.state !== 'discarded'
      ? [
          command('eml', 'Save as .eml', ['f'], () => void actions.exportEml(active)),
          command('copy', 'Copy the letter', ['y'], () => void actions.copy(active)),
        ]
      : []),
  ]);
}
