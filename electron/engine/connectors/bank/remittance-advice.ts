import type { AdviceAmount } from '../../../../shared/domain/cash-application/types.ts';
import { readAmount } from '../../../../shared/domain/imports/amount-text.ts';
import {
  addMinor,
  type CurrencyCode,
  type MinorUnits,
  minorUnits,
  parseDecimal,
} from '../../../../shared/domain/money.ts';
import { type DecimalMark, markOf } from './bank-amount.ts';

/** What a pasted remittance advice says. */
export interface RemittanceAdvice {
  readonly lines: readonly AdviceAmount[];
  /** The stated total, else the sum of the lines; null when there is neither. */
  readonly totalMinor: MinorUnits | null;
  readonly remarks: readonly string[];
}

const TOTAL =
  /\b(?:grand total|total|sum|summe|gesamt\w*|amount paid|payment amount|zahlbetrag|betrag gesamt|totale|montant total|importe total|totaal|suma|i alt|yhteensä)\b/iu;
const AMOUNT =
  /(?<![\p{L}\d.,/-])[-(]?\d{1,3}(?:[.,' ]\d{3})*[.,]\d{2,3}(?:-|\))?(?![\d/]|[.,-]\d)|(?<![\p{L}\d.,/-])[-(]?\d+[.,]\d{2}(?:-|\))?(?![\d/]|[.,-]\d)/gu;
const QUOTED = /^\s*>+\s?/u;
const MOST_LINES = 5_000;

/**
 * Reads a pasted remittance advice: of each line with a number and amounts the last amount counts (columns are mostly
 * date, number, gross, discount, net). Whole numbers without decimals are no amounts: they may be numbers. Which items
 * the lines mean is the business of the proposals, which get the whole text.
 */
export function readRemittanceAdvice(
  text: string,
  currency: CurrencyCode,
  mark: DecimalMark,
): RemittanceAdvice {
  const lines: AdviceAmount[] = [];
  let stated: MinorUnits | null = null;
  for (const [index, raw] of text
    .split(/\r\n|\n|\r/u)
    .slice(0, MOST_LINES)
    .entries()) {
    const line = raw.replace(QUOTED, '').trim();
    const amount = lastAmount(line, currency, mark);
    if (amount === null) continue;
    if (TOTAL.test(line)) stated = amount;
    else if (/\d/u.test(line.replace(AMOUNT, ' ')))
      lines.push({ line: index + 1, text: line, amountMinor: amount });
  }
  const sum = lines.length === 0 ? null : addMinor(...lines.map((line) => line.amountMinor));
  const differs = stated !== null && sum !== null && stated !== sum;
  return {
    lines,
    totalMinor: stated ?? sum,
    remarks: differs ? ['The lines of the advice do not add up to its total.'] : [],
  };
}

/** The decimal mark that the amounts of a text show; null when they can be read both ways. */
export function adviceMark(text: string): DecimalMark | null {
  return markOf([...text.matchAll(AMOUNT)].map(([amount]) => amount));
}

function lastAmount(line: string, currency: CurrencyCode, mark: DecimalMark): MinorUnits | null {
  const last = [...line.matchAll(AMOUNT)].at(-1)?.[0];
  if (last === undefined) return null;
  const read = readAmount(last, mark);
  if (!read.ok) return null;
  const { minor, rounded } = parseDecimal(read.decimal, currency);
  return rounded ? null : minorUnits(minor);
}
