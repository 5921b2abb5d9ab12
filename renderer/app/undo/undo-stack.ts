/** Something that was done and can be taken back. */
export interface Undoable {
  /** What was done, in the past: "Snoozed Northwind until 24 Nov". */
  readonly title: string;
  /** What follows from it, in a second line of the toast. */
  readonly text?: string;
  /** For so many milliseconds only it can be taken back; absent: as long as the workspace is open. */
  readonly lasts?: number;
  readonly undo: () => Promise<void>;
}

export interface UndoStack {
  push(step: Undoable): void;
  /** Takes back the given step, or the latest; answers what was taken back, null when there is nothing. */
  undo(step?: Undoable): Promise<Undoable | null>;
  /** A step that cannot be taken back any more. */
  forget(step: Undoable): void;
  isEmpty(): boolean;
  clear(): void;
}

const KEPT = 50;

/** The last things done, newest last. A step whose undo fails is put back, so that it can be tried again. */
export function createUndoStack(): UndoStack {
  let steps: readonly Undoable[] = [];
  return {
    push(step) {
      steps = [...steps, step].slice(-KEPT);
    },
    async undo(step) {
      const taken = step ?? steps.at(-1);
      if (!taken || !steps.includes(taken)) return null;
      const place = steps.indexOf(taken);
      steps = steps.filter((one) => one !== taken);
      try {
        await taken.undo();
        return taken;
      } catch (error) {
        if (taken.lasts === undefined) steps = steps.toSpliced(place, 0, taken);
        throw error;
      }
    },
    forget(step) {
      steps = steps.filter((one) => one !== step);
    },
    isEmpty: () => steps.length === 0,
    clear() {
      steps = [];
    },
  };
}
