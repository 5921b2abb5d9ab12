import { describe, it } from 'vitest';
import { expectCleanHandoffs } from '../../support/quarter/clean-handoffs.ts';

describe('six weeks in which accounts are handed over four times', () => {
  it('drops nothing, writes to nobody twice, and has the same at every desk after each merge', async () => {
    await expectCleanHandoffs({ customers: 20, days: 45 });
  }, 900_000);
});
