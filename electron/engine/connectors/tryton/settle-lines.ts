import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { LedgerLine } from './ledger-lines.ts';

/** How much of a claim a credit settles, in the currency of each; both positive. */
export interface Settlement {
  readonly claim: LedgerLine;
  readonly credit: LedgerLine;
  readonly amount: MinorUnits;
  readonly fromAmount: MinorUnits;
}

/** What is left of a line, in its own currency and in that of the books; both positive. */
interface Rest {
  readonly line: LedgerLine;
  own: number;
  base: number;
}

/**
 * Pairs the lines of one reconciliation: Tryton says only that together they are nothing. Claims and credits are taken in
 * the order of their days, first those of one currency, then across currencies by their value in the books. What is left
 * of a currency's rate (a line in the currency of the books against nothing) settles nothing.
 */
export function settleLines(lines: readonly LedgerLine[]): readonly Settlement[] {
  const inOrder = lines.toSorted((one, other) =>
    one.date === other.date ? one.id - other.id : one.date < other.date ? -1 : 1,
  );
  const claims = inOrder.filter(({ base }) => base > 0).map(restOf);
  const credits = inOrder.filter(({ base }) => base < 0).map(restOf);
  const found: Settlement[] = [];
  for (const sameCurrency of [true, false]) {
    for (const claim of claims) {
      for (const credit of credits) {
        if ((claim.line.amount.currency === credit.line.amount.currency) !== sameCurrency) continue;
        const settlement = sameCurrency ? inOneCurrency(claim, credit) : acrossCurrencies(claim, credit);
        if (settlement !== null) found.push(settlement);
      }
    }
  }
  return found;
}

const CANCELLATION = 'account.move,';

/** Without moves that were cancelled and those that cancel them: nothing was settled by them. */
export function withoutCancelled(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  const isCancellation = ({ origin }: LedgerLine) => origin?.startsWith(CANCELLATION) === true;
  const cancelled = new Set(
    lines.filter(isCancellation).map(({ origin }) => Number(origin?.slice(CANCELLATION.length))),
  );
  return lines.filter((line) => !isCancellation(line) && !cancelled.has(line.moveId));
}

function restOf(line: LedgerLine): Rest {
  return { line, own: Math.abs(line.amount.minor), base: Math.abs(line.base) };
}

function inOneCurrency(claim: Rest, credit: Rest): Settlement | null {
  const amount = Math.min(claim.own, credit.own);
  if (amount === 0) return null;
  const used = (rest: Rest) => share(rest.base, amount, rest.own);
  const [ofClaim, ofCredit] = [used(claim), used(credit)];
  take(claim, amount, ofClaim);
  take(credit, amount, ofCredit);
  return settlement(claim, credit, amount, amount);
}

function acrossCurrencies(claim: Rest, credit: Rest): Settlement | null {
  const base = Math.min(claim.base, credit.base);
  if (base === 0) return null;
  const amount = share(claim.own, base, claim.base);
  const fromAmount = share(credit.own, base, credit.base);
  take(claim, amount, base);
  take(credit, fromAmount, base);
  return amount === 0 || fromAmount === 0 ? null : settlement(claim, credit, amount, fromAmount);
}

function take(rest: Rest, own: number, base: number): void {
  rest.own -= own;
  rest.base -= base;
}

function settlement(claim: Rest, credit: Rest, amount: number, fromAmount: number): Settlement {
  return {
    claim: claim.line,
    credit: credit.line,
    amount: minorUnits(amount),
    fromAmount: minorUnits(fromAmount),
  };
}

/** `whole` × `part` ÷ `of`, rounded down, exactly; the whole when the part is all of it. */
export function share(whole: number, part: number, of: number): number {
  return Number((BigInt(whole) * BigInt(part)) / BigInt(of));
}
