import { INVOICE_WORDS, LIST_WORDS, NUMBER_WORDS } from './invoice-words.ts';

/** A run of letters or of digits in a text, and what stands between it and the one before. */
export interface Token {
  readonly text: string;
  readonly digits: boolean;
  /** What stands before it, back to the token before; null for the first. */
  readonly gap: string | null;
}

const MOST_TOKENS = 2_000;
const LOOKED_BACK = 60;

/** Letters and digits apart, in order. A text longer than any remittance is cut. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of text.matchAll(/\p{L}+|\d+/gu)) {
    if (tokens.length >= MOST_TOKENS) break;
    tokens.push({
      text: match[0],
      digits: /^\d/u.test(match[0]),
      gap: end < 0 ? null : text.slice(end, match.index),
    });
    end = match.index + match[0].length;
  }
  return tokens;
}

/** Whether an invoice word announces the number that starts at a token, right before it or before a list of numbers. */
export function isAnnounced(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - LOOKED_BACK); before -= 1) {
    const token = tokens[before];
    if (token === undefined) return false;
    if (INVOICE_WORDS.has(token.text)) return true;
    if (!token.digits && !LIST_WORDS.has(token.text) && !NUMBER_WORDS.has(token.text)) return false;
  }
  return false;
}

const JOINS = /^[\s\-_/.#:]{0,3}$/u;
const COMPOUND = /^[-_/.]$/u;

/** Whether two tokens may be parts of one number. */
export function joins(gap: string | null): boolean {
  return gap !== null && JOINS.test(gap);
}

/** Whether the number between these tokens is cut out of a longer word or number: glued to it, or joined by a dash. */
export function isCutOut(tokens: readonly Token[], from: number, to: number): 'glued' | 'compound' | 'no' {
  const [before, first, last, after] = [tokens[from - 1], tokens[from], tokens[to - 1], tokens[to]];
  const announced = before !== undefined && (INVOICE_WORDS.has(before.text) || NUMBER_WORDS.has(before.text));
  if (first?.gap === '' && !announced) return 'glued';
  if (after?.gap === '') return 'glued';
  if (isSpelled(before, first) || isSpelled(after, last, after?.gap)) return 'glued';
  if (first?.gap != null && COMPOUND.test(first.gap) && !announced) return 'compound';
  return after?.gap != null && COMPOUND.test(after.gap) ? 'compound' : 'no';
}

/** `1 2 3 4`: digits set apart one by one are one number, and no part of it stands for itself. */
function isSpelled(beside: Token | undefined, own: Token | undefined, gap = own?.gap): boolean {
  if (beside === undefined || own === undefined) return false;
  return beside.digits && own.digits && beside.text.length === 1 && own.text.length === 1 && gap === ' ';
}
