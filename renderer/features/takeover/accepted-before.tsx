import { Button } from '@mantine/core';
import type { HandoffLook } from '../../../shared/contract/takeover.ts';
import { useClient } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import { folderName } from '../start/folder-name.ts';
import classes from './takeover.module.css';
import { useTakeover } from './takeover-context.tsx';

/** The pack is a workspace here already: one that writes to the customers, and not two. */
export function AcceptedBefore({ look }: { readonly look: HandoffLook }) {
  const client = useClient();
  const { close } = useTakeover();
  const open = useAction(async () => {
    try {
      await client.takeover.enter({ handoff: look.handoff });
    } catch (error) {
      // Its unlock screen is shown by then.
      if (shownError(error).code !== 'no_key') throw error;
    }
    close();
  });
  if (look.acceptedBefore === null) return null;
  const { folder, at } = look.acceptedBefore;
  return (
    <>
      <Button variant="filled" loading={open.busy} onClick={() => open.run()}>
        Open the workspace
      </Button>
      <span className={classes.note} title={folder}>
        Accepted <InstantText at={at} /> into {folderName(folder)}.
      </span>
      {open.error === null ? null : <ErrorLine error={open.error} />}
    </>
  );
}
