import { describe, expect, it } from 'vitest';
import { createUndoStack, type Undoable } from '../../../renderer/app/undo/undo-stack.ts';

const step = (title: string, done: string[]): Undoable => ({
  title,
  undo: async () => {
    done.push(title);
  },
});

describe('the undo stack', () => {
  it('takes back the latest step first', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    stack.push(step('note', undone));
    stack.push(step('snooze', undone));
    await stack.undo();
    await stack.undo();
    expect(undone).toEqual(['snooze', 'note']);
    expect(stack.isEmpty()).toBe(true);
  });

  it('takes back the step of a toast, though later ones came', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    const first = step('note', undone);
    stack.push(first);
    stack.push(step('snooze', undone));
    await stack.undo(first);
    expect(undone).toEqual(['note']);
  });

  it('takes a step back once only', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    const only = step('note', undone);
    stack.push(only);
    await stack.undo(only);
    expect(await stack.undo(only)).toBeNull();
    expect(undone).toEqual(['note']);
  });

  it('does not run an undo twice when it is asked twice at once', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    stack.push(step('note', undone));
    await Promise.all([stack.undo(), stack.undo()]);
    expect(undone).toEqual(['note']);
  });

  it('keeps a step whose undo failed, so that it can be tried again', async () => {
    const stack = createUndoStack();
    let fails = true;
    stack.push({
      title: 'note',
      undo: async () => {
        if (fails) throw new Error('offline');
      },
    });
    await expect(stack.undo()).rejects.toThrow('offline');
    fails = false;
    expect((await stack.undo())?.title).toBe('note');
  });

  it('has nothing to take back at first', async () => {
    expect(await createUndoStack().undo()).toBeNull();
  });

  it('offers no step any more whose time is over', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    const sent = step('sent', undone);
    stack.push(step('note', undone));
    stack.push(sent);
    stack.forget(sent);
    await stack.undo();
    expect(undone).toEqual(['note']);
    expect(await stack.undo(sent)).toBeNull();
  });

  it('does not offer a step again that lasts for a while only and came too late', async () => {
    const stack = createUndoStack();
    const late = { title: 'sent', lasts: 10_000, undo: () => Promise.reject(new Error('too late')) };
    stack.push(late);
    await expect(stack.undo()).rejects.toThrow('too late');
    expect(stack.isEmpty()).toBe(true);
  });
});
