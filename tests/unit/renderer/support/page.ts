import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

interface HappyWindow extends Window {
  readonly happyDOM?: { setViewport(size: { readonly width: number; readonly height: number }): void };
}

/** happy-dom lays nothing out: the sizes that virtual lists ask for are given here. */
export function givePageSizes(): void {
  (window as HappyWindow).happyDOM?.setViewport({ width: 1440, height: 900 });
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: { configurable: true, get: () => 640 },
    offsetWidth: { configurable: true, get: () => 800 },
    clientHeight: { configurable: true, get: () => 640 },
  });
  Object.defineProperty(Element.prototype, 'scrollHeight', { configurable: true, get: () => 1_000_000 });
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number): void {
    this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0;
    this.dispatchEvent(new Event('scroll'));
  };
}

/** Makes the window as wide as this: below 1100 px the detail is no longer beside the list. */
export function setPageWidth(width: number): void {
  (window as HappyWindow).happyDOM?.setViewport({ width, height: 900 });
}

/** Takes the drawn page away after each test, and with it what the address remembers. */
export function cleanPageAfterEach(): void {
  afterEach(() => {
    cleanup();
    window.history.replaceState(null, '', '#');
  });
}

/** Nothing is laid out here, so a popover finds no visible field to put the focus on, and says so: not worth a line. */
export function quietFocusTraps(): void {
  beforeEach(() => {
    const write = console.warn;
    const spy = vi.spyOn(console, 'warn').mockImplementation((...words: unknown[]) => {
      if (!String(words[0]).includes('use-focus-trap')) write(...words);
    });
    return () => spy.mockRestore();
  });
}

/** Presses keys one after the other where the focus is: `j`, `Shift+j`, `Control+z`. */
export function press(...keys: readonly string[]): void {
  for (const text of keys) {
    const parts = text.split('+');
    const key = parts.at(-1) ?? '';
    const event = new KeyboardEvent('keydown', {
      key: parts.includes('Shift') && key.length === 1 ? key.toUpperCase() : key,
      shiftKey: parts.includes('Shift'),
      ctrlKey: parts.includes('Control'),
      metaKey: parts.includes('Meta'),
      bubbles: true,
      cancelable: true,
    });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
}
