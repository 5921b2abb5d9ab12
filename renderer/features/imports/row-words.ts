import {
  ROW_CLASSES,
  type RowClass,
  type RowClassCounts,
} from '../../../shared/domain/imports/inspection.ts';

/** The word beside a row that is not imported. Rows of data need none. */
export const ROW_WORDS: Readonly<Record<RowClass, string>> = {
  title: 'title',
  header: 'header',
  group: 'group',
  data: '',
  subtotal: 'subtotal',
  grand: 'total',
  footer: 'footer',
  blank: 'blank',
  unknown: 'unknown',
};

const PLURALS: Readonly<Partial<Record<RowClass, readonly [string, string]>>> = {
  title: ['title row', 'title rows'],
  group: ['customer heading', 'customer headings'],
  subtotal: ['subtotal', 'subtotals'],
  grand: ['grand total', 'grand totals'],
  footer: ['footer row', 'footer rows'],
  unknown: ['unknown row', 'unknown rows'],
};

/** What else than data the file holds, in words: `2 title rows, 14 subtotals`. Headers and blank rows go without saying. */
export function otherRows(counts: RowClassCounts, locale: string): readonly string[] {
  const number = new Intl.NumberFormat(locale);
  return ROW_CLASSES.flatMap((rowClass) => {
    const words = PLURALS[rowClass];
    const count = counts[rowClass];
    return words && count > 0 ? [`${number.format(count)} ${count === 1 ? words[0] : words[1]}`] : [];
  });
}
