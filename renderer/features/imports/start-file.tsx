import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import type { PickedFile } from '../../api/host.ts';
import { isHandoffFile } from '../takeover/pack-file.ts';
import { useTakeover } from '../takeover/takeover-context.tsx';
import classes from './start-file.module.css';
import { useImportFile } from './use-import-draft.ts';

interface StartFile {
  /** The file that the application was started with, as long as it was not taken. */
  readonly file: PickedFile | null;
  taken(): void;
}

const Context = createContext<StartFile>({ file: null, taken: () => {} });

/**
 * Keeps the file that the application was started with, from the first screen until a workspace is open. A handoff is
 * looked at right away: it needs no workspace.
 */
export function StartFileProvider(props: { readonly children: ReactNode }) {
  const { startFile } = useEngine();
  const { begin } = useTakeover();
  const handedOver = useRef(begin);
  handedOver.current = begin;
  const [file, setFile] = useState<PickedFile | null>(null);
  useEffect(() => {
    let current = true;
    void startFile.then((given) => {
      if (!current || given === null) return;
      if (isHandoffFile(given.name)) handedOver.current({ name: given.name, source: { grant: given.grant } });
      else setFile(given);
    });
    return () => {
      current = false;
    };
  }, [startFile]);
  const value = useMemo(() => ({ file, taken: () => setFile(null) }), [file]);
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

/** In an open workspace: goes to the import with the file, once. Draws nothing. */
export function ImportStartFile() {
  const { file, taken } = useContext(Context);
  const { begin } = useImportFile();
  const begun = useRef<PickedFile | null>(null);
  useEffect(() => {
    if (file === null || begun.current === file) return;
    begun.current = file;
    begin(file);
    taken();
  }, [file, taken, begin]);
  return null;
}

/** Before a workspace is open: says what comes next. */
export function StartFileNote() {
  const { file } = useContext(Context);
  if (file === null) return null;
  return (
    <p className={classes.note} role="status">
      <b>{file.name}</b> will be imported next.
    </p>
  );
}
