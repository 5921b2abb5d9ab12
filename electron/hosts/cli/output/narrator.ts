import { oneLine } from './terminal-text.ts';

/** Where a narrator writes: stderr, and what it is. */
export interface NarratorOutput {
  readonly write: (text: string) => void;
  /** Progress bars are drawn: a person watches. */
  readonly watched: boolean;
  readonly quiet: boolean;
}

/** Tells a person what goes on while a command works. Never on stdout. */
export interface Narrator {
  /** One line that is worth knowing. */
  note(text: string): void;
  /** How far the work is; `total` null when that is not known. */
  progress(phase: string, done: number, total: number | null): void;
  /** Takes the progress bar away. */
  clear(): void;
}

const BAR = 24;

export function createNarrator({ write, watched, quiet }: NarratorOutput): Narrator {
  let shown = '';
  const clear = (): void => {
    if (shown !== '') write('\r\u001B[K');
    shown = '';
  };
  return {
    clear,
    note(text) {
      if (quiet) return;
      clear();
      write(`${oneLine(text)}\n`);
    },
    progress(phase, done, total) {
      if (!watched || quiet) return;
      const share = total === null || total === 0 ? null : Math.min(1, done / total);
      const filled = Math.round((share ?? 0) * BAR);
      const bar =
        share === null
          ? ''
          : ` ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.round(share * 100)} %`;
      const next = `${phase}${bar}`;
      if (next === shown) return;
      clear();
      shown = next;
      write(next);
    },
  };
}
