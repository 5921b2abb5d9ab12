import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playQuarter } from '../../support/quarter/play.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());

describe('a month with forty customers, worked as the application proposes', () => {
  it('chases nobody wrongly, forgets nobody, and shows every broken promise the same day', async () => {
    const verdict = await playQuarter({ smtp, customers: 40, days: 30, seed: 5 });
    expect(verdict.faults).toEqual([]);
    expect(verdict.messages).toBeGreaterThan(60);
    expect(verdict.brokenPromises).toBeGreaterThan(4);
    expect(verdict.keptBack).toBeGreaterThan(4);
  }, 900_000);
});
