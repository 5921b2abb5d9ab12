import { useEffect, useRef } from 'react';

/** Where a file goes that is dropped on the window, and the words that say so while it is dragged. */
export interface DropTarget {
  readonly words: string;
  readonly take: (file: File) => void;
}

let shown: (() => DropTarget) | null = null;

/** While a screen with this is shown, files that are dropped on the window are for it. */
export function useDropTarget(target: DropTarget): void {
  const latest = useRef(target);
  latest.current = target;
  useEffect(() => {
    const mine = () => latest.current;
    shown = mine;
    return () => {
      if (shown === mine) shown = null;
    };
  }, []);
}

/** What the shown screen wants of dropped files; null when it wants none of its own. */
export function shownDropTarget(): DropTarget | null {
  return shown?.() ?? null;
}
