import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpenInvoice, partsOf } from '../../../../shared/domain/hold-fire/parts.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';

function invoice(amounts: Partial<Record<keyof OpenInvoice, number | boolean>>): OpenInvoice {
  const { held = false, ...rest } = amounts;
  const amount = (name: keyof typeof rest) => minorUnits(Number(rest[name] ?? 0));
  return {
    openMinor: amount('openMinor'),
    claimedMinor: amount('claimedMinor'),
    disputedMinor: amount('disputedMinor'),
    promisedMinor: amount('promisedMinor'),
    held: held === true,
  };
}

describe('the parts of an open invoice', () => {
  test('all of it may be asked for when nothing stands against it', () => {
    expect(partsOf(invoice({ openMinor: 1000 }))).toEqual({
      claimed: 0,
      disputed: 0,
      held: 0,
      promised: 0,
      free: 1000,
    });
  });

  test('the disputed part is held back and the rest may be asked for', () => {
    expect(partsOf(invoice({ openMinor: 1000, disputedMinor: 300 }))).toMatchObject({
      disputed: 300,
      free: 700,
    });
  });

  test('a promise covers what is not disputed', () => {
    const parts = partsOf(invoice({ openMinor: 1000, disputedMinor: 300, promisedMinor: 1000 }));
    expect(parts).toMatchObject({ disputed: 300, promised: 700, free: 0 });
  });

  test('a hold takes all that is neither paid nor disputed', () => {
    const parts = partsOf(
      invoice({ openMinor: 1000, claimedMinor: 100, disputedMinor: 300, promisedMinor: 50, held: true }),
    );
    expect(parts).toEqual({ claimed: 100, disputed: 300, held: 600, promised: 0, free: 0 });
  });

  test('add up to what is open, none negative, whatever stands against it', () => {
    const amount = fc.integer({ min: 0, max: 2 ** 40 });
    const facts = fc.record({
      openMinor: amount,
      claimedMinor: amount,
      disputedMinor: amount,
      promisedMinor: amount,
      held: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (amounts) => {
        const parts = Object.values(partsOf(invoice(amounts)));
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amounts.openMinor);
      }),
    );
  });

  test('more standing against an invoice never frees more of it', () => {
    const amount = fc.integer({ min: 0, max: 5000 });
    const facts = fc.record({
      openMinor: amount,
      claimedMinor: amount,
      disputedMinor: amount,
      promisedMinor: amount,
      held: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, amount, (less, added) => {
        const free = partsOf(invoice(less)).free;
        for (const part of ['claimedMinor', 'disputedMinor', 'promisedMinor'] as const) {
          const more = invoice({ ...less, [part]: less[part] + added });
          expect(partsOf(more).free).toBeLessThanOrEqual(free);
        }
        expect(partsOf(invoice({ ...less, held: true })).free).toBeLessThanOrEqual(free);
      }),
    );
  });
});
