import { chordOf, type KeyPress, worksWhileTyping } from './keys.ts';
import { available, type Command, type CommandRegistry } from './registry.ts';

/** Where the focus is when a key is pressed. */
export interface KeyPlace {
  readonly typing: boolean;
  readonly inDialog: boolean;
  /** The dialog that has the focus. */
  readonly dialog: Element | null;
  /** On a button, link or menu: Enter and Space belong to it. */
  readonly onControl: boolean;
}

const SEQUENCE_PAUSE_MS = 1200;

/**
 * Turns key presses into commands. Returns a function that handles one press and says whether it was used.
 * The first key of a sequence (`g` of `g w`) waits a moment for the second one.
 */
export function createKeyHandler(registry: CommandRegistry, now: () => number = () => performance.now()) {
  let prefix: { readonly text: string; readonly at: number } | null = null;

  return (press: KeyPress, place: KeyPlace): boolean => {
    const chord = chordOf(press);
    if (chord === null) return false;
    const started = prefix !== null && now() - prefix.at < SEQUENCE_PAUSE_MS ? prefix.text : null;
    prefix = null;
    const candidates = available(registry).filter((command) => fits(command, place));
    const wanted = started === null ? chord : `${started} ${chord}`;
    const command = candidates.find((one) =>
      one.keys?.some((keys) => keys === wanted && mayPress(keys, place)),
    );
    if (command) {
      command.run();
      return true;
    }
    if (!place.typing && candidates.some((one) => one.keys?.some((keys) => keys.startsWith(`${wanted} `)))) {
      prefix = { text: wanted, at: now() };
      return true;
    }
    return false;
  };
}

function fits(command: Command, place: KeyPlace): boolean {
  const { inDialog } = command;
  if (typeof inDialog === 'function') return place.dialog === null || place.dialog === inDialog();
  return !place.inDialog || inDialog === true;
}

function mayPress(keys: string, place: KeyPlace): boolean {
  if (place.typing && !worksWhileTyping(keys)) return false;
  return !(place.onControl && (keys === 'enter' || keys === 'space'));
}

/** Reads from the page where the focus is. */
export function placeOf(target: EventTarget | null, page: Document): KeyPlace {
  const element = target instanceof Element ? target : page.body;
  return {
    typing:
      element.closest(
        'input:not([type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]',
      ) !== null,
    inDialog:
      page.querySelector('[role=dialog][aria-modal=true]') !== null ||
      element.closest('[role=menu],[role=listbox],[role=dialog]') !== null,
    dialog: element.closest('[role=dialog]'),
    onControl:
      element.closest('button,a[href],summary,input,[role=menuitem],[role=option],[role=tab]') !== null,
  };
}
