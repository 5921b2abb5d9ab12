import { describe, expect, it } from 'vitest';
import { zoneAt } from '../../support/zone-at.ts';
import { importLedger, preparedDesk } from './command-line.ts';

const desk = () => preparedDesk('ledger', importLedger);
const OF_NORTHWIND = ['--account', '0007'];
const A_CALL = ['touch', 'add', ...OF_NORTHWIND, '--kind', 'call', '--outcome'];

const at = (zone: string, type = 'consumer') => [
  ...['debtor', 'set', ...OF_NORTHWIND, '--type', type, '--country', 'us', '--time-zone', zone],
];

describe('a call from the command line', () => {
  it('to a consumer at night is refused and not logged, and logged by day', async () => {
    const on = await desk();
    expect(await on.done(...at(zoneAt(3)))).toMatchObject({
      debtor: { debtorType: 'consumer', country: 'US', place: { countryName: 'United States of America' } },
    });
    const before = await on.done('log', 'list', ...OF_NORTHWIND);
    expect(await on.refused(...A_CALL, 'no_answer')).toMatchObject({
      code: 'policy_blocked',
      message: expect.stringContaining('outside 8:00 to 21:00'),
    });
    expect(await on.done('log', 'list', ...OF_NORTHWIND)).toEqual(before);
    await on.done(...at(zoneAt(14)));
    expect(await on.done(...A_CALL, 'no_answer')).toMatchObject({ seq: expect.any(Number) });
  });

  it('to a company at night is logged with a warning', async () => {
    const on = await desk();
    await on.done(...at(zoneAt(3), 'company'));
    const { warnings } = await on.done(...A_CALL, 'voicemail');
    expect(warnings).toHaveLength(1);
  });

  it('to somebody who asked for none is refused', async () => {
    const on = await desk();
    await on.done('dnc', 'set', ...OF_NORTHWIND, '--channel', 'call', '--reason', 'Only in writing');
    expect(await on.refused(...A_CALL, 'busy')).toMatchObject({ code: 'policy_blocked' });
  });
});

describe('what kind of debtor an account is', () => {
  it('is shown with the account', async () => {
    const on = await desk();
    expect((await on.done('account', 'show', '0007')).standing.debtor.debtorType).toBe('company');
    const set = ['debtor', 'set', ...OF_NORTHWIND, '--type', 'sole_trader', '--country', 'GB'];
    expect(await on.done(...set)).toMatchObject({ debtor: { place: { timeZone: 'Europe/London' } } });
    const shown = await on.done('account', 'show', '0007');
    expect(shown.standing.debtor).toEqual({
      debtorType: 'sole_trader',
      country: 'GB',
      region: null,
      timeZone: null,
    });
    expect((await on.show('account', 'show', '0007')).stdout).toContain('Sole trader');
  });

  it('is refused with a type, country or time zone that is none', async () => {
    const on = await desk();
    const set = ['debtor', 'set', ...OF_NORTHWIND];
    expect(await on.refused(...set, '--type', 'company', '--country', 'XX')).toMatchObject({
      code: 'validation',
    });
    expect(await on.refused(...set, '--type', 'company', '--time-zone', 'Mars/Olympus')).toMatchObject({
      code: 'validation',
    });
  });
});
