import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { useCommandRegistry, useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { STAGE_NAMES } from '../worklist/action-words.ts';

export interface ComposerActions {
  /** The composer itself: its keys rest while something else has the focus. */
  readonly dialog: () => Element | null;
  /** No dialog lies above the composer, and nothing is loading. */
  readonly active: () => boolean;
  readonly several: boolean;
  /** Everything was looked at: only sending, looking again and leaving are left. */
  readonly summing: boolean;
  /** The chosen mailbox has a server for sending. */
  readonly canSend: boolean;
  /** There is a letter, and its wording is still open. */
  readonly editable: boolean;
  /** There is a letter that can leave as a file or by the clipboard. */
  readonly leaves: boolean;
  readonly savable: boolean;
  /** Whether the message can be approved, or its approval taken back; null: neither. */
  readonly approval: 'open' | 'given' | null;
  readonly approvedCount: number;
  readonly clearCount: number;
  readonly move: (by: 1 | -1) => void;
  readonly save: () => void;
  readonly saveAllClear: () => void;
  readonly approve: () => void;
  readonly send: () => void;
  readonly skip: () => void;
  readonly edit: () => void;
  readonly exportEml: () => void;
  readonly copy: () => void;
  readonly stage: (stage: TemplateStage) => void;
  readonly back: () => void;
}

/** The keys of the review. They work above the screen underneath, whose own keys rest meanwhile. */
export function useComposerCommands(actions: ComposerActions): void {
  const registry = useCommandRegistry();
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `review.${id}`,
    title,
    group: 'Edit',
    keys,
    when: actions.active,
    run,
    inDialog: actions.dialog,
  });
  useCommands([
    command('next', 'Next message', ['j'], () => actions.move(1)),
    command('previous', 'Previous message', ['k'], () => actions.move(-1)),
    ...sendingCommands(actions, command),
    ...(actions.savable
      ? [command('save', 'Save to the drafts folder', actions.canSend ? ['d'] : ['enter', 'd'], actions.save)]
      : []),
    ...(actions.clearCount > 0 && !actions.summing
      ? [
          command(
            'saveAll',
            `Save all clear (${actions.clearCount})`,
            ['mod+shift+enter'],
            actions.saveAllClear,
          ),
        ]
      : []),
    ...(actions.summing || actions.approval === 'given'
      ? []
      : [command('skip', 'Skip', ['x'], actions.skip)]),
    ...(actions.editable ? [command('edit', 'Edit the letter', ['e'], actions.edit)] : []),
    ...(actions.leaves
      ? [
          command('eml', 'Save as .eml', ['f'], actions.exportEml),
          command('copy', 'Copy the letter', ['y'], actions.copy),
        ]
      : []),
    ...TEMPLATE_STAGES.map((stage, index) =>
      command(`stage.${stage}`, `Stage: ${STAGE_NAMES[stage]}`, [String(index + 1)], () =>
        actions.stage(stage),
      ),
    ),
    command('back', 'Back', ['esc'], actions.back),
    { ...command('shortcuts', 'Shortcuts', ['?'], () => registry.run('window.shortcuts')), inPalette: false },
  ]);
}

type Make = (id: string, title: string, keys: readonly string[], run: () => void) => Command;

/** One message is sent with one key; of several each is approved with one key, and then all go together. */
function sendingCommands(actions: ComposerActions, command: Make): readonly Command[] {
  const { several, approval, approvedCount, canSend } = actions;
  const send = (title: string) => command('send', title, ['mod+enter'], actions.send);
  if (!several) return approval === 'open' && !actions.summing ? [send('Send')] : [];
  return [
    ...(approval === 'open'
      ? [command('approve', 'Approve', canSend ? ['enter', 'a'] : ['a'], actions.approve)]
      : []),
    ...(approval === 'given' ? [command('approve', 'Take the approval back', ['a'], actions.approve)] : []),
    ...(approvedCount > 0 ? [send(`Send ${approvedCount}`)] : []),
  ];
}
