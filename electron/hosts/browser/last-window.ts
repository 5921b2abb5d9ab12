export type LastWindow = {
  /** Takes the number of windows that are open now. */
  report(open: number): void;
  /** Whether a window was ever open. */
  wasOpen(): boolean;
};

export type LastWindowOptions = {
  /** How long no window may be open; longer than it takes to load one again. */
  readonly graceMs: number;
  readonly onGone: () => void;
};

/** Notices that the last window was closed for good, not just loaded again. Waits as long as none was open yet. */
export function watchLastWindow(options: LastWindowOptions): LastWindow {
  let opened = false;
  let leaving: NodeJS.Timeout | undefined;
  return {
    report(open) {
      clearTimeout(leaving);
      if (open > 0) opened = true;
      else if (opened) leaving = setTimeout(options.onGone, options.graceMs);
    },
    wasOpen: () => opened,
  };
}
