import { describe, expect, it } from 'vitest';
import { type CliDesk, day, importLedger, type Json, preparedDesk } from './command-line.ts';

const desk = () => preparedDesk('ledger', importLedger);

async function itemOf(on: CliDesk, number: string): Promise<Json> {
  const { items } = await on.done('worklist');
  const item = (items as readonly Json[]).find(({ account }) => account.number === number);
  if (item === undefined) throw new Error(`${number} is not in the worklist.`);
  return item;
}

describe('worklist', () => {
  it('names the lane, the next best action, the owner, and whether a step is set', async () => {
    const on = await desk();
    expect(await itemOf(on, '0007')).toMatchObject({
      ...{ lane: 'regular', owner: null, hasStep: false },
      proposal: {
        ...{ kind: 'mail', stage: 'friendly', date: day(0) },
        reasons: ['45 days late, nobody was in touch yet'],
      },
    });
    expect(await itemOf(on, '0009')).toMatchObject({
      ...{ lane: 'quick_wins', proposal: { kind: 'apply_cash', stage: null } },
    });
  });

  it('waits for a promise, and has it as its step', async () => {
    const on = await desk();
    const said = ['--amount', '600.50', '--date', day(5)];
    await on.done('promise', 'add', '--account', '0007', ...said);
    expect(await itemOf(on, '0007')).toMatchObject({
      ...{ lane: 'waiting', hasStep: true, proposal: { kind: 'wait' } },
    });
  });
});
