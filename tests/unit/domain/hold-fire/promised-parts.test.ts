import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/dates.ts';
import {
  type CoverableInvoice,
  promisedParts,
  type StandingPromise,
} from '../../../../shared/domain/hold-fire/promised-parts.ts';
import type { DocumentId, PromiseId } from '../../../../shared/domain/ids.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';

const invoice = (id: string, due: string | null, open: number): CoverableInvoice => ({
  documentId: id as DocumentId,
  issueDate: plainDate('2026-07-01'),
  dueDate: due === null ? null : plainDate(due),
  coverableMinor: minorUnits(open),
});

const promise = (id: string, amount: number, on: readonly string[] = [], received = 0): StandingPromise => ({
  id: id as PromiseId,
  amountMinor: minorUnits(amount),
  receivedMinor: minorUnits(received),
  documentIds: on as readonly DocumentId[],
  madeOn: plainDate('2026-11-01'),
});

describe('what waits for a promise', () => {
  const old = invoice('old', '2026-08-31', 400);
  const young = invoice('young', '2026-10-31', 600);

  test('the whole of the invoices that it was made on, and nothing else', () => {
    expect(promisedParts([promise('p', 100, ['young'])], [old, young])).toEqual([
      { promiseId: 'p', documentId: 'young', minor: 600 },
    ]);
  });

  test('what is due longest, up to its amount, when it stands on the account', () => {
    expect(promisedParts([promise('p', 500)], [young, old])).toEqual([
      { promiseId: 'p', documentId: 'old', minor: 400 },
      { promiseId: 'p', documentId: 'young', minor: 100 },
    ]);
  });

  test('only for what of it has not arrived yet', () => {
    expect(promisedParts([promise('p', 500, [], 400)], [old, young])).toEqual([
      { promiseId: 'p', documentId: 'old', minor: 100 },
    ]);
  });

  test('no invoice that was written after a promise on the account', () => {
    const later = { ...old, issueDate: plainDate('2026-11-02') };
    expect(promisedParts([promise('p', 500)], [later])).toEqual([]);
  });

  test('an invoice without a due date comes last', () => {
    const undated = invoice('a', null, 300);
    expect(promisedParts([promise('p', 400)], [undated, old])).toEqual([
      { promiseId: 'p', documentId: 'old', minor: 400 },
    ]);
  });

  test('never more of an invoice than may be covered, nor more than promised on the account', () => {
    const ids = ['a', 'b', 'c'];
    const invoices = fc.tuple(
      ...ids.map((id) => fc.integer({ min: 0, max: 900 }).map((open) => invoice(id, '2026-08-31', open))),
    );
    const promises = fc.array(
      fc.record({
        amount: fc.integer({ min: 1, max: 2000 }),
        on: fc.subarray(ids),
        received: fc.integer({ min: 0, max: 500 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(invoices, promises, (open, made) => {
        const standing = made.map((one, index) => promise(`p${index}`, one.amount, one.on, one.received));
        const parts = promisedParts(standing, open);
        for (const { documentId, coverableMinor } of open) {
          const covered = parts.filter((part) => part.documentId === documentId);
          expect(covered.reduce((sum, part) => sum + part.minor, 0)).toBeLessThanOrEqual(coverableMinor);
        }
        for (const one of standing.filter(({ documentIds }) => documentIds.length === 0)) {
          const covered = parts.filter((part) => part.promiseId === one.id);
          const most = Math.max(0, one.amountMinor - one.receivedMinor);
          expect(covered.reduce((sum, part) => sum + part.minor, 0)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});
