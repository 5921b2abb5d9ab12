import { createContext, type ReactNode, useContext, useState } from 'react';
import { useCommands } from '../commands/commands-context.tsx';
import { createFeedback, type Feedback } from './feedback.tsx';
import { createUndoStack } from './undo-stack.ts';

const Context = createContext<Feedback | null>(null);

/** Keeps what can be taken back while this workspace is open, and offers ⌘Z. */
export function UndoProvider(props: { readonly children: ReactNode }) {
  const [{ stack, feedback }] = useState(() => {
    const made = createUndoStack();
    return { stack: made, feedback: createFeedback(made) };
  });
  useCommands([
    {
      id: 'edit.undo',
      title: 'Undo',
      group: 'Edit',
      keys: ['mod+z'],
      when: () => !stack.isEmpty() && !isEditing(document.activeElement),
      run: feedback.undoLatest,
    },
  ]);
  return <Context.Provider value={feedback}>{props.children}</Context.Provider>;
}

export function useFeedback(): Feedback {
  const feedback = useContext(Context);
  if (!feedback) throw new Error('Feedback is used outside of UndoProvider.');
  return feedback;
}

/** In a text field ⌘Z belongs to the text. */
function isEditing(element: Element | null): boolean {
  return element?.matches('input,textarea,[contenteditable=true]') ?? false;
}
