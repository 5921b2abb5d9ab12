import { z } from 'zod';
import { INVOICES } from './documents.ts';
import { LINES, receivableLines } from './ledger-lines.ts';
import type { ReadStep } from './read-steps.ts';
import { trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

export const PARTIES = 'party.party';

const partyForm = z.object({ party: trytonId });

/** Which parties are customers: those with an invoice sent to them, or something on a receivable account. */
export interface CustomerSet {
  among(parties: readonly number[], signal: AbortSignal): Promise<readonly number[]>;
}

/** Remembers who is a customer, since nobody ceases to be one. */
export function customerSet({ reader, company }: TrytonBooks): CustomerSet {
  const known = new Set<number>();
  const learn = async (
    model: string,
    parties: readonly number[],
    also: readonly unknown[],
    signal: AbortSignal,
  ) => {
    for (const row of await rowsOf(reader, model, 'party', parties, ['party'], signal, also)) {
      known.add(formed(partyForm, row).party);
    }
  };
  const unknown = (parties: readonly number[]) => parties.filter((id) => !known.has(id));
  return {
    async among(parties, signal) {
      const sent = [
        ['type', '=', 'out'],
        ['company', '=', company],
      ];
      await learn(INVOICES, unknown(parties), sent, signal);
      await learn(LINES, unknown(parties), receivableLines(company), signal);
      return parties.filter((id) => known.has(id));
    },
  };
}

/** Changes that make a party a customer, or move a customer's balance, without a change of the party itself. */
export function customerTouchingSteps(
  { reader, company }: TrytonBooks,
  read: ReadStep['read'],
): readonly ReadStep[] {
  const touching = (model: string, condition: ReadStep['condition']): ReadStep => ({
    model,
    condition,
    whole: false,
    async read(ids, signal) {
      const rows = await rowsOf(reader, model, 'id', ids, ['party'], signal);
      return read([...new Set(rows.map((row) => formed(partyForm, row).party))], signal);
    },
  });
  const sent = [
    ['type', '=', 'out'],
    ['company', '=', company],
  ];
  return [touching(INVOICES, sent), touching(LINES, receivableLines(company))];
}
