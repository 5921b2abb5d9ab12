import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountProblem,
  detailsOf,
  draftOf,
  emptyDraft,
  withReason,
} from '../../../../renderer/features/disputes/dispute-form.ts';
import {
  disputedIn,
  NO_DISPUTE_FILTER,
  shownDisputes,
} from '../../../../renderer/features/disputes/dispute-views.ts';
import { disputedNow, isStuck, missingPapers } from '../../../../renderer/features/disputes/dispute-words.ts';
import { causeRows } from '../../../../renderer/features/disputes/root-causes.tsx';
import type { DisputeSummary } from '../../../../shared/contract/disputes.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import type { DisputeId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { TODAY } from '../support/sample-ledger.ts';
import { sampleDispute } from '../support/sample-standing.ts';

const EUR = currencyCode('EUR');
const named = (id: string, part: Parameters<typeof sampleDispute>[0] = {}) =>
  sampleDispute({ id: id as DisputeId, ...part });

describe('a dispute is stuck', () => {
  it('when the day of its next action is over', () => {
    expect(isStuck(sampleDispute({ nextDate: addDays(TODAY, -1) }), TODAY)).toBe(true);
    expect(isStuck(sampleDispute({ nextDate: TODAY }), TODAY)).toBe(false);
  });

  it('when nothing is planned and it is older than a week', () => {
    const none = { nextDate: null, nextAction: null };
    expect(isStuck(sampleDispute({ ...none, openedOn: addDays(TODAY, -8) }), TODAY)).toBe(true);
    expect(isStuck(sampleDispute({ ...none, openedOn: addDays(TODAY, -7) }), TODAY)).toBe(false);
  });

  it('never after it was resolved', () => {
    const resolved = { state: 'resolved' as const, resolvedOn: TODAY, nextDate: addDays(TODAY, -30) };
    expect(isStuck(sampleDispute(resolved), TODAY)).toBe(false);
  });
});

describe('what is disputed', () => {
  it('is the part that was named, or all that is open, and never more than is open', () => {
    expect(disputedNow(sampleDispute())).toBe(50_000);
    expect(disputedNow(sampleDispute({ amountMinor: null }))).toBe(1_840_000);
    expect(disputedNow(sampleDispute({ openMinor: minorUnits(20_000) }))).toBe(20_000);
  });

  it('is summed by currency only', () => {
    const rows = [
      named('a'),
      named('b'),
      named('c', { currency: currencyCode('USD'), amountMinor: minorUnits(7) }),
    ];
    expect(disputedIn(rows)).toEqual([
      { currency: 'EUR', minor: 100_000 },
      { currency: 'USD', minor: 7 },
    ]);
  });

  it('says which papers are missing', () => {
    expect(missingPapers(sampleDispute())).toBe('Quote missing');
    const none = [
      { name: 'Quote', receivedOn: null },
      { name: 'Photos', receivedOn: null },
    ];
    expect(missingPapers(sampleDispute({ papers: none }))).toBe('2 of 2 papers missing');
    expect(missingPapers(sampleDispute({ papers: [{ name: 'Quote', receivedOn: TODAY }] }))).toBeNull();
  });
});

describe('the list of disputes', () => {
  const young = named('young', { openedOn: addDays(TODAY, -1), reason: 'tax', owner: 'Billing' });
  const old = named('old', { openedOn: addDays(TODAY, -40) });
  const stuck = named('stuck', { openedOn: addDays(TODAY, -9), nextDate: addDays(TODAY, -2) });
  const ids = (part: Partial<typeof NO_DISPUTE_FILTER>) =>
    shownDisputes([young, old, stuck], { ...NO_DISPUTE_FILTER, ...part }, TODAY).map(({ id }) => id);

  it('begins with those that nobody moves, then goes from old to young', () => {
    expect(ids({})).toEqual(['stuck', 'old', 'young']);
  });

  it('is filtered by reason, age and whether it is stuck', () => {
    expect(ids({ reasons: ['tax'] })).toEqual(['young']);
    expect(ids({ bands: ['8–14', '31–60'] })).toEqual(['stuck', 'old']);
    expect(ids({ stuckOnly: true })).toEqual(['stuck']);
  });

  it('finds accounts, invoices, reasons and owners by what is typed', () => {
    expect(ids({ search: ' billing ' })).toEqual(['young']);
    expect(ids({ search: 'inv-10421' })).toEqual(['stuck', 'old', 'young']);
    expect(ids({ search: 'nothing of it' })).toEqual([]);
  });
});

describe('root causes', () => {
  it('have a line for each currency and count nothing twice', () => {
    const summary: DisputeSummary = {
      asOf: TODAY,
      from: addDays(TODAY, -365),
      bands: [],
      causes: [
        {
          reason: 'price',
          open: 3,
          amounts: [
            { currency: EUR, minor: minorUnits(100) },
            { currency: currencyCode('USD'), minor: minorUnits(200) },
          ],
          resolved: { disputes: 2, meanDays: 15, medianDays: 11 },
        },
        { reason: 'tax', open: 0, amounts: [], resolved: { disputes: 1, meanDays: 4, medianDays: 4 } },
      ],
      resolved: null,
    };
    const rows = causeRows(summary);
    expect(rows.map(({ key, amount }) => [key, amount?.currency])).toEqual([
      ['price', 'EUR'],
      ['price USD', 'USD'],
      ['tax', undefined],
    ]);
    expect(rows.reduce((sum, { cause }) => sum + cause.open, 0)).toBe(3);
    expect(rows.reduce((sum, { cause }) => sum + (cause.resolved?.disputes ?? 0), 0)).toBe(3);
  });
});

describe('the form of a dispute', () => {
  it('gives back what it was filled with, whatever that is', () => {
    const minor = fc.option(fc.integer({ min: 1, max: 1_840_000 }), { nil: null });
    const words = fc.stringMatching(/^[A-Za-z][A-Za-z .]{0,20}[a-z]$/);
    fc.assert(
      fc.property(minor, fc.option(words, { nil: null }), words, (amount, owner, text) => {
        const { papers, nextAction, nextDate } = sampleDispute();
        const amountMinor = amount === null ? null : minorUnits(amount);
        const details = { reason: 'tax' as const, amountMinor, owner, text, papers, nextAction, nextDate };
        expect(detailsOf(draftOf(details, EUR), EUR)).toEqual(details);
      }),
    );
  });

  it('says nothing before there is a reason, and nothing is wrong with an empty amount', () => {
    const draft = emptyDraft(TODAY);
    expect(detailsOf(draft, EUR)).toBeNull();
    expect(amountProblem(draft, EUR, minorUnits(100))).toBeNull();
    expect(detailsOf(withReason(draft, 'tax'), EUR)).toMatchObject({ reason: 'tax', amountMinor: null });
  });

  it('refuses no amount, an amount of nothing and more than is open', () => {
    const withAmount = (amount: string) =>
      amountProblem({ ...emptyDraft(TODAY), amount }, EUR, minorUnits(5_000));
    expect(withAmount('abc')).toBe('no_amount');
    expect(withAmount('0')).toBe('no_amount');
    expect(withAmount('50.01')).toBe('too_much');
    expect(withAmount('50')).toBeNull();
  });
});
