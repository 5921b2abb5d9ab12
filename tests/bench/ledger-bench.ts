import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../electron/engine/services/imports/import-file.ts';
import { worklistFilterSchema } from '../../shared/contract/worklist.ts';
import { type PlainDate, plainDate } from '../../shared/domain/dates.ts';
import type { AccountId } from '../../shared/domain/ids.ts';
import { type EngineWorkspace, engineWorkspaceIn } from '../support/engine/engine-workspace.ts';
import { LEDGER_MAPPING, ledgerCsv } from './ledger-csv.ts';
import { during, type Measured, once, reportLine, several } from './measure.ts';
import { type PlainLedger, plainLedger } from './plain.ts';

const TODAY = plainDate('2026-11-20');
const MONTHS_AGO = plainDate('2026-06-01');

/** Measures one size of ledger and prints a line for each question, with the memory that the process took. */
export async function benchLedger(invoices: number, print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-bench-'));
  const plain = plainLedger(join(folder, 'plain.db'));
  const engine = await engineWorkspaceIn(join(folder, 'workspace'), { threads: true, start: TODAY });
  try {
    print(`\n${invoices.toLocaleString('en-US')} invoices`);
    await benchImports(invoices, engine, plain, print);
    await benchPages(invoices, engine, plain, print);
    print(`memory after all: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`);
  } finally {
    await engine.workspace.close();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const importInto = ({ workspace }: EngineWorkspace, fileName: string, bytes: Buffer) =>
  importFile(workspace, {
    fileName,
    bytes,
    mapping: LEDGER_MAPPING,
    complete: false,
    asOf: null,
    dryRun: false,
  });

async function benchImports(
  invoices: number,
  engine: EngineWorkspace,
  plain: PlainLedger,
  print: (line: string) => void,
): Promise<void> {
  const bytes = ledgerCsv(invoices);
  const baseline = await once('import', () => plain.importCsv(bytes));
  print(reportLine(await once('import', () => importInto(engine, 'a.csv', bytes)), baseline));
  print(reportLine(await once('import, nothing changed', () => importInto(engine, 'a.csv', bytes)), null));
}

async function benchPages(
  invoices: number,
  engine: EngineWorkspace,
  plain: PlainLedger,
  print: (line: string) => void,
): Promise<void> {
  const { db } = engine.workspace;
  const page = (asOf: PlainDate = TODAY, search = '') =>
    db.read('worklistPage', {
      filter: { ...worklistFilterSchema.parse({}), search },
      sort: { key: 'priority', descending: true },
      limit: 100,
      cursor: null,
      asOf,
      today: TODAY,
    });
  const { id } = await db.read('findAccount', { key: 'C7' });
  const account = (asOf: PlainDate) => db.read('accountView', { id: id as AccountId, asOf, today: TODAY });
  const aging = (asOf: PlainDate) =>
    db.read('agingReport', { asOf, today: TODAY, basis: 'due', byAccount: false });
  const plainPage = await several('page', () => plain.page(TODAY));
  const plainAccount = await several('account', () => plain.account());
  const plainAging = await several('aging', () => plain.aging(TODAY));
  const lines: readonly (readonly [Measured, Measured | null])[] = [
    [await several('worklist, first page', () => page()), plainPage],
    [await several('worklist, searched', () => page(TODAY, 'customer 77')), plainPage],
    [await once('worklist of a past day, first time', () => page(MONTHS_AGO)), null],
    [await several('worklist of a past day, again', () => page(MONTHS_AGO)), plainPage],
    [await several('account page', () => account(TODAY)), plainAccount],
    [await several('account page of a past day', () => account(MONTHS_AGO)), plainAccount],
    [await several('aging', () => aging(TODAY)), plainAging],
    [await several('aging of a past day', () => aging(MONTHS_AGO)), plainAging],
  ];
  for (const [measured, baseline] of lines) print(reportLine(measured, baseline));
  const again = importInto(engine, 'b.csv', ledgerCsv(invoices, { paid: 3 }));
  print(reportLine(await during('worklist during an import', again, () => page()), plainPage));
}
