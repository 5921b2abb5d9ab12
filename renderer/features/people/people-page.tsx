import { useCommands } from '../../app/commands/commands-context.tsx';
import { UndoProvider } from '../../app/undo/undo-context.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { FullPage } from '../../ui/full-page.tsx';
import { People } from './people-section.tsx';

/** People while no workspace is open: whoever takes over for the first time needs a card before there is a pack. */
export function PeoplePage({ onBack }: { readonly onBack: () => void }) {
  useCommands([
    { id: 'people.back', title: 'Back to the start', group: 'Window', keys: ['esc'], run: onBack },
  ]);
  return (
    <UndoProvider>
      <FullPage
        width="list"
        title="You and the people you trust"
        actions={<CommandButton command="people.back" label="Back" />}
      >
        <People />
      </FullPage>
    </UndoProvider>
  );
}
