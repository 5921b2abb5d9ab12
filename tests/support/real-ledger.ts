import { existsSync, readFileSync } from 'node:fs';
import { addDays, dateOf, daysBetween, type PlainDate, plainDate } from '../../shared/domain/dates.ts';

const SOURCE = new URL('../../../shared/data/invoices/ibm_accounts_receivable.csv', import.meta.url);

/** The day on which the real ledger is looked at: 84 open invoices, 5,119.85 = 4,284.29 current + 835.56 in 1–30. */
export const REPLAYED_ON = plainDate('2013-06-30');

/** True where the real ledger lies beside the checkout; elsewhere its tests are skipped. */
export function realLedgerAvailable(): boolean {
  return existsSync(SOURCE);
}

/**
 * The real ledger as it would have been exported on `REPLAYED_ON`, with every date moved so that this day is `today`:
 * invoices that were not written yet are left out, and those that were paid later are still open.
 */
export function realLedgerOfToday(today: PlainDate): Buffer {
  const [head = '', ...lines] = readFileSync(SOURCE, 'utf8').trimEnd().split(/\r?\n/);
  const columns = head.split(',');
  const [issued, due, settled] = ['InvoiceDate', 'DueDate', 'SettledDate'].map((name) =>
    columns.indexOf(name),
  );
  const moved = daysBetween(REPLAYED_ON, today);
  const rows = lines.flatMap((line) => {
    const cells = line.split(',');
    const date = (index: number | undefined) => usDate(cells[index ?? -1] ?? '');
    if (date(issued) > REPLAYED_ON) return [];
    const paid = date(settled);
    const set = (index: number | undefined, text: string) => {
      if (index !== undefined) cells[index] = text;
    };
    set(issued, usText(addDays(date(issued), moved)));
    set(due, usText(addDays(date(due), moved)));
    set(settled, paid > REPLAYED_ON ? '' : usText(addDays(paid, moved)));
    return [cells.join(',')];
  });
  return Buffer.from(`${[head, ...rows].join('\n')}\n`);
}

function usDate(text: string): PlainDate {
  const [month = 0, day = 0, year = 0] = text.split('/').map(Number);
  return dateOf(year, month, day);
}

function usText(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${month}/${day}/${year}`;
}
