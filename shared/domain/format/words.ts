/** `1 invoice`, `12 invoices`: a count with its noun, in English. */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `1 day`, `62 days`. */
export function countDays(days: number): string {
  return countOf(days, 'day', 'days');
}

/**
 * The percentage that `part` is of `whole` (above 0, same currency, minor units), rounded: `9 %`. A part is never
 * rounded to nothing or to all: `under 1 %`, `over 99 %`.
 */
export function formatShare(part: number, whole: number): string {
  const percent = Math.round((part / whole) * 100);
  if (part > 0 && percent === 0) return 'under 1 %';
  return part < whole && percent === 100 ? 'over 99 %' : `${percent} %`;
}

/** `A`, `A and B`, `A, B and 4 more`: names at most `most` of the given texts. */
export function listOf(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
