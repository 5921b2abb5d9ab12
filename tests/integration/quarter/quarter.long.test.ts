import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playQuarter } from '../../support/quarter/play.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());

describe('a quarter with two hundred customers, worked as the application proposes', () => {
  it.each([2026])(
    'chases nobody wrongly, forgets nobody, and shows every broken promise the same day (seed %i)',
    async (seed) => {
      const verdict = await playQuarter({ smtp, customers: 200, days: 92, seed });
      expect(verdict.faults).toEqual([]);
      expect(verdict.messages).toBeGreaterThan(600);
      expect(verdict.brokenPromises).toBeGreaterThan(50);
      expect(verdict.keptBack).toBeGreaterThan(20);
    },
    7_200_000,
  );
});
