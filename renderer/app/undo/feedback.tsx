import { notifications } from '@mantine/notifications';
import { shownError } from '../../api/errors.ts';
import { Toast } from '../../ui/toast.tsx';
import type { Undoable, UndoStack } from './undo-stack.ts';

/** How an action tells the person what happened. */
export interface Feedback {
  /** Done, with a way back: a toast with "Undo", and ⌘Z. */
  done(step: Undoable): void;
  /** Done, nothing to take back. */
  say(text: string): void;
  /** It could not be done. */
  failed(error: unknown): void;
  /** Takes the latest step back. */
  undoLatest(): void;
}

export function createFeedback(stack: UndoStack): Feedback {
  const failed = (error: unknown) => {
    const { title, text } = shownError(error);
    notifications.show({ message: <Toast title={title} text={text} />, role: 'alert', autoClose: 10_000 });
  };
  /** The toast that offers to take a step back: gone with the step, by whichever way it was taken. */
  const offers = new WeakMap<Undoable, string>();
  const undo = async (step?: Undoable) => {
    try {
      const taken = await stack.undo(step);
      const offer = taken ? offers.get(taken) : undefined;
      if (offer !== undefined) notifications.hide(offer);
      if (taken) notifications.show({ message: <Toast title={`Undone: ${taken.title}`} />, autoClose: 3000 });
    } catch (error) {
      failed(error);
    }
  };
  return {
    failed,
    undoLatest: () => void undo(),
    say: (text) => {
      notifications.show({ message: <Toast title={text} />, autoClose: 4000 });
    },
    done: (step) => {
      stack.push(step);
      const hideAndUndo = () => {
        notifications.hide(id);
        void undo(step);
      };
      const id = notifications.show({
        message: <Toast title={step.title} text={step.text} onUndo={hideAndUndo} />,
        autoClose: step.lasts === undefined ? 8000 : false,
      });
      offers.set(step, id);
      if (step.lasts === undefined) return;
      setTimeout(() => {
        stack.forget(step);
        notifications.hide(id);
      }, step.lasts);
    },
  };
}
