import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playHandoffs } from '../../support/quarter/play-handoffs.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const size = { customers: 20, days: 45 };

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());

describe('six weeks in which accounts are handed over four times', () => {
  it('drops nothing, writes to nobody twice, and has the same at every desk after each merge', async () => {
    const verdict = await playHandoffs({ smtp, ...size, seed: 11 });
    expect(verdict.faults.slice(0, 40)).toEqual([]);
    expect(verdict.messages).toBeGreaterThan(size.customers * 2);
    expect(verdict.byOthers).toBeGreaterThan(size.customers / 3);
    expect(verdict.followUps).toBeGreaterThan(size.customers);
    expect(verdict.tried).toBeGreaterThan(20);
  }, 900_000);
});
