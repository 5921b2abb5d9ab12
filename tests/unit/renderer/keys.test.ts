import { describe, expect, it } from 'vitest';
import {
  chordOf,
  type KeyPress,
  printedKeys,
  worksWhileTyping,
} from '../../../renderer/app/commands/keys.ts';

const pressed = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('a key press as text', () => {
  it('is the letter itself, in lower case', () => {
    expect(chordOf(pressed('j'))).toBe('j');
    expect(chordOf(pressed('J', { shiftKey: true }))).toBe('shift+j');
  });

  it('calls Control “mod” on a PC and Command “mod” on a Mac', () => {
    expect(chordOf(pressed('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(chordOf(pressed('k', { metaKey: true }), true)).toBe('mod+k');
    expect(chordOf(pressed('k', { ctrlKey: true }), true)).toBe('ctrl+k');
  });

  it('leaves Shift away where the sign already says it', () => {
    expect(chordOf(pressed('?', { shiftKey: true }))).toBe('?');
  });

  it('keeps Shift with a named key', () => {
    expect(chordOf(pressed('Enter', { shiftKey: true }))).toBe('shift+enter');
    expect(chordOf(pressed('ArrowDown'))).toBe('down');
    expect(chordOf(pressed(' '))).toBe('space');
    expect(chordOf(pressed('Escape'))).toBe('esc');
  });

  it('is nothing while only a modifier is held', () => {
    expect(chordOf(pressed('Shift', { shiftKey: true }))).toBeNull();
    expect(chordOf(pressed('Control', { ctrlKey: true }))).toBeNull();
  });
});

describe('a binding in print', () => {
  it('shows the symbols of the computer', () => {
    expect(printedKeys('mod+k', true)).toEqual([['⌘', 'K']]);
    expect(printedKeys('mod+k', false)).toEqual([['Ctrl', 'K']]);
  });

  it('shows a sequence step by step', () => {
    expect(printedKeys('g w')).toEqual([['g'], ['w']]);
  });

  it('shows a single key as it is typed', () => {
    expect(printedKeys('?')).toEqual([['?']]);
    expect(printedKeys('enter')).toEqual([['↵']]);
  });
});

describe('while a person types', () => {
  it('only Escape and what is held with Command or Control works', () => {
    expect(worksWhileTyping('mod+k')).toBe(true);
    expect(worksWhileTyping('esc')).toBe(true);
    expect(worksWhileTyping('j')).toBe(false);
    expect(worksWhileTyping('g w')).toBe(false);
  });
});
