import { describe, expect, it } from 'vitest';
import { type CliDesk, day, importLedger, type Json, preparedDesk } from './command-line.ts';

const desk = () => preparedDesk('ledger', importLedger);
const OF_NORTHWIND = ['--account', '0007'];

async function gateOf(on: CliDesk): Promise<{ invoices: readonly string[]; gate: readonly string[] }> {
  const { draft, gate } = await on.done('draft', 'create', ...OF_NORTHWIND, '--template', 'friendly');
  const told = (gate as readonly Json[])
    .filter(({ decision }) => decision === 'block')
    .map(({ code, invoices }) => `${code} ${invoices.join(' ')}`.trim());
  return { invoices: draft?.invoices ?? [], gate: told };
}

const nobodyAsks = (found: Json) => expect(found).toMatchObject({ invoices: [] });

describe('promise', () => {
  it('add keeps the invoice out of letters until its day, and withdraw lets it in again', async () => {
    const on = await desk();
    const said = [
      '--amount',
      '400.50',
      '--date',
      day(5),
      '--invoice',
      'N-1',
      '--by',
      'Jo Field',
      '--channel',
      'call',
    ];
    const { promise, seq } = await on.done('promise', 'add', ...OF_NORTHWIND, ...said);
    expect(promise).toMatchObject({ state: 'open', level: 1, amount: '400.50', invoices: ['N-1'] });
    expect(seq).toBeGreaterThan(0);
    expect(await gateOf(on)).toEqual({ invoices: ['N-2'], gate: ['promised N-1'] });
    const shown = await on.done('account', 'show', '0007');
    expect(shown.promises).toMatchObject([{ id: promise.id, state: 'open', promisedBy: 'Jo Field' }]);
    await on.done('promise', 'withdraw', promise.id, '--reason', 'wrong customer');
    expect((await gateOf(on)).invoices).toEqual(['N-1', 'N-2']);
  });

  it('add without an invoice stands on the account, and says when it is above what is open', async () => {
    const on = await desk();
    const { promise, warnings } = await on.done(
      ...['promise', 'add', ...OF_NORTHWIND, '--amount', '5000.00', '--date', day(3)],
    );
    expect(promise).toMatchObject({ state: 'open', invoices: [] });
    expect(warnings).toEqual(['More is promised than the 680.50 EUR that is open.']);
    nobodyAsks(await gateOf(on));
  });

  it('add for the same invoice replaces the open one, a level higher', async () => {
    const on = await desk();
    const add = (date: string) =>
      on.done('promise', 'add', ...OF_NORTHWIND, '--amount', '100', '--date', date, '--invoice', 'N-1');
    const { promise: first } = await add(day(2));
    expect(await add(day(9))).toMatchObject({ promise: { state: 'open', level: 2 }, replaced: [first.id] });
    const { promises } = await on.done('promise', 'list', ...OF_NORTHWIND);
    expect(promises.map(({ state }: Json) => state).sort()).toEqual(['open', 'replaced']);
  });

  it('with a day that is over is broken at once, and puts the account on top of the list', async () => {
    const on = await desk();
    const said = ['--amount', '10', '--date', day(-5), '--invoice', 'F-1'];
    expect(await on.done('promise', 'add', '--account', '0009', ...said)).toMatchObject({
      promise: { state: 'broken', level: 1 },
    });
    const { items } = await on.done('worklist');
    expect(items[0].account.number).toBe('0009');
    expect(items[0].reasons[0]).toMatchObject({
      code: 'broken_promise',
      text: expect.stringContaining('promise broken on'),
    });
  });

  it('refuses amounts, dates, invoices and states that cannot be', async () => {
    const on = await desk();
    const add = (...said: readonly string[]) => on.refused('promise', 'add', ...OF_NORTHWIND, ...said);
    expect(await add('--amount', '0', '--date', day(1))).toMatchObject({
      code: 'validation',
      field: 'amount',
    });
    expect(await add('--amount', '1.005', '--date', day(1))).toMatchObject({ code: 'validation' });
    expect(await add('--amount', '5', '--date', '2026-02-30')).toMatchObject({ code: 'validation' });
    expect(await add('--amount', '5', '--date', day(1), '--invoice', 'N-9')).toMatchObject({
      code: 'not_found',
    });
    expect((await on.run('promise', 'add', ...OF_NORTHWIND, '--amount', '5')).status).toBe(2);
  });
});

describe('dispute', () => {
  it('open about a part holds back that part alone; resolve lets it be asked for again', async () => {
    const on = await desk();
    const about = ['--invoice', 'N-1', '--amount', '150.50', '--reason', 'damaged', '--text', 'two pallets'];
    const { dispute, seq } = await on.done('dispute', 'open', ...OF_NORTHWIND, ...about);
    expect(dispute).toMatchObject({ state: 'open' });
    expect(seq).toBeGreaterThan(0);
    const draft = ['draft', 'create', ...OF_NORTHWIND, '--template', 'friendly'];
    const { text } = (await on.done(...draft)).draft;
    expect(text).toContain('250.00');
    expect(text).not.toContain('400.50');
    expect(await on.done('dispute', 'resolve', dispute.id, '--outcome', 'credit note follows')).toMatchObject(
      {
        dispute: { id: dispute.id, state: 'resolved' },
      },
    );
    expect((await on.done(...draft)).draft.text).toContain('400.50');
  });

  it('open about a whole invoice leaves it out and names why', async () => {
    const on = await desk();
    await on.done('dispute', 'open', ...OF_NORTHWIND, '--invoice', 'N-2', '--reason', 'price');
    expect(await gateOf(on)).toEqual({ invoices: ['N-1'], gate: ['disputed N-2'] });
    const { disputes } = await on.done('account', 'show', '0007');
    expect(disputes).toMatchObject([{ state: 'open', reason: 'price' }]);
  });

  it('refuses a reason that is none, and more than is open', async () => {
    const on = await desk();
    const open = (...said: readonly string[]) =>
      on.refused('dispute', 'open', ...OF_NORTHWIND, '--invoice', 'N-1', ...said);
    expect(await open('--reason', 'mood')).toMatchObject({ code: 'validation' });
    expect(await open('--reason', 'price', '--amount', '999.99')).toMatchObject({ code: 'validation' });
  });
});

describe('hold and dnc', () => {
  it('hold set stops an invoice, an account or everything until it is lifted', async () => {
    const on = await desk();
    await on.done('hold', 'set', ...OF_NORTHWIND, '--invoice', 'N-1', '--reason', 'being checked');
    expect(await gateOf(on)).toEqual({ invoices: ['N-2'], gate: ['held N-1'] });
    await on.done('hold', 'lift', ...OF_NORTHWIND, '--invoice', 'N-1');
    const { hold } = await on.done('hold', 'set', ...OF_NORTHWIND, '--reason', 'merger', '--until', day(8));
    expect(hold).toMatchObject({ reason: 'merger', until: day(8) });
    nobodyAsks(await gateOf(on));
    const { items } = await on.done('worklist');
    const item = items.find(({ account }: Json) => account.number === '0007');
    expect(item.holds).toMatchObject([{ until: day(8) }]);
    await on.done('hold', 'lift', ...OF_NORTHWIND);
    await on.done('hold', 'set', '--everything', '--reason', 'migration of the books');
    nobodyAsks(await gateOf(on));
    await on.done('hold', 'lift', '--everything');
    expect((await gateOf(on)).gate).toEqual([]);
  });

  it('a hold that ran out stops nothing', async () => {
    const on = await desk();
    await on.done('hold', 'set', ...OF_NORTHWIND, '--reason', 'until the first', '--until', day(1));
    const later = ['draft', 'create', ...OF_NORTHWIND, '--template', 'friendly', '--as-of', day(1)];
    expect((await on.done(...later)).draft.invoices).toEqual(['N-1', 'N-2']);
  });

  it('dnc set closes mail for good, whatever else is set', async () => {
    const on = await desk();
    await on.done('dnc', 'set', ...OF_NORTHWIND, '--channel', 'mail', '--reason', 'lawyers only');
    const { draft, gate } = await on.done('draft', 'create', ...OF_NORTHWIND, '--template', 'firm');
    expect(draft).toBeNull();
    expect(gate).toContainEqual(expect.objectContaining({ code: 'do_not_contact', decision: 'block' }));
  });
});
