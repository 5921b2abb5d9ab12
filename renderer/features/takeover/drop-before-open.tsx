import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useFileDrop } from '../../app/drop/use-file-drop.ts';
import drop from '../imports/drop-anywhere.module.css';
import { isHandoffFile } from './pack-file.ts';
import classes from './takeover.module.css';
import { useTakeover } from './takeover-context.tsx';

/** Before a workspace is open a handoff can be dropped on the window; anything else needs a workspace to go into. */
export function DropBeforeOpen() {
  const takeover = useTakeover();
  const [refused, setRefused] = useState<string | null>(null);
  const over = useFileDrop({
    words: () => {
      setRefused(null);
      return 'Drop a handoff to look into it. Nothing is taken over yet.';
    },
    take: (files) => {
      const file = [...files].find(({ name }) => isHandoffFile(name));
      if (file !== undefined) takeover.drop(file);
      else setRefused(files[0]?.name ?? null);
    },
  });
  if (over === null && refused === null) return null;
  return over === null ? (
    <p className={classes.refused} role="alert">
      {refused} is no handoff. To import it, open or make a workspace first.
    </p>
  ) : (
    <div className={drop.over} role="status">
      <IconFileImport size={22} aria-hidden="true" />
      <p>{over}</p>
    </div>
  );
}
