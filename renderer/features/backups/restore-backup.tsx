import { Button, type ButtonProps } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from '../../api/engine-context.tsx';
import { shownError } from '../../api/errors.ts';
import type { PickedFile } from '../../api/host.ts';
import { pickFile } from '../../api/platform.ts';
import { ErrorLine } from '../../ui/error-state.tsx';
import { useAction } from '../../ui/use-action.ts';
import classes from './backups.module.css';
import { OpenBackup } from './open-backup.tsx';

export const BACKUP_ENDINGS = ['.duebook-backup'] as const;

/**
 * Restores a backup file as a workspace of its own, beside the others, and opens it. The key store is tried first;
 * when it has no key for the backup, the person is asked for what opens it, once. After a recovery code the page follows
 * where a new protection is chosen.
 */
export function RestoreBackup(props: { readonly variant?: ButtonProps['variant'] }) {
  const client = useClient();
  const [locked, setLocked] = useState<PickedFile | null>(null);
  const restore = useAction(async () => {
    const picked = await pickFile({ title: 'Restore a backup', endings: BACKUP_ENDINGS });
    if (picked === null) return;
    try {
      await client.workspaces.backups.restore({ grant: picked.grant });
    } catch (error) {
      if (!['no_key', 'wrong_key'].includes(shownError(error).code)) throw error;
      setLocked(picked);
    }
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
      {locked === null ? null : <OpenBackup file={locked} onClose={() => setLocked(null)} />}
    </>
  );
}
