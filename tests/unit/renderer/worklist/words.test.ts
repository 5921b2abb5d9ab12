import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionWord,
  plannedWhen,
  STAGE_NAMES,
  shortActionWord,
  suggestion,
} from '../../../../renderer/features/worklist/action-words.ts';
import { reasonTone, shortReason, tellingReasons } from '../../../../renderer/features/worklist/reasons.ts';
import {
  INITIAL_QUERY,
  sameQuery,
  sortOf,
  toggled,
  type WorklistQuery,
} from '../../../../renderer/features/worklist/worklist-filter.ts';
import { NEXT_ACTION_KINDS } from '../../../../shared/contract/accounts.ts';
import { SORT_KEYS, worklistFilterSchema } from '../../../../shared/contract/worklist.ts';
import { addDays, plainDate } from '../../../../shared/domain/dates.ts';
import { TEMPLATE_STAGES } from '../../../../shared/domain/letters/stages.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

const today = plainDate('2026-11-21');
const when = (days: number) => plannedWhen(addDays(today, days), today, 'en-GB');

describe('a planned action', () => {
  it('has a word for every kind that can be planned, and one of one word for the list', () => {
    for (const kind of NEXT_ACTION_KINDS) {
      expect(actionWord(kind)).toMatch(/^[A-Z][a-z]+( [a-z]+)?$/);
      expect(shortActionWord(kind)).toMatch(/^[A-Z][a-z]+$/);
    }
    expect([actionWord('send_copy'), shortActionWord('send_copy')]).toEqual(['Send copy', 'Copy']);
  });

  it('of a later version stands as it is', () => {
    expect([actionWord('visit'), shortActionWord('visit')]).toEqual(['visit', 'visit']);
  });

  it('says today, tomorrow, and the days until then within a week', () => {
    expect([when(0), when(1), when(2), when(6)]).toEqual(['today', 'tomorrow', 'in 2 d', 'in 6 d']);
  });

  it('says how late it is, also after more than a week', () => {
    expect([when(-1), when(-40)]).toEqual(['1 d late', '40 d late']);
  });

  it('has its day from a week on', () => {
    expect([when(7), when(40)]).toEqual(['28 Nov', '31 Dec']);
  });
});

describe('what is suggested where nothing is planned', () => {
  it.each(TEMPLATE_STAGES)('is the letter of the stage %s', (stage) => {
    expect(suggestion({ stage, overdue: minorUnits(1) })).toBe(`Mail, ${STAGE_NAMES[stage]}`);
  });

  it('is nothing while nothing is overdue, whatever the stage', () => {
    expect(suggestion({ stage: 'final', overdue: minorUnits(0) })).toBe('Nothing due');
    expect(suggestion({ stage: 'firm', overdue: minorUnits(-500) })).toBe('Nothing due');
  });
});

describe('two queries', () => {
  const { filter, sort } = INITIAL_QUERY.worklist;
  const other = (part: Partial<WorklistQuery['filter']>): WorklistQuery => ({
    filter: { ...filter, ...part },
    sort,
  });

  it('are the same whatever the order in which their parts were set', () => {
    const turned = Object.fromEntries(Object.entries(filter).reverse());
    expect(sameQuery({ filter: turned as WorklistQuery['filter'], sort }, { filter, sort })).toBe(true);
  });

  it('are the same when one of them was kept before a filter existed', () => {
    expect(
      sameQuery({ filter: worklistFilterSchema.parse({ scope: 'overdue' }), sort }, { filter, sort }),
    ).toBe(true);
  });

  it.each([
    ['the search', { search: 'x' }],
    ['the scope', { scope: 'open' as const }],
    ['a currency', { currencies: [currencyCode('EUR')] }],
    ['a bucket', { buckets: ['d1_30' as const] }],
    ['a stage', { stages: ['firm' as const] }],
    ['a country', { countries: ['Germany'] }],
    ['a least amount', { minOverdue: minorUnits(0) }],
    ['the days late', { minDaysPastDue: 0 }],
    ['the next action', { nextAction: 'none' as const }],
    ['what is held', { held: 'only' as const }],
    ['what is disputed', { disputedInLedger: 'hidden' as const }],
  ])('differ by %s', (_, part) => {
    expect(sameQuery(other(part), { filter, sort })).toBe(false);
  });

  it('differ by what they sort by, and by the direction alone', () => {
    expect(sameQuery({ filter, sort: { ...sort, key: 'open' } }, { filter, sort })).toBe(false);
    expect(sameQuery({ filter, sort: { ...sort, descending: !sort.descending } }, { filter, sort })).toBe(
      false,
    );
  });
});

describe('what a screen shows at first', () => {
  it('is what is overdue and not put away on the worklist, most urgent first', () => {
    expect(INITIAL_QUERY.worklist).toMatchObject({
      filter: { scope: 'overdue', held: 'hidden', search: '' },
      sort: { key: 'priority', descending: true },
    });
  });

  it('is everybody by name among the customers, put away or not', () => {
    expect(INITIAL_QUERY.customers).toMatchObject({
      filter: { scope: 'all', held: 'any', search: '' },
      sort: { key: 'name', descending: false },
    });
  });
});

describe('a pressed column head', () => {
  it('sorts by every key that the engine knows', () => {
    for (const key of SORT_KEYS) {
      expect(sortOf({ key, descending: true })).toEqual({ key, descending: true });
    }
  });

  it('does nothing for a key that the engine does not know', () => {
    expect(sortOf({ key: 'country', descending: false })).toBeNull();
  });
});

describe('a ticked value of a filter', () => {
  it('comes in at the end, and goes when it is ticked again', () => {
    expect(toggled(['firm', 'final'], 'friendly')).toEqual(['firm', 'final', 'friendly']);
    expect(toggled(['firm', 'final'], 'firm')).toEqual(['final']);
  });

  it('twice leaves the others in their order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9)), fc.nat(9), (values, value) => {
        const others = values.filter((one) => one !== value);
        expect(toggled(toggled(values, value), value).filter((one) => one !== value)).toEqual(others);
        expect(toggled(values, value).includes(value)).toBe(!values.includes(value));
      }),
    );
  });
});

describe('a reason in a list', () => {
  const reason = (code: string, points = 5) => ({ code, text: `all about ${code}`, points });

  it('is a short tag where it holds the account back, else its whole sentence', () => {
    expect(['disputed', 'credit_covers', 'held', 'snoozed'].map((code) => shortReason(reason(code)))).toEqual(
      ['disputed', 'open credit', 'on hold', 'snoozed'],
    );
    expect(shortReason(reason('not_contacted'))).toBe('all about not_contacted');
  });

  it('is amber while somebody else has to act, and quiet while it is put away', () => {
    expect([reasonTone(reason('disputed')), reasonTone(reason('credit_covers'))]).toEqual(['amber', 'amber']);
    expect([reasonTone(reason('held')), reasonTone(reason('snoozed'))]).toEqual(['neutral', 'neutral']);
  });

  it('weighs by its size, whether it raises the priority or lowers it', () => {
    const telling = tellingReasons([
      reason('share_of_book', 4),
      reason('small_amount', -9),
      reason('other', 6),
    ]);
    expect(telling.map(({ code }) => code)).toEqual(['small_amount', 'other', 'share_of_book']);
  });

  it('is never the planned action or the absence of one, which the row shows', () => {
    const telling = tellingReasons([
      reason('no_next_action', 20),
      reason('next_action_due', 15),
      reason('other', 1),
    ]);
    expect(telling.map(({ code }) => code)).toEqual(['other']);
  });
});
