import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { PackSource } from '../../../shared/contract/handoffs.ts';
import { pickFile, takeDropped } from '../../api/platform.ts';
import { HANDOFF_ENDING } from './pack-file.ts';

/** A handoff that is being looked at, or what stood in the way of getting it. */
export type TakeoverPack =
  | { readonly kind: 'pack'; readonly name: string; readonly source: PackSource }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Takeover {
  readonly pack: TakeoverPack | null;
  /** Opens the look at a pack, over whatever the window shows. */
  begin(pack: { readonly name: string; readonly source: PackSource }): void;
  drop(file: File): void;
  pick(): void;
  close(): void;
}

const Context = createContext<Takeover | null>(null);

/** Keeps the handoff that is looked at, whether a workspace is open or not. */
export function TakeoverProvider(props: { readonly children: ReactNode }) {
  const [pack, setPack] = useState<TakeoverPack | null>(null);
  const takeover = useMemo((): Takeover => {
    const taken = (file: { readonly grant: string; readonly name: string } | null) => {
      if (file === null) return;
      setPack({ kind: 'pack', name: file.name, source: { grant: file.grant } });
    };
    const failed = (error: unknown) => setPack({ kind: 'failed', error });
    return {
      pack,
      begin: ({ name, source }) => setPack({ kind: 'pack', name, source }),
      drop: (file) => void takeDropped(file).then(taken, failed),
      pick: () =>
        void pickFile({ title: 'Take over a handoff', endings: [HANDOFF_ENDING] }).then(taken, failed),
      close: () => setPack(null),
    };
  }, [pack]);
  return <Context.Provider value={takeover}>{props.children}</Context.Provider>;
}

export function useTakeover(): Takeover {
  const takeover = useContext(Context);
  if (!takeover) throw new Error('A takeover is used outside of TakeoverProvider.');
  return takeover;
}
