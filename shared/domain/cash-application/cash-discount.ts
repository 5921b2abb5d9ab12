import { addDays, type PlainDate } from '../dates.ts';

/** A discount for paying early: a share in hundredths of a percent, within days of the invoice's date. */
export interface CashDiscount {
  readonly share: number;
  readonly days: number;
}

const PERCENT = String.raw`(\d{1,2})(?:[.,](\d{1,2}))?`;
/** `2/10 net 30`, `2/10, n/30`, `2%10NET30`. */
const SLASHED = new RegExp(String.raw`^\D{0,12}${PERCENT}\s*%?\s*/\s*(\d{1,3})\b(?!\s*[/.]\s*\d)`, 'u');
const GLUED = new RegExp(String.raw`${PERCENT}\s*%\s*(\d{1,3})\s*(?:,|;|/|-|\s)*\s*n(?:et(?:to)?)?\b`, 'iu');
/** `2 % Skonto bei Zahlung innerhalb von 14 Tagen`, `2% discount within 10 days`, `2 % d'escompte sous 8 jours`. */
const WORDED = new RegExp(
  String.raw`${PERCENT}\s*%[^\d%]{0,60}?(\d{1,3})\s*(?:days?|d\b|tagen?|t\b|jours?|d[ií]as?|giorni|dagen|dager|dage|dagar|dni)`,
  'iu',
);
/** `10 days 2 %`, `14 Tage 2 % Skonto, 30 Tage netto`. */
const DAYS_FIRST = new RegExp(
  String.raw`(\d{1,3})\s*(?:days?|tagen?|jours?|d[ií]as?|giorni|dagen|dager|dage|dagar|dni)[^\d%]{0,20}?${PERCENT}\s*%`,
  'iu',
);

/** The first cash discount that terms of payment offer; null when they offer none (`net 30`, `30 days`). */
export function cashDiscountOf(terms: string | null): CashDiscount | null {
  if (terms === null || terms.length > 200) return null;
  const dayFirst = DAYS_FIRST.exec(terms);
  const match = SLASHED.exec(terms) ?? GLUED.exec(terms) ?? WORDED.exec(terms);
  if (dayFirst !== null && (match === null || dayFirst.index < match.index)) {
    return discount(dayFirst[2], dayFirst[3], dayFirst[1]);
  }
  return match === null ? null : discount(match[1], match[2], match[3]);
}

/** The last day on which the discount is due; null when the invoice has no date. */
export function discountEnds(discount: CashDiscount, issueDate: PlainDate | null): PlainDate | null {
  return issueDate === null ? null : addDays(issueDate, discount.days);
}

function discount(
  whole: string | undefined,
  fraction: string | undefined,
  days: string | undefined,
): CashDiscount | null {
  const share = Number(whole) * 100 + Number((fraction ?? '').padEnd(2, '0'));
  return share > 0 && share <= 2_000 ? { share, days: Number(days) } : null;
}
