import { z } from 'zod';
import { isCurrencyCode } from '../../../../shared/domain/currencies.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import type { SourceCurrency } from '../source-records.ts';
import type { PageContent, ReadStep } from './read-steps.ts';
import { idOf } from './record-id.ts';
import { changedAt, stamps, trytonId } from './tagged-values.ts';
import { rowsOf, type TrytonReader } from './tryton-reader.ts';

const MODEL = 'currency.currency';
const form = z.object({ id: trytonId, code: z.string(), digits: trytonId, ...stamps });

/** Names a currency by Tryton's id of it. */
export interface CurrencyNames {
  /** Throws `RecordProblem` for an id that the table does not have, `MoneyError` for one that is no ISO code. */
  codeOf(id: number): CurrencyCode;
}

export async function currencyNames(reader: TrytonReader, signal: AbortSignal): Promise<CurrencyNames> {
  const rows = await reader.rows(MODEL, [], ['code'], signal);
  const row = z.object({ id: trytonId, code: z.string() });
  const codes = new Map(
    rows.map((one) => {
      const { id, code } = row.parse(one);
      return [id, code];
    }),
  );
  return {
    codeOf(id) {
      const code = codes.get(id);
      if (code === undefined) throw new RecordProblem(`currency: Tryton has no currency with the id ${id}`);
      return currencyCode(code);
    },
  };
}

export function currencySteps(reader: TrytonReader): readonly ReadStep[] {
  return [
    {
      model: MODEL,
      condition: [],
      whole: true,
      async read(ids, signal): Promise<PageContent> {
        const fields = ['code', 'digits', 'create_date', 'write_date'];
        const rows = await rowsOf(reader, MODEL, 'id', ids, fields, signal);
        const read = readRecords('currency', rows, idOf, (row): SourceCurrency | null => {
          const { id, code, digits, ...times } = form.parse(row);
          // Tables hold coupons, metals and currencies of the past; what is billed in one of them is set aside itself.
          if (!isCurrencyCode(code.trim().toUpperCase())) return null;
          return {
            entity: 'currency',
            sourceId: String(id),
            updatedAt: changedAt(times),
            code: currencyCode(code),
            digits,
          };
        });
        return { ...read, tombstones: [] };
      },
    },
  ];
}
