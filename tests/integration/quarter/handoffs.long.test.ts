import { describe, it } from 'vitest';
import { expectCleanHandoffs } from '../../support/quarter/clean-handoffs.ts';

describe('a quarter with two hundred customers in which accounts are handed over four times', () => {
  it('drops nothing, writes to nobody twice, and has the same at every desk after each merge', async () => {
    await expectCleanHandoffs({ customers: 200, days: 92 });
  }, 7_200_000);
});
