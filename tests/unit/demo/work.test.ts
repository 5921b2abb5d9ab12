import { describe, expect, it } from 'vitest';
import type { CanonicalInvoice } from '../../../electron/engine/connectors/canonical.ts';
import { DEMO_SEED, generateDemo } from '../../../electron/engine/services/demo/generate-demo.ts';
import { weekdayOf } from '../../../electron/engine/services/demo/orders.ts';
import { NEXT_ACTION_KINDS } from '../../../shared/contract/accounts.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { CALL_OUTCOMES } from '../../../shared/domain/touchpoint-kinds.ts';

const TODAY = plainDate('2026-11-21');
const DEMO = generateDemo({ today: TODAY, seed: DEMO_SEED });
const INVOICES = new Map(DEMO.invoices.map((record) => [record.number, record]));

function overdueAccounts(): ReadonlySet<string> {
  const overdue = DEMO.invoices.filter(
    (record) => record.kind === 'invoice' && record.openMinor > 0 && record.dueDate && record.dueDate < TODAY,
  );
  return new Set(overdue.map((record) => record.customerKey));
}

/** The day from which on nothing was owed any more for an invoice; today while something is. */
function settledOn(invoice: CanonicalInvoice): string {
  if (invoice.openMinor > 0) return TODAY;
  const paid = DEMO.payments.filter((payment) => payment.appliesTo === invoice.number).at(-1);
  return paid?.date ?? invoice.paidDate ?? TODAY;
}

describe('the touches of the demo', () => {
  it('are several hundred mails, calls, letters and notes, by time', () => {
    expect(new Set(DEMO.touches.map((touch) => touch.kind))).toEqual(
      new Set(['mail', 'call', 'letter', 'note']),
    );
    expect(DEMO.touches.length).toBeGreaterThan(300);
    const times = DEMO.touches.map((touch) => touch.at);
    expect(times).toEqual([...times].sort());
  });

  it('lie before today, on working days, within office hours', () => {
    for (const { at } of DEMO.touches) {
      expect(at.slice(0, 10) < TODAY, at).toBe(true);
      expect(weekdayOf(plainDate(at.slice(0, 10))), at).toBeLessThan(6);
      expect(Number(at.slice(11, 13))).toBeGreaterThanOrEqual(8);
      expect(Number(at.slice(11, 13))).toBeLessThan(17);
    }
  });

  it('carry an outcome exactly when they are calls, and every kind of outcome that matters', () => {
    for (const { kind, outcome } of DEMO.touches) expect(outcome !== null).toBe(kind === 'call');
    const outcomes = new Set(DEMO.touches.map((touch) => touch.outcome));
    expect(outcomes.size).toBeGreaterThan(6);
    for (const outcome of outcomes) if (outcome !== null) expect(CALL_OUTCOMES).toContain(outcome);
  });

  it('chase an invoice only of the customer, only when it was overdue and still unpaid', () => {
    for (const { kind, at, customerKey, text } of DEMO.touches) {
      const number = /INV-\d+/.exec(text)?.[0];
      if (number === undefined || kind === 'note') continue;
      const invoice = INVOICES.get(number);
      if (invoice === undefined) throw new Error(`${text} names no invoice of the books.`);
      expect(invoice.customerKey, text).toBe(customerKey);
      expect(at > (invoice.dueDate ?? ''), text).toBe(true);
      expect(at.slice(0, 10) < settledOn(invoice), text).toBe(true);
    }
  });

  it('leave an account room to answer between two contacts', () => {
    const last = new Map<string, number>();
    for (const { at, customerKey, kind } of DEMO.touches.filter((touch) => touch.kind !== 'note')) {
      const gap = Date.parse(at) - (last.get(customerKey) ?? 0);
      expect(gap, `${customerKey} ${kind} ${at}`).toBeGreaterThan(3 * 86_400_000);
      last.set(customerKey, Date.parse(at));
    }
  });

  it('include some of the last three days, so that the gate has something to remark on', () => {
    expect(DEMO.touches.filter((touch) => touch.at > '2026-11-18').length).toBeGreaterThan(3);
  });

  it('are by two people', () => {
    const actors = DEMO.touches.map((touch) => touch.actor);
    expect(new Set(actors).size).toBe(2);
    expect(actors.filter((actor) => actor === DEMO.sender.name).length).toBeGreaterThan(actors.length / 2);
  });

  it('are written out: no gap, no placeholder', () => {
    for (const { text } of DEMO.touches) expect(text).toMatch(/^[^{}]*[.]$/);
    expect(JSON.stringify(DEMO.touches)).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('the plans of the demo', () => {
  it('are next actions of accounts with something overdue: missed, due and ahead', () => {
    for (const { customerKey, kind, date, at } of DEMO.nextActions) {
      expect(overdueAccounts()).toContain(customerKey);
      expect(NEXT_ACTION_KINDS).toContain(kind);
      expect(weekdayOf(date)).toBeLessThan(6);
      expect(at.slice(0, 10) < TODAY).toBe(true);
    }
    const dates = DEMO.nextActions.map((action) => action.date);
    expect(dates.some((date) => date < TODAY)).toBe(true);
    expect(dates.some((date) => date > TODAY)).toBe(true);
    expect(new Set(DEMO.nextActions.map((action) => action.kind)).size).toBeGreaterThanOrEqual(4);
  });

  it('leave some overdue accounts without a next action', () => {
    expect(DEMO.nextActions.length).toBeGreaterThan(12);
    expect(DEMO.nextActions.length).toBeLessThan(overdueAccounts().size);
  });

  it('are at most one next action and one snooze per account, never both', () => {
    const planned = [...DEMO.nextActions, ...DEMO.snoozes].map((fact) => fact.customerKey);
    expect(new Set(planned).size).toBe(planned.length);
  });

  it('snooze a few accounts beyond today, with a reason', () => {
    expect(DEMO.snoozes.length).toBeGreaterThanOrEqual(2);
    for (const { customerKey, until, reason } of DEMO.snoozes) {
      expect(overdueAccounts()).toContain(customerKey);
      expect(until > TODAY).toBe(true);
      expect(reason).toMatch(/\.$/);
    }
  });

  it('add second contacts to some customers of the books', () => {
    const customers = new Set(DEMO.invoices.map((record) => record.customerKey));
    expect(DEMO.contacts.length).toBeGreaterThan(8);
    for (const { customerKey, role, name } of DEMO.contacts) {
      expect(customers).toContain(customerKey);
      expect(role.length).toBeGreaterThan(3);
      expect(name).toMatch(/^\S+ \S+$/);
    }
  });
});
