// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIdle } from '../../../../renderer/features/unlock/watch-idle.ts';

const MINUTE = 60_000;

describe('the idle watch', () => {
  let locked = 0;
  let stop = () => {};
  beforeEach(() => {
    vi.useFakeTimers();
    locked = 0;
    stop = watchIdle(window, 5 * MINUTE, () => {
      locked += 1;
    });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('locks after the time without input, once', () => {
    vi.advanceTimersByTime(5 * MINUTE - 1);
    expect(locked).toBe(0);
    vi.advanceTimersByTime(20 * MINUTE);
    expect(locked).toBe(1);
  });

  it.each(['keydown', 'pointerdown', 'pointermove', 'wheel'])('begins anew at every %s', (name) => {
    for (let minute = 0; minute < 12; minute += 4) {
      vi.advanceTimersByTime(4 * MINUTE);
      window.dispatchEvent(new Event(name));
    }
    expect(locked).toBe(0);
    vi.advanceTimersByTime(5 * MINUTE);
    expect(locked).toBe(1);
  });

  it('locks at the first sign of life after the computer slept, before that counts as input', () => {
    vi.setSystemTime(Date.now() + 60 * MINUTE);
    window.dispatchEvent(new Event('pointermove'));
    expect(locked).toBe(1);
  });

  it('locks when the window comes into sight again too late', () => {
    vi.setSystemTime(Date.now() + 6 * MINUTE);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(locked).toBe(1);
  });

  it('does nothing after it was stopped', () => {
    stop();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(locked).toBe(0);
  });
});
