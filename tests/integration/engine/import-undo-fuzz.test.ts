import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { randomFile } from '../../support/engine/random-ledger.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const steps = fc.array(
  fc.record({ file: randomFile, closes: fc.boolean(), days: fc.integer({ min: 0, max: 20 }) }),
  { minLength: 1, maxLength: 5 },
);

it('undoing imports one after the other gives back every row as it was before each of them', async () => {
  const engine = await engineTest({ start: '2026-03-01' as never });
  const { workspace } = engine;
  await importRows(workspace, [
    { customerNumber: 'C1', invoiceNumber: 'R1', invoiceDate: '2026-01-05', amount: '9.00', currency: 'USD' },
  ]);
  const reader = engine.files.open('reader');
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const done: { readonly before: unknown; readonly batch: ImportBatchId }[] = [];
      for (const { file, closes, days } of sequence) {
        const before = dumpTables(reader);
        const outcome = await importRows(workspace, file.rows, file.options);
        if (outcome.batch === null) {
          expect(dumpTables(reader)).toEqual(before);
          continue;
        }
        const batch = outcome.batch as ImportBatchId;
        const items = outcome.gone.map((invoice) => invoice.id as string);
        if (closes) await workspace.db.write('closeGone', { batchId: batch, items }, workspace.context());
        const repeated = dumpTables(reader);
        const again = await importRows(workspace, file.rows, file.options);
        if (again.batch === null || again.batch === batch) expect(dumpTables(reader)).toEqual(repeated);
        else
          await workspace.db.write(
            'undoImport',
            { batchId: again.batch as ImportBatchId },
            workspace.context(),
          );
        expect(dumpTables(reader)).toEqual(repeated);
        done.push({ before, batch });
        if (days === 20) engine.clock.forward(1);
      }
      for (const { before, batch } of done.reverse()) {
        await workspace.db.write('undoImport', { batchId: batch }, workspace.context());
        expect(withoutAge(dumpTables(reader))).toEqual(withoutAge(before));
      }
    }),
    { numRuns: Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 400 : 12 },
  );
  expect(await workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
});

/** Figures that count days move with the calendar: they are compared elsewhere. */
function withoutAge(dump: unknown): unknown {
  const { account_summary: _aged, workspace: _agedOn, ...rest } = dump as Record<string, string[]>;
  return rest;
}
