import { describe, expect, it } from 'vitest';
import { proposeMatches } from '../../../../shared/domain/cash-application/propose.ts';
import type { CashItem, CashProposals } from '../../../../shared/domain/cash-application/types.ts';
import { DEFAULT_CASH_SETTINGS } from '../../../../shared/domain/cash-application/types.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { cashItem, credit, payment } from './cash-items.ts';

const shown = ({ proposals }: CashProposals) =>
  proposals.map(({ kind, confidence, allocations }) => [
    kind,
    confidence,
    ...allocations.map((one) => `${one.number}=${one.amountMinor}`),
  ]);
const ask = (items: readonly CashItem[], amount: number, text = '') =>
  proposeMatches({ payment: payment(amount, text), items });

describe('proposals for a payment', () => {
  it('are exact when the number and the amount agree', () => {
    const found = ask([cashItem('INV-5001', 10_000), cashItem('INV-5002', 10_000)], 10_000, 'INV-5002');
    expect(shown(found)[0]).toEqual(['numbers', 'exact', 'INV-5002=10000']);
    expect(found.proposals[0]?.reasons).toEqual(['The text names INV-5002, and the amount agrees.']);
  });

  it('take the range when its sum agrees, and only its ends when theirs does', () => {
    const items = [cashItem('INV-5001', 100), cashItem('INV-5002', 250), cashItem('INV-5003', 400)];
    expect(shown(ask(items, 750, 'INV-5001 to INV-5003'))[0]).toHaveLength(5);
    expect(shown(ask(items, 500, 'INV-5001 - INV-5003'))[0]).toEqual([
      'numbers',
      'exact',
      'INV-5001=100',
      'INV-5003=400',
    ]);
  });

  it('use a doubtful number only where the amount agrees', () => {
    const items = [cashItem('1001', 4_500), cashItem('1002', 9_900)];
    expect(shown(ask(items, 4_500, 'Hall 1001'))[0]).toEqual(['numbers', 'likely', '1001=4500']);
    expect(shown(ask(items, 9_900, 'Hall 1001'))).toEqual([['one_item', 'likely', '1002=9900']]);
  });

  it('find the one item with that amount, and show all of them when there are several', () => {
    const items = [cashItem('A1', 4_500), cashItem('A2', 9_900), cashItem('A3', 9_900)];
    expect(shown(ask(items, 4_500))).toEqual([['one_item', 'likely', 'A1=4500']]);
    expect(shown(ask(items, 9_900))).toEqual([
      ['one_item', 'ambiguous', 'A2=9900'],
      ['one_item', 'ambiguous', 'A3=9900'],
    ]);
  });

  it('find all that is open, all that is overdue, and all of a letter', () => {
    const later = { dueDate: plainDate('2026-12-31') };
    const items = [
      cashItem('A1', 100),
      cashItem('A2', 230),
      cashItem('A3', 470, later),
      cashItem('A4', 990, later),
    ];
    expect(shown(ask(items, 1_790))[0]?.[0]).toBe('all_open');
    expect(shown(ask(items, 330))[0]?.slice(0, 2)).toEqual(['all_overdue', 'likely']);
    const statements = [
      { label: 'the reminder of 2026-11-02', items: [items[0], items[2]].flatMap((item) => item?.id ?? []) },
    ];
    const found = proposeMatches({ payment: payment(570), items, statements });
    expect(shown(found)[0]).toEqual(['statement', 'likely', 'A1=100', 'A3=470']);
    expect(found.proposals[0]?.reasons[0]).toBe('The payment is exactly all of the reminder of 2026-11-02.');
  });

  it('net credit notes against all that is open', () => {
    const found = ask([cashItem('A1', 5_000), cashItem('A2', 3_000), credit('CN1', 700)], 7_300);
    expect(shown(found)[0]).toEqual(['all_open', 'likely', 'A1=5000', 'A2=3000', 'CN1=700']);
    expect(found.proposals[0]?.reasons.join(' ')).toContain('Credit notes netted: CN1.');
  });

  it('find a combination, credit notes netted', () => {
    const items = [
      cashItem('A1', 1_011),
      cashItem('A2', 2_022),
      cashItem('A3', 4_044),
      cashItem('A4', 8_088),
    ];
    expect(shown(ask(items, 5_055))).toEqual([['combination', 'likely', 'A1=1011', 'A3=4044']]);
    expect(shown(ask([...items, credit('C1', 500)], 4_555))[0]).toEqual([
      'combination',
      'likely',
      'A1=1011',
      'A3=4044',
      'C1=500',
    ]);
  });

  it('mark combinations as ambiguous when several fit', () => {
    const items = [cashItem('A1', 100), cashItem('A2', 200), cashItem('A3', 300), cashItem('A4', 400)];
    const found = ask(items, 500);
    expect(shown(found)).toEqual([
      ['combination', 'ambiguous', 'A1=100', 'A4=400'],
      ['combination', 'ambiguous', 'A2=200', 'A3=300'],
    ]);
  });

  it('say that the search gave up, and call nothing likely then', () => {
    const items = Array.from({ length: 40 }, (_, index) => cashItem(`A${index}`, 1_000 + index * 37));
    const settings = { ...DEFAULT_CASH_SETTINGS, mostSteps: 500 };
    const found = proposeMatches({ payment: payment(9_999), items, settings });
    expect(found.remarks).toEqual([
      'The search for combinations was stopped after 500 steps: there may be more.',
    ]);
    expect(found.proposals.filter((one) => one.confidence === 'likely')).toEqual([]);
  });

  it('say that not all items were combined', () => {
    const items = Array.from({ length: 70 }, (_, index) => cashItem(`A${index}`, 2 * index + 2));
    expect(ask(items, 33_333).remarks).toContain('Only the 60 items due first of 70 were combined.');
  });

  it('leave what is too much on account', () => {
    const [first] = ask([cashItem('INV-5001', 10_000)], 12_500, 'INV-5001').proposals;
    expect(first).toMatchObject({ kind: 'numbers', confidence: 'likely', restMinor: 2_500 });
    expect(first?.reasons.at(-1)).toBe('€25.00 more than asked for: the rest stays on account.');
  });

  it('never touch another currency', () => {
    const items = [cashItem('INV-5001', 10_000, { currency: currencyCode('USD') })];
    expect(ask(items, 10_000, 'INV-5001')).toEqual({ proposals: [], remarks: [] });
  });

  it('are none for nothing, and for what was paid back', () => {
    expect(ask([cashItem('A1', 100)], 0)).toEqual({ proposals: [], remarks: [] });
    expect(ask([cashItem('A1', 100)], -100)).toEqual({ proposals: [], remarks: [] });
    expect(ask([cashItem('A1', 0)], 100)).toEqual({ proposals: [], remarks: [] });
    expect(ask([credit('C1', 100)], 100)).toEqual({ proposals: [], remarks: [] });
  });
});

describe('a payment that is too little', () => {
  const short = (item: CashItem, amount: number, date = '2026-11-10') => {
    const { proposals } = proposeMatches({
      payment: payment(amount, item.number, { date: plainDate(date) }),
      items: [item],
    });
    const [first] = proposals;
    return {
      reason: first?.allocations[0]?.shortReason,
      confidence: first?.confidence,
      text: first?.reasons.at(-1),
    };
  };
  const invoice = (open: number, terms: string | null = null) => cashItem('INV-5001', open, { terms });

  it('is explained by rounding', () => {
    expect(short(invoice(100_000), 99_997).reason).toBe('rounding');
  });

  it('is explained by the cash discount of the terms, and says when it was late', () => {
    const terms = '2% 10 days, net 30';
    expect(short(invoice(500_000, terms), 490_000, '2026-10-11')).toMatchObject({
      reason: 'cash_discount',
      confidence: 'likely',
    });
    expect(short(invoice(500_000, terms), 490_000, '2026-10-14').reason).toBe('cash_discount');
    const late = short(invoice(500_000, terms), 490_000, '2026-10-15');
    expect(late.reason).toBe('cash_discount_late');
    expect(late.text).toContain('taken too late (INV-5001: until 2026-10-11)');
  });

  it('is explained by withheld tax, and tells what else fits', () => {
    expect(short(invoice(500_000), 450_000).reason).toBe('withholding_tax');
    expect(short(invoice(50_000), 49_000).text).toContain('It could also be a bank fee.');
  });

  it('is explained by a bank fee within the limit of its currency', () => {
    expect(short(invoice(777_777), 776_277).reason).toBe('bank_fee');
    const yen = cashItem('INV-5001', 777_777, { currency: currencyCode('JPY') });
    const found = proposeMatches({
      payment: payment(777_750, 'INV-5001', { currency: currencyCode('JPY') }),
      items: [yen],
    });
    expect(found.proposals[0]?.allocations[0]).toMatchObject({ shortReason: 'bank_fee', shortMinor: 27 });
  });

  it('is a deduction when nothing fits, and only possible', () => {
    const found = short(invoice(777_777), 600_000);
    expect(found).toMatchObject({ reason: 'deduction', confidence: 'possible' });
    expect(found.text).toContain('ask the customer');
  });

  it('is only guessed at without a number when a usual reason fits to the cent', () => {
    const items = [cashItem('A1', 500_000), cashItem('A2', 130_000)];
    expect(shown(ask(items, 475_000))).toEqual([['short_pay', 'possible', 'A1=475000']]);
    expect(ask(items, 433_333).proposals).toEqual([]);
  });

  it('spreads a discount over the invoices and keeps the sum', () => {
    const items = [
      cashItem('INV-5001', 33_333, { terms: '2/10 net 30' }),
      cashItem('INV-5002', 66_667, { terms: '2/10 net 30' }),
    ];
    const asked = { payment: payment(98_000, 'INV-5001 INV-5002', { date: plainDate('2026-10-05') }), items };
    const [first] = proposeMatches(asked).proposals;
    expect(first?.allocations.map((one) => [one.amountMinor, one.shortMinor, one.shortReason])).toEqual([
      [minorUnits(32_666), 667, 'cash_discount'],
      [minorUnits(65_334), 1_333, 'cash_discount'],
    ]);
  });
});
