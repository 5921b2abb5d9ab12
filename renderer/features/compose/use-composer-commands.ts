import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { useCommandRegistry, useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';
import { STAGE_NAMES } from '../worklist/action-words.ts';

export interface ComposerActions {
  /** The composer itself: its keys rest while something else has the focus. */
  readonly dialog: () => Element | null;
  /** No dialog lies above the composer, and nothing is loading. */
  readonly active: () => boolean;
  /** There is a letter, and it has not left yet. */
  readonly savable: boolean;
  readonly hasLetter: boolean;
  readonly clearCount: number;
  readonly move: (by: 1 | -1) => void;
  readonly save: () => void;
  readonly saveAllClear: () => void;
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
    ...(actions.savable
      ? [command('save', 'Save to the drafts folder', ['enter', 'd', 'mod+enter'], actions.save)]
      : []),
    ...(actions.clearCount > 0
      ? [
          command(
            'saveAll',
            `Save all clear (${actions.clearCount})`,
            ['mod+shift+enter'],
            actions.saveAllClear,
          ),
        ]
      : []),
    command('skip', 'Skip', ['x'], actions.skip),
    ...(actions.hasLetter
      ? [
          command('edit', 'Edit the letter', ['e'], actions.edit),
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
