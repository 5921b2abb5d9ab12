import { useEffect, useRef, useState } from 'react';

/** Takes files that are dropped anywhere on the window. Says what to write on it while they are dragged; null: nothing. */
export function useFileDrop(target: {
  readonly words: () => string;
  readonly take: (files: FileList) => void;
}): string | null {
  const [over, setOver] = useState<string | null>(null);
  const latest = useRef(target);
  latest.current = target;
  useEffect(() => {
    let depth = 0;
    const withFiles = (handle: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      handle(event);
    };
    const enter = withFiles(() => {
      depth += 1;
      setOver(latest.current.words());
    });
    const leave = withFiles(() => {
      depth -= 1;
      if (depth <= 0) setOver(null);
    });
    const dropped = withFiles((event) => {
      depth = 0;
      setOver(null);
      if (event.dataTransfer) latest.current.take(event.dataTransfer.files);
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
  return over;
}
