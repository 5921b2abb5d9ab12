/**
 * A header without case, accents, spaces and punctuation, so that `Invoice No.`, `invoice_no` and `InvoiceNo` are the
 * same. `#` and `№` read as `no`.
 */
export function normalizeHeader(text: string): string {
  return text
    .replace(/[#№]/g, 'no')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}<>]+/gu, '');
}

/** A header as people compare it by eye: outer space gone, inner runs of space made one. */
export function tidyHeader(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const BUCKET =
  /^(current|notdue|future|older|overdue|[<>]?\d+(to|-)?\d*(days?|months?|tage|jours|dias)?|[<>]?\d+months?|\d+(days?)?(andover|ormore|plus|ormoredayspastdue|dayspastdue|daysoverdue|daysandover)|\d+dayspastdue|over\d+(days?)?|morethan\d+(days?)?|period\d|\d+periods?|(uber|ueber|plusde|masde)\d+(tage|jours|dias)?)$/;

/** True for the header of an aging bucket (`Current`, `1 - 30`, `< 1 Month`, `91 and over`): never the balance. */
export function isBucketHeader(text: string): boolean {
  return BUCKET.test(normalizeHeader(text));
}
