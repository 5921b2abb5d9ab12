import type { Random } from './random.ts';

/** How a customer of the simulation deals with what it owes. */
export const BEHAVIOURS = [
  'pays_on_time',
  'pays_after_mail',
  'pays_late',
  'promises_and_keeps',
  'promises_and_breaks',
  'promises_and_pays_part',
  'disputes_whole',
  'disputes_part',
  'silent',
  'pays_short',
  'pays_without_advice',
  'refuses_mail',
  'mail_comes_back',
  'asks_back',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface Debtor {
  readonly number: string;
  readonly name: string;
  readonly country: string;
  readonly email: string;
  readonly phone: string;
  readonly behaviour: Behaviour;
  readonly currencies: readonly [string, ...string[]];
}

/** So many customers, one at least, every behaviour in turn; each sixth is billed in a second currency as well. */
export function debtorsOf(count: number, random: Random): readonly [Debtor, ...Debtor[]] {
  const debtorAt = (index: number): Debtor => {
    const number = `K${String(index + 1).padStart(3, '0')}`;
    return {
      number,
      name: `Customer ${number}`,
      country: random.pick(['GB', 'IE', 'PT']),
      email: `ap@${number.toLowerCase()}.example`,
      phone: `+44 20 7946 0${String(index).padStart(3, '0')}`,
      behaviour: BEHAVIOURS[index % BEHAVIOURS.length] ?? 'silent',
      currencies: index % 6 === 5 ? ['GBP', 'EUR'] : ['GBP'],
    };
  };
  return [debtorAt(0), ...Array.from({ length: count - 1 }, (_, index) => debtorAt(index + 1))];
}
