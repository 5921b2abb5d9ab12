const NET_DAYS: readonly RegExp[] = [
  /\bn(?:et(?:to)?)?\s*[-/:.]?\s*(\d{1,3})\b/i,
  /\b(\d{1,3})\s*(?:days?|d|tagen?|jours?|d[ií]as?|giorni|dagen)\s*,?\s*net(?:to|ti|s)?\b/i,
  /\b(\d{1,3})\s*(?:days?|d|tagen?|jours?|d[ií]as?|giorni|dagen)\b(?!.*\b(?:discount|skonto|eom|end of month)\b)/i,
  /^(\d{1,3})(?:\.0)?$/,
];
const AT_ONCE =
  /^(due )?(up)?on receipt$|^due (immediately|now)$|^immediate(ly)?$|^c\.?o\.?d\.?$|^cash( on delivery)?$|^sofort\b|^comptant$|^contado$/i;
const END_OF_MONTH = /\beom\b|end of (the )?month|month.?end|monatsende|fin de mois|fin de mes/i;

/**
 * Days from issue to due date of terms such as `Net 30`, `30 days`, `n/30`, `2/10 net 30`, `2% 10 days, 30 days net`,
 * `Due on receipt`.
 * Null for terms that name no days (codes, end of month): they are kept as text and nothing is derived.
 */
export function daysOfTerms(terms: string): number | null {
  const text = terms.trim();
  if (AT_ONCE.test(text)) return 0;
  if (END_OF_MONTH.test(text)) return null;
  for (const form of NET_DAYS) {
    const days = form.exec(text)?.[1];
    if (days !== undefined) return Number(days);
  }
  return null;
}
