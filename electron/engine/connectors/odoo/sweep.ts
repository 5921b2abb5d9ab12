import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { nextAfter } from '../read-guards.ts';
import type { SourceId } from '../source-records.ts';
import type { OdooBooks } from './odoo-books.ts';
import { ODOO } from './odoo-faults.ts';
import { idOf } from './odoo-values.ts';
import type { ReadStep } from './read-steps.ts';
import { LINES, looseDebitId } from './receivable-lines.ts';

/** The ids of all records that are there, by pages. Ids of partners who are no customers may be among them. */
export async function* sweepOdoo(
  entity: SyncEntity,
  steps: readonly ReadStep[],
  books: OdooBooks,
  signal: AbortSignal,
): AsyncIterable<readonly SourceId[]> {
  for (const { model, domain } of steps.filter(({ whole }) => whole)) {
    const isClaim = entity === 'invoice' && model === LINES;
    const field = entity === 'currency' ? 'name' : 'id';
    for (let last = 0; ; ) {
      const rows = await books.page(model, [['id', '>', last], ...domain], [field], signal);
      if (rows.length > 0) yield rows.flatMap((row) => nameOf(row, entity, isClaim));
      if (rows.length < books.pageSize) break;
      last = nextAfter(ODOO, [Number(idOf(rows.at(-1)))], last);
    }
  }
}

function nameOf(row: unknown, entity: SyncEntity, isClaim: boolean): readonly SourceId[] {
  if (entity === 'currency') {
    const name = (row as { readonly name?: unknown } | null)?.name;
    return typeof name === 'string' ? [name] : [];
  }
  const id = idOf(row);
  if (id === null) return [];
  return [isClaim ? looseDebitId(Number(id)) : id];
}
