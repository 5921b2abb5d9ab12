import { cleanText } from '../../../../shared/domain/imports/blank.ts';

const GRAND =
  /^(?:grand ?totals?|report totals?|overall total|gesamtsumme|gesamtbetrag|total g[eé]n[eé]ral|total general|totales?|totals?|summe|gesamt)\s*:?$/i;
const CERTAIN_GRAND = /^(?:grand|report|overall|gesamt|total g)/i;
const SUBTOTAL = /^(?:sub-?\s?totals?|zwischensumme|sous-?total|subtotal(?:es)?)\b/i;
const TOTAL_OF =
  /^(?:sub-?\s?)?(?:total|summe|sum|totals)\s*(?:for|of|f[uü]r|pour|para|:|[-–])\s*(.+?)(?:\s+with sub-?customers)?$/i;
const TOTAL_NAME = /^total\s+(.+)$/i;
const FOOTER =
  /^(?:accrual basis|cash basis|page\s+\d|seite\s+\d|printed|generated|exported|report (?:date|run|generated|criteria|created)|percentage of total|created (?:on|by|at)|end of report|note:|\*|©|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),? .+\d{4})/i;

/** What the first words of a row say, when they say anything about totals. */
export type TotalLabel =
  | { readonly kind: 'grand' | 'total' | 'subtotal'; readonly name: null }
  | { readonly kind: 'total_of' | 'total_name'; readonly name: string };

/**
 * Reads the label of a totals row. `total` alone may close a group or the report; `total_of` ("Total for X") names
 * what it closes; `total_name` ("Total X") does so only when X is a group, because customers are called that too.
 */
export function totalLabel(text: string): TotalLabel | null {
  const label = cleanText(text);
  if (label.length > 200) return null;
  if (GRAND.test(label)) return { kind: CERTAIN_GRAND.test(label) ? 'grand' : 'total', name: null };
  const of = TOTAL_OF.exec(label)?.[1];
  if (of !== undefined) return { kind: 'total_of', name: of };
  if (SUBTOTAL.test(label)) return { kind: 'subtotal', name: null };
  const name = TOTAL_NAME.exec(label)?.[1];
  return name === undefined ? null : { kind: 'total_name', name };
}

/** True for what reports print below their rows. */
export function isFooterText(text: string): boolean {
  return FOOTER.test(cleanText(text));
}
