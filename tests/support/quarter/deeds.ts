import fc from 'fast-check';

/** One thing that happens, told by places in lists: what it is about is found when it happens, if there is anything. */
export type Deed =
  | { readonly do: 'bill'; readonly at: number; readonly minor: number; readonly dueIn: number }
  | { readonly do: 'pay'; readonly at: number; readonly share: number }
  | { readonly do: 'cash'; readonly at: number; readonly minor: number }
  | { readonly do: 'apply' | 'claim' | 'withdraw_claim'; readonly at: number }
  | {
      readonly do: 'promise';
      readonly at: number;
      readonly on: 'account' | 'one' | 'all';
      readonly share: number;
      readonly inDays: number;
    }
  | { readonly do: 'withdraw' | 'ask' | 'answer' | 'refuse' | 'allow'; readonly at: number }
  | { readonly do: 'correct'; readonly at: number; readonly state: 'kept' | 'partly_kept' | 'broken' }
  | { readonly do: 'dispute'; readonly at: number; readonly share: number | null }
  | { readonly do: 'settle' | 'reopen'; readonly at: number }
  | {
      readonly do: 'hold';
      readonly at: number;
      readonly scope: 'all' | 'account' | 'invoice';
      readonly days: number | null;
    }
  | { readonly do: 'lift'; readonly at: number }
  | { readonly do: 'write'; readonly at: number }
  | { readonly do: 'read' | 'send' }
  | { readonly do: 'days'; readonly count: number };

const at = fc.nat(11);
const share = fc.constantFrom(10, 33, 50, 99, 100);
const only = <Name extends string>(...names: readonly [Name, ...Name[]]) =>
  fc.record({ do: fc.constantFrom(...names), at });

/** Any deed; writing, reading and sending come often, so that much stands between them. */
export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constant('write' as const), at }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('days' as const), count: fc.constantFrom(1, 1, 2, 5) }),
  },
  fc.record({
    do: fc.constant('bill' as const),
    at,
    minor: fc.integer({ min: 1, max: 90_000 }),
    dueIn: fc.integer({ min: -20, max: 6 }),
  }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), at, share }) },
  fc.record({ do: fc.constant('cash' as const), at, minor: fc.integer({ min: 1, max: 90_000 }) }),
  only('apply', 'claim', 'withdraw_claim'),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('promise' as const),
      at,
      on: fc.constantFrom('account', 'one', 'all'),
      share,
      inDays: fc.integer({ min: 0, max: 6 }),
    }),
  },
  only('withdraw'),
  only('ask', 'answer', 'answer', 'answer', 'refuse', 'allow', 'allow', 'allow'),
  fc.record({
    do: fc.constant('correct' as const),
    at,
    state: fc.constantFrom('kept', 'partly_kept', 'broken'),
  }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('dispute' as const), at, share: fc.option(share) }),
  },
  only('settle', 'reopen'),
  fc.record({
    do: fc.constant('hold' as const),
    at,
    scope: fc.constantFrom('all', 'account', 'account', 'invoice', 'invoice', 'invoice'),
    days: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 3 }),
  }),
  { weight: 3, arbitrary: only('lift') },
);
