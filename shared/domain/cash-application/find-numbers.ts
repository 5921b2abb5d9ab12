import type { DocumentId } from '../ids.ts';
import { RANGE_WORDS } from './invoice-words.ts';
import { KnownNumbers, numberParts } from './known-numbers.ts';
import { looksLikeDate, withoutOtherNumbers } from './remittance-text.ts';
import { isAnnounced, isCutOut, joins, type Token, tokensOf } from './text-tokens.ts';
import type { CashItem } from './types.ts';

/** Which items a text names. */
export interface NamedItems {
  /** Named beyond doubt. */
  readonly sure: readonly CashItem[];
  /** Numbers that may be something else: short, without an invoice word, or like a year. */
  readonly weak: readonly CashItem[];
  /** Between the two ends of a range that the text names. */
  readonly ranged: readonly CashItem[];
  /** What the text writes that fits several items: none of them is taken. */
  readonly unclear: readonly string[];
}

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly compact: string;
  readonly items: readonly CashItem[];
  readonly sure: boolean;
  readonly compound: boolean;
  readonly rank: number;
}

const MOST_JOINED = 24;
const MOST_IN_RANGE = 200;
const RANGE_MARK = /^\s*(?:-|–|—|\.{2,3}|…)\s*$/u;

/**
 * Finds the open items whose numbers a remittance text holds: with or without prefix, punctuation and leading zeros,
 * broken by spaces or line ends, in lists and ranges. Dates, amounts and IBANs are no numbers; a short number counts
 * only after an invoice word.
 */
export function findNumbers(text: string, currency: string, items: readonly CashItem[]): NamedItems {
  const tokens = tokensOf(withoutOtherNumbers(text, currency));
  const known = new KnownNumbers(items);
  const hits = chosenHits(allHits(tokens, known));
  const named = new Map<DocumentId, { readonly item: CashItem; sure: boolean }>();
  const unclear: string[] = [];
  for (const hit of hits) {
    const [item, ...others] = hit.items;
    if (item === undefined) continue;
    if (others.length > 0) {
      unclear.push(hit.compact);
      continue;
    }
    const sure = hit.sure && (!hit.compound || hits.some((other) => isBeside(hit, other)));
    const before = named.get(item.id);
    named.set(item.id, { item, sure: sure || before?.sure === true });
  }
  const all = [...named.values()];
  const ranged = rangedItems(tokens, hits, items).filter((item) => !named.has(item.id));
  return {
    sure: all.filter((one) => one.sure).map((one) => one.item),
    weak: all.filter((one) => !one.sure).map((one) => one.item),
    ranged,
    unclear: [...new Set(unclear)],
  };
}

function allHits(tokens: readonly Token[], known: KnownNumbers): readonly Hit[] {
  const hits: Hit[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    let compact = '';
    let spaced = false;
    for (let to = from; to < tokens.length && to - from < MOST_JOINED; to += 1) {
      const token = tokens[to];
      if (token === undefined || (to > from && !joins(token.gap))) break;
      spaced ||=
        to > from && token.digits && tokens[to - 1]?.digits === true && /^\s+$/u.test(token.gap ?? '');
      compact += token.text;
      if (compact.length > known.longest) break;
      const hit = hitAt({ tokens, known, from, to: to + 1, compact, spaced });
      if (hit !== null) hits.push(hit);
    }
  }
  return hits;
}

function hitAt(place: {
  readonly tokens: readonly Token[];
  readonly known: KnownNumbers;
  readonly from: number;
  readonly to: number;
  readonly compact: string;
  readonly spaced: boolean;
}): Hit | null {
  const { tokens, from, to, compact } = place;
  const found = place.known.find(compact);
  if (found === null) return null;
  const cut = isCutOut(tokens, from, to);
  if (cut === 'glued') return null;
  const announced = isAnnounced(tokens, from);
  const digits = compact.replace(/\D/gu, '');
  const lettered = digits !== compact;
  if (found.form === 'tail' && (!announced || lettered)) return null;
  const speaks = lettered
    ? digits.length >= 3
    : digits.length >= (place.spaced ? 7 : 5) && !looksLikeDate(digits);
  if (!announced && !speaks && digits.length < 3) return null;
  return {
    from,
    to,
    compact,
    items: found.items,
    sure: announced || speaks,
    compound: cut === 'compound',
    rank: found.form === 'whole' ? 0 : found.form === 'digits' ? 1 : 2,
  };
}

/** Of hits that overlap the longest counts, then the one whose form says most. */
function chosenHits(hits: readonly Hit[]): readonly Hit[] {
  const chosen: Hit[] = [];
  const best = hits.toSorted(
    (left, right) =>
      right.compact.length - left.compact.length || left.rank - right.rank || left.from - right.from,
  );
  for (const hit of best) {
    if (chosen.every((other) => hit.to <= other.from || other.to <= hit.from)) chosen.push(hit);
  }
  return chosen.sort((left, right) => left.from - right.from);
}

function isBeside(hit: Hit, other: Hit): boolean {
  return hit.to === other.from || other.to === hit.from;
}

function rangedItems(tokens: readonly Token[], hits: readonly Hit[], items: readonly CashItem[]): CashItem[] {
  return hits.flatMap((hit, index) => {
    const next = hits[index + 1];
    const [first, last] = [hit.items[0], next?.items[0]];
    if (first === undefined || last === undefined || next === undefined) return [];
    if (hit.items.length > 1 || next.items.length > 1 || !isRange(tokens, hit.to, next.from)) return [];
    return itemsBetween(first, last, items);
  });
}

function isRange(tokens: readonly Token[], end: number, start: number): boolean {
  const token = tokens[end];
  if (start === end) return RANGE_MARK.test(token?.gap ?? '');
  const word = start > end && token !== undefined && RANGE_WORDS.has(token.text);
  const prefixed = start === end + 1 || (start === end + 2 && tokens[end + 1]?.digits === false);
  return word && prefixed;
}

function itemsBetween(first: CashItem, last: CashItem, items: readonly CashItem[]): CashItem[] {
  const [from, to] = [numberParts(first.number), numberParts(last.number)];
  if (from === null || to === null || from.stem !== to.stem) return [];
  const [low, high] = [Number(from.tail), Number(to.tail)];
  if (!(high > low && high - low <= MOST_IN_RANGE)) return [];
  return items.filter((item) => {
    const parts = numberParts(item.number);
    if (parts === null || parts.stem !== from.stem || item.kind !== first.kind) return false;
    return Number(parts.tail) > low && Number(parts.tail) < high;
  });
}
