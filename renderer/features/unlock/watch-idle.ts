const ACTIVITY = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;
const LOOK_EVERY_MS = 5_000;

/**
 * Calls `onIdle` once when there was no input for so long. Looks at the clock instead of one long timer, which would
 * stand still while the computer sleeps. Returns how to stop.
 */
export function watchIdle(page: Window, limitMs: number, onIdle: () => void, now: () => number = Date.now) {
  let last = now();
  let over = false;
  const look = () => {
    if (over || now() - last < limitMs) return;
    over = true;
    onIdle();
  };
  const note = () => {
    look();
    last = now();
  };
  const timer = page.setInterval(look, Math.min(LOOK_EVERY_MS, limitMs));
  for (const name of ACTIVITY) page.addEventListener(name, note, { capture: true, passive: true });
  page.document.addEventListener('visibilitychange', look);
  return () => {
    page.clearInterval(timer);
    for (const name of ACTIVITY) page.removeEventListener(name, note, { capture: true });
    page.document.removeEventListener('visibilitychange', look);
  };
}
