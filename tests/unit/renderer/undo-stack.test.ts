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

  it('keeps what was done while an undo failed, and does not bring back what was undone meanwhile', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    let fail: (() => void) | null = null;
    const note = step('note', undone);
    stack.push(note);
    stack.push({
      title: 'snooze',
      undo: async () => {
        if (fail === null) await new Promise((_, reject) => (fail = () => reject(new Error('offline'))));
        undone.push('snooze');
      },
    });
    const failing = stack.undo();
    stack.push(step('call', undone));
    await stack.undo(note);
    (fail as (() => void) | null)?.();
    await expect(failing).rejects.toThrow('offline');
    await stack.undo();
    await stack.undo();
    expect(undone.toSorted()).toEqual(['call', 'note', 'snooze']);
    expect(stack.isEmpty()).toBe(true);
  });

  it('puts a step whose undo failed back in its place, before what came later', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    let tries = 0;
    const snooze: Undoable = {
      title: 'snooze',
      undo: async () => {
        tries += 1;
        if (tries === 1) throw new Error('offline');
        undone.push('snooze');
      },
    };
    stack.push(snooze);
    stack.push(step('note', undone));
    await expect(stack.undo(snooze)).rejects.toThrow();
    await stack.undo();
    await stack.undo();
    expect(undone).toEqual(['note', 'snooze']);
  });

  it('keeps the last fifty steps and forgets the older ones', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    for (let number = 1; number <= 53; number += 1) stack.push(step(String(number), undone));
    while (await stack.undo()) {
      /* everything that is left */
    }
    expect(undone).toHaveLength(50);
    expect([undone[0], undone.at(-1)]).toEqual(['53', '4']);
  });

  it('can be emptied', async () => {
    const undone: string[] = [];
    const stack = createUndoStack();
    stack.push(step('note', undone));
    stack.clear();
    expect(await stack.undo()).toBeNull();
    expect(undone).toEqual([]);
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
