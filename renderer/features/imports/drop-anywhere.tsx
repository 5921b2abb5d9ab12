import { IconFileImport } from '@tabler/icons-react';
import { shownDropTarget } from '../../app/drop/drop-target.ts';
import { useFileDrop } from '../../app/drop/use-file-drop.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import { isReturnFile, useReturnFile } from '../handoffs/use-return-file.ts';
import { isHandoffFile } from '../takeover/pack-file.ts';
import { useTakeover } from '../takeover/takeover-context.tsx';
import classes from './drop-anywhere.module.css';
import { useImportFile } from './use-import-draft.ts';

const IMPORT_WORDS = 'Drop to import. You see every column before anything changes.';

/**
 * A file dropped anywhere on the window begins an import, unless the shown screen takes files of its own; a handoff is
 * always looked at. Shows where it will go while it is dragged.
 */
export function DropAnywhere() {
  const { drop } = useImportFile();
  const takeover = useTakeover();
  const returned = useReturnFile();
  const feedback = useFeedback();
  const over = useFileDrop({
    words: () => shownDropTarget()?.words ?? IMPORT_WORDS,
    take: (files) => {
      const [file] = files;
      if (file === undefined) return;
      if (files.length > 1) feedback.say('One file at a time. The first one was taken.');
      const target = shownDropTarget();
      if (isHandoffFile(file.name)) takeover.drop(file);
      else if (isReturnFile(file.name)) void returned.drop(file);
      else if (target === null) void drop(file);
      else target.take(file);
    },
  });
  return over === null ? null : (
    <div className={classes.over} role="status">
      <IconFileImport size={22} aria-hidden="true" />
      <p>{over}</p>
    </div>
  );
}
