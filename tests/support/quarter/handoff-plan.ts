import type { PassOrder } from './pass-accounts.ts';

/** Noon: after the day's letters went out. Evening: after the day's work. */
export type Moment = 'noon' | 'evening';
export type Person = 'Ben' | 'Eva';

/** One thing that the desks do with each other; days count from the first, which is 0. */
export type Step = { readonly day: number; readonly at: Moment } & (
  | {
      readonly do: 'hand';
      readonly by: string;
      readonly to: Person;
      readonly order: Omit<PassOrder, 'customers' | 'from' | 'until'> & {
        readonly takes: (index: number) => boolean;
        readonly from: number;
        readonly until: number;
      };
    }
  | { readonly do: 'return'; readonly of: string; readonly final: boolean }
);

export interface HandoffPlan {
  readonly steps: readonly Step[];
  /** Days on which the owner does not work at all. */
  readonly away: { readonly from: number; readonly to: number };
  /** Desks that leave the letters of their last day unsent. */
  readonly leavesUnsent: readonly string[];
}

const everybody = () => true;

/** Four handoffs in a simulation of so many days, of at least 45. */
export function fourHandoffs(days: number): HandoffPlan {
  const [week, selection, onward, open] = [0.11, 0.36, 0.5, 0.72].map((share) => Math.round(days * share));
  if (week === undefined || selection === undefined || onward === undefined || open === undefined) {
    throw new Error('Four days were asked for.');
  }
  return {
    away: { from: week + 1, to: week + 7 },
    leavesUnsent: ['backup 4'],
    steps: [
      // All of them for a week, with a return in the middle.
      hand(week, 'evening', 'owner', 'Ben', 'backup 1', {
        takes: everybody,
        from: week + 1,
        until: week + 7,
      }),
      back(week + 4, 'evening', 'backup 1', false),
      back(week + 7, 'evening', 'backup 1', true),
      // A selection for three days, from the noon of the first to the noon of the last.
      hand(selection, 'noon', 'owner', 'Ben', 'backup 2', {
        takes: (index) => index % 3 === 0,
        ...{ from: selection, until: selection + 2 },
      }),
      back(selection + 2, 'noon', 'backup 2', true),
      // A half, and of that a half to a third person, who gives it back to the one in the middle.
      hand(onward, 'evening', 'owner', 'Ben', 'backup 3', {
        takes: (index) => index % 2 === 0,
        ...{ from: onward + 1, until: onward + 6 },
      }),
      hand(onward + 2, 'evening', 'backup 3', 'Eva', 'third', {
        takes: (index) => index % 4 === 0,
        ...{ from: onward + 3, until: onward + 5 },
      }),
      back(onward + 4, 'evening', 'third', false),
      back(onward + 5, 'evening', 'third', true),
      back(onward + 6, 'evening', 'backup 3', true),
      // Two thirds, some of which are declined; the window ends and nothing comes back for two days.
      hand(open, 'noon', 'owner', 'Ben', 'backup 4', {
        takes: (index) => index % 3 !== 1,
        ...{ from: open, until: open + 3 },
        declines: (customer) => Number(customer.slice(1)) % 4 === 0,
      }),
      back(open, 'noon', 'backup 4', false),
      back(open + 5, 'evening', 'backup 4', true),
    ],
  };
}

type Hand = Extract<Step, { readonly do: 'hand' }>;

function hand(
  day: number,
  at: Moment,
  by: string,
  to: Person,
  name: string,
  order: Omit<Hand['order'], 'name'>,
): Step {
  return { do: 'hand', day, at, by, to, order: { name, ...order } };
}

function back(day: number, at: Moment, of: string, final: boolean): Step {
  return { do: 'return', day, at, of, final };
}
