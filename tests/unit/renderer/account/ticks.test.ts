import { describe, expect, it } from 'vitest';
import { allHeld, askableOf, ticksAfter } from '../../../../renderer/features/account/askable.ts';
import type { AccountDocument } from '../../../../shared/contract/accounts.ts';
import { partsWith, sampleAccount, sampleItems } from '../support/sample-ledger.ts';

const [ITEM] = sampleItems();
if (ITEM === undefined) throw new Error('The sample ledger is empty.');
const BEFORE = sampleAccount(ITEM).documents.filter(({ kind }) => kind === 'invoice');

/** The same invoices after some of them were promised in full. */
function promised(...ids: readonly string[]): readonly AccountDocument[] {
  return BEFORE.map((item) =>
    ids.includes(item.id) ? { ...item, parts: partsWith({ promised: item.open }) } : item,
  );
}
const first = () => new Set(askableOf(BEFORE).map(({ id }) => id as string));
const later = (ticks: ReadonlySet<string>, now: readonly AccountDocument[], before = BEFORE) => [
  ...ticksAfter(ticks, before, now),
];

describe('ticks on open items', () => {
  it('stand at first on three overdue invoices, a disputed one is not among them', () => {
    expect([...first()]).toEqual(['doc-1-0', 'doc-1-1', 'doc-1-2']);
  });

  it('leave what was promised meanwhile', () => {
    expect(later(first(), promised('doc-1-1'))).toEqual(['doc-1-0', 'doc-1-2']);
  });

  it('come back when the promise is taken back and nobody ticked anything since', () => {
    const now = promised('doc-1-1');
    expect(later(ticksAfter(first(), BEFORE, now), BEFORE, now as AccountDocument[])).toEqual([...first()]);
  });

  it('set by hand stay, but for what is no longer free', () => {
    const byHand = new Set(['doc-1-0', 'doc-1-4']);
    expect(later(byHand, promised('doc-1-0'))).toEqual(['doc-1-4']);
    expect(later(byHand, promised('doc-1-1'))).toEqual(['doc-1-0', 'doc-1-4']);
  });

  it('set by hand on what was never free stay', () => {
    const byHand = new Set(['doc-1-3']);
    expect(later(byHand, promised('doc-1-0'))).toEqual(['doc-1-3']);
  });

  it('leave what is not open any more', () => {
    const paid = BEFORE.filter(({ id }) => id !== 'doc-1-4');
    expect(later(new Set(['doc-1-4', 'doc-1-0']), paid)).toEqual(['doc-1-0']);
  });
});

describe('an account of which everything overdue is held', () => {
  const held = (...ids: readonly string[]): readonly AccountDocument[] =>
    BEFORE.map((item) => (ids.includes(item.id) ? { ...item, parts: partsWith({ held: item.open }) } : item));
  const overdue = BEFORE.filter(({ daysPastDue }) => (daysPastDue ?? 0) > 0).map(({ id }) => id as string);

  it('is one where each overdue invoice is held, whatever is not due yet', () => {
    expect(allHeld(held(...overdue))).toBe(true);
    expect(allHeld(held(...overdue.slice(1)))).toBe(false);
    expect(allHeld(BEFORE)).toBe(false);
  });

  it('is none where nothing is overdue', () => {
    expect(allHeld(BEFORE.filter(({ id }) => !overdue.includes(id)))).toBe(false);
  });
});
