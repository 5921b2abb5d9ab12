import { expect } from 'vitest';
import { startFakeSmtp } from '../smtp/fake-smtp.ts';
import { playHandoffs } from './play-handoffs.ts';

/** Plays a simulated time with four handoffs, and expects that nothing went wrong in it and that enough happened. */
export async function expectCleanHandoffs(size: {
  readonly customers: number;
  readonly days: number;
}): Promise<void> {
  const smtp = await startFakeSmtp();
  try {
    const verdict = await playHandoffs({ smtp, ...size, seed: 11 });
    expect(verdict.faults.slice(0, 40)).toEqual([]);
    expect(verdict.messages).toBeGreaterThan(size.customers * 2);
    expect(verdict.byOthers).toBeGreaterThan(size.customers / 3);
    expect(verdict.followUps).toBeGreaterThan(size.customers);
    expect(verdict.tried).toBeGreaterThan(20);
  } finally {
    await smtp.stop();
  }
}
