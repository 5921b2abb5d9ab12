import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { shownDropTarget } from '../../app/drop/drop-target.ts';
import { useFeedback } from '../../app/undo/undo-context.tsx';
import classes from './drop-anywhere.module.css';
import { useImportFile } from './use-import-draft.ts';

const IMPORT_WORDS = 'Drop to import. You see every column before anything changes.';

/**
 * A file dropped anywhere on the window begins an import, unless the shown screen takes files of its own. Shows where it
 * will go while it is dragged.
 */
export function DropAnywhere() {
  const { drop } = useImportFile();
  const feedback = useFeedback();
  const [over, setOver] = useState<string | null>(null);
  const take = useRef((_files: FileList | null) => {});
  take.current = (files) => {
    const [file] = files ?? [];
    if (file === undefined) return;
    if (files !== null && files.length > 1) feedback.say('One file at a time. The first one was taken.');
    const target = shownDropTarget();
    if (target === null) void drop(file);
    else target.take(file);
  };
  useEffect(() => {
    let depth = 0;
    const withFiles = (handle: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      handle(event);
    };
    const enter = withFiles(() => {
      depth += 1;
      setOver(shownDropTarget()?.words ?? IMPORT_WORDS);
    });
    const leave = withFiles(() => {
      depth -= 1;
      if (depth <= 0) setOver(null);
    });
    const dropped = withFiles((event) => {
      depth = 0;
      setOver(null);
      take.current(event.dataTransfer?.files ?? null);
    });
    const move = withFiles(() => {});
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', move);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', move);
      document.removeEventListener('drop', dropped);
    };
  }, []);
  return over === null ? null : (
    <div className={classes.over} role="status">
      <IconFileImport size={22} aria-hidden="true" />
      <p>{over}</p>
    </div>
  );
}
