import { describe, expect, it } from 'vitest';
import { overdueOf } from '../../../electron/engine/services/outreach/overdue-of.ts';
import { proposeLetter } from '../../../electron/engine/services/outreach/propose-letter.ts';
import { readSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import type { FileRow } from '../../support/engine/ledger-files.ts';
import { ready, request, row } from '../../support/engine/letter-books.ts';

const disputed = { disputed: 'yes' };

async function untickedLetter(rows: readonly FileRow[]) {
  const { workspace, ...engine } = await ready(rows);
  const nothing = await request({ workspace, ...engine }, { picked: [] });
  const { letter, gate, facts } = await proposeLetter(workspace, await readSettings(workspace), nothing);
  const blocks = gate.filter(({ decision }) => decision === 'block').map(({ code }) => code);
  return { letter, blocks, overdue: overdueOf(facts) };
}

describe('a letter for which nothing is ticked', () => {
  it('is not written, and the disputed amount is known where everything overdue is disputed', async () => {
    const { letter, blocks, overdue } = await untickedLetter([
      row('LATE-1', '2026-03-31', disputed),
      row('LATE-2', '2026-05-20', { ...disputed, openAmount: '60.00' }),
      row('SOON', '2026-06-05', disputed),
    ]);
    expect(letter).toBeNull();
    expect(blocks).toEqual([]);
    expect(overdue).toEqual({
      invoices: 2,
      amount: 16_000,
      disputed: { invoices: 2, amount: 16_000 },
    });
  });

  it('tells the disputed part from the rest', async () => {
    const { letter, overdue } = await untickedLetter([
      row('LATE-1', '2026-03-31', disputed),
      row('LATE-2', '2026-05-20'),
    ]);
    expect(letter).toBeNull();
    expect(overdue).toEqual({ invoices: 2, amount: 20_000, disputed: { invoices: 1, amount: 10_000 } });
  });

  it('speaks of one currency only, and of no credit', async () => {
    const { overdue } = await untickedLetter([
      row('SOON', '2026-06-05'),
      row('EURO', '2026-03-31', { currency: 'EUR' }),
      row('CREDIT', '2026-03-31', { amount: '-40.00', openAmount: '-40.00' }),
    ]);
    expect(overdue).toEqual({ invoices: 0, amount: 0, disputed: { invoices: 0, amount: 0 } });
  });
});
