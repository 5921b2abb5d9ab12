import type { CashItem } from './types.ts';

/** How much of an item's number a text has: all of it, its digits, or only its last ones. */
export type NumberForm = 'whole' | 'digits' | 'tail';

export interface KnownNumber {
  readonly form: NumberForm;
  readonly items: readonly CashItem[];
}

const FORMS: readonly NumberForm[] = ['whole', 'digits', 'tail'];

/** The last run of digits of a number and what stands before it: what ranges count on. */
export interface NumberParts {
  readonly stem: string;
  readonly tail: string;
}

/** A number without case and punctuation: `INV-2026/00123` → `INV202600123`. */
export function compactNumber(number: string): string {
  return number.toUpperCase().replace(/[^\p{L}\d]+/gu, '');
}

export function numberParts(number: string): NumberParts | null {
  const match = /^(.*?)(\d+)[^\p{L}\d]*$/u.exec(number.toUpperCase());
  return match === null ? null : { stem: compactNumber(match[1] ?? ''), tail: match[2] ?? '' };
}

/** Every way in which a text may write the numbers of these items, without punctuation and leading zeros. */
export class KnownNumbers {
  readonly #known = new Map<string, Map<NumberForm, CashItem[]>>();
  readonly longest: number;

  constructor(items: readonly CashItem[]) {
    for (const item of items) {
      const compact = compactNumber(item.number);
      const digits = compact.replace(/\D/gu, '');
      if (digits === '') continue;
      this.#add(withoutZeros(compact), 'whole', item);
      if (withoutZeros(digits) !== withoutZeros(compact)) this.#add(withoutZeros(digits), 'digits', item);
      const tail = withoutZeros(numberParts(item.number)?.tail ?? '');
      if (tail.length > 1 && tail !== withoutZeros(digits)) this.#add(tail, 'tail', item);
    }
    this.longest = Math.max(0, ...items.map((item) => item.number.length)) + 6;
  }

  /** The items that a text without punctuation can mean, by the form that says most; null for none. */
  find(compact: string): KnownNumber | null {
    const forms = this.#known.get(withoutZeros(compact));
    const form = FORMS.find((one) => forms?.has(one));
    const items = form === undefined ? undefined : forms?.get(form);
    return form === undefined || items === undefined ? null : { form, items };
  }

  #add(key: string, form: NumberForm, item: CashItem): void {
    const forms = this.#known.get(key) ?? new Map<NumberForm, CashItem[]>();
    this.#known.set(key, forms.set(form, [...(forms.get(form) ?? []), item]));
  }
}

/** Leading zeros of a number, and those after its letters, are often left out: `RE000123` → `RE123`. */
function withoutZeros(compact: string): string {
  return compact.replace(/^(\p{L}*)0+(?=\d)/u, '$1');
}
