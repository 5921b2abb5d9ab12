import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { pickFolder, picksFolders } from '../../api/platform.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';

/** Where the window is a browser: it cannot hand a folder over. */
const ON_THE_COMMAND_LINE = 'npm run cli -- connection add NAME --kind folder --set path=FOLDER';

/** A folder of this computer. It is picked in a dialog of the shell and never typed: what the window holds is a grant. */
export function FolderField(props: {
  readonly shared: { readonly id: string; readonly 'aria-describedby'?: string | undefined };
  /** The folder that is set, or the grant of one that was picked. */
  readonly value: string;
  readonly onChange: (grant: string) => void;
}) {
  const feedback = useFeedback();
  const [picked, setPicked] = useState<{ readonly grant: string; readonly name: string } | null>(null);
  const shown = picked !== null && picked.grant === props.value ? picked.name : props.value;
  const pick = async () => {
    const folder = await pickFolder('The folder with the exports').catch(feedback.failed);
    if (!folder) return;
    setPicked(folder);
    props.onChange(folder.grant);
  };
  return (
    <TextInput
      {...props.shared}
      readOnly
      value={shown}
      placeholder={picksFolders() ? '' : ON_THE_COMMAND_LINE}
      rightSectionWidth={picksFolders() ? 90 : 0}
      rightSection={
        picksFolders() ? (
          <Button variant="subtle" size="compact-xs" onClick={() => void pick()}>
            Choose…
          </Button>
        ) : null
      }
    />
  );
}
