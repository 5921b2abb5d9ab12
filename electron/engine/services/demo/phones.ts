import type { Random } from './random.ts';

/**
 * Numbers that regulators keep free for fiction, so that nobody is called by mistake: Ofcom (drama numbers), NANPA
 * (555-0100 to 555-0199), ARCEP, Bundesnetzagentur, ComReg, PTS. Other countries have none: no phone then.
 */
const FICTION: Readonly<Record<string, (random: Random) => string>> = {
  GB: (random) => `+44 ${random.pick(['20 7946', '161 496', '117 496', '113 496'])} 0${digits(random, 3)}`,
  US: (random) => `+1 ${random.pick(['312', '503', '617', '713', '206'])} 555 01${digits(random, 2)}`,
  CA: (random) => `+1 ${random.pick(['416', '604'])} 555 01${digits(random, 2)}`,
  FR: (random) => `+33 1 99 00 ${digits(random, 2)} ${digits(random, 2)}`,
  DE: (random) => `+49 ${random.pick(['30 23125', '69 90009', '40 66969', '89 99998'])} ${digits(random, 3)}`,
  IE: (random) => `+353 20 91${digits(random, 1)} ${digits(random, 4)}`,
  SE: (random) => `+46 8 465 004 ${digits(random, 2)}`,
};

/** A fictional phone number of a country (ISO 3166 code), or `null` where none is reserved. */
export function fictionalPhone(country: string, random: Random): string | null {
  return FICTION[country]?.(random) ?? null;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.whole(0, 9)).join('');
}
