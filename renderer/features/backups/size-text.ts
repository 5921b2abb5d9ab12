const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1000;

/** A size in the unit in which it has one to three digits, e.g. `4.3 MB`. */
export function sizeText(bytes: number, locale: string): string {
  const power = powerOf(bytes);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: decimalsOf(power),
  }).format(bytes / STEP ** power);
}

/** The smallest unit in which the size, as it is rounded, stays below a thousand. */
function powerOf(bytes: number): number {
  const power = UNITS.findIndex(
    (_, index) => Number((bytes / STEP ** index).toFixed(decimalsOf(index))) < STEP,
  );
  return power < 0 ? UNITS.length - 1 : power;
}

function decimalsOf(power: number): number {
  return power > 1 ? 1 : 0;
}
