import { normalizeHeader } from './header-text.ts';

const NOT_OWED = new Set(
  (
    'void voided draft cancelled canceled deleted rejected writtenoff ' +
    'storniert storno entwurf geloscht annule annulee brouillon anulado anulada borrador cancelada concept geannuleerd'
  ).split(' '),
);

/** True for the status of a document that nobody owes: a draft, or one that was voided. Every other status is. */
export function isNotOwed(status: string): boolean {
  return status !== '' && NOT_OWED.has(normalizeHeader(status));
}

/** Which side of the account an amount without a sign stands on. */
export type AccountSide = 'debit' | 'credit';

const SIDES: ReadonlyMap<string, AccountSide> = new Map([
  ...'d dr debit debet s soll debe'.split(' ').map((name) => [name, 'debit'] as const),
  ...'c cr credit h haben haber k'.split(' ').map((name) => [name, 'credit'] as const),
]);

/** Reads a debit/credit column (`S`/`H`, `Dr`/`Cr`, `Soll`/`Haben`); null for a text that names no side. */
export function accountSide(text: string): AccountSide | null {
  return SIDES.get(normalizeHeader(text)) ?? null;
}
