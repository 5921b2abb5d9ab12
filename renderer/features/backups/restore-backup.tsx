import { Button, type ButtonProps } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useClient } from '../../api/engine-context.tsx';
import { pickFile } from '../../api/platform.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './backups.module.css';

export const BACKUP_ENDINGS = ['.duebook-backup'] as const;

/** Restores a backup file as a workspace of its own, beside the others, and goes on to its unlock screen. */
export function RestoreBackup(props: { readonly variant?: ButtonProps['variant'] }) {
  const client = useClient();
  const restore = useAction(async () => {
    const picked = await pickFile({ title: 'Restore a backup', endings: BACKUP_ENDINGS });
    if (picked !== null) await client.workspaces.backups.restore({ grant: picked.grant });
  });
  return (
    <>
      <div className={classes.restore}>
        <Button
          variant={props.variant}
          leftSection={<IconRestore size={14} aria-hidden="true" />}
          loading={restore.busy}
          onClick={() => restore.run()}
        >
          Restore from a backup file
        </Button>
        <span className={classes.note}>It becomes a workspace of its own; nothing is replaced.</span>
      </div>
      {restore.error === null ? null : <ErrorLine error={restore.error} />}
    </>
  );
}
