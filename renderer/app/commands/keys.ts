/**
 * A key binding as text: `j`, `shift+j`, `mod+k` (Command on a Mac, Control elsewhere), or a sequence `g w`.
 * Letters stand for what is typed; `?` needs no `shift+`.
 */
export type KeyBinding = string;

/** What the handler reads of a keyboard event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'space',
  escape: 'esc',
  arrowup: 'up',
  arrowdown: 'down',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  enter: '↵',
  esc: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  delete: 'Del',
};

export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}

/** One press in the same notation as a binding; null for a bare modifier. */
export function chordOf(press: KeyPress, mac = isMac()): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Unidentified'].includes(press.key)) return null;
  const key = press.key.toLowerCase();
  const name = NAMES[key] ?? key;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  const parts = [];
  if (mod) parts.push('mod');
  if (otherMod) parts.push('ctrl');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && (name.length > 1 || /[a-z]/.test(name))) parts.push('shift');
  return [...parts, name].join('+');
}

/** True for a binding that works while a person types: one with Command/Control, or Escape. */
export function worksWhileTyping(binding: KeyBinding): boolean {
  return binding.startsWith('mod+') || binding === 'esc';
}

/** The keys of a binding as they are printed, one list per step of a sequence: `g w` → [['g'],['w']]. */
export function printedKeys(binding: KeyBinding, mac = isMac()): readonly (readonly string[])[] {
  return binding.split(' ').map((chord) =>
    chord.split('+').map((part) => {
      if (part === 'mod') return mac ? '⌘' : 'Ctrl';
      if (part === 'shift') return mac ? '⇧' : 'Shift';
      if (part === 'alt') return mac ? '⌥' : 'Alt';
      return SYMBOLS[part] ?? (part.length === 1 && chord.includes('+') ? part.toUpperCase() : part);
    }),
  );
}
