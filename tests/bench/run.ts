import { availableParallelism, totalmem } from 'node:os';
import BetterSqlite from 'better-sqlite3';
import { benchFocus } from './focus-bench.ts';
import { benchLedger } from './ledger-bench.ts';
import { benchSync } from './sync-bench.ts';

/**
 * `npm run bench -- [import|sync|focus] [SIZE…]`: sizes are invoices, of `focus` accounts. Nothing is asserted: read the
 * ratios, which do not depend on the machine much.
 */
const words = process.argv.slice(2);
const sizes = words.map(Number).filter((size) => size > 0);
const wanted = (name: string) => words.includes(name) || !words.some((word) => Number.isNaN(Number(word)));
const print = (line: string) => process.stdout.write(`${line}\n`);

const memory = new BetterSqlite(':memory:');
const sqlite = memory.prepare('SELECT sqlite_version()').pluck().get();
memory.close();
print(
  `Node ${process.versions.node}, SQLite ${sqlite}, ${availableParallelism()} processors, ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${process.arch}`,
);
print(
  `${'what'.padEnd(34)}${'Duebook'.padStart(12)}${''.padStart(18)}${'plain'.padStart(12)}${'ratio'.padStart(9)}${''.padStart(10)}`,
);
if (wanted('import'))
  for (const invoices of sizes.length > 0 ? sizes : [100_000, 500_000]) await benchLedger(invoices, print);
if (wanted('sync'))
  for (const invoices of sizes.length > 0 ? sizes : [100_000]) await benchSync(invoices, invoices * 5, print);
if (wanted('focus'))
  for (const accounts of sizes.length > 0 ? sizes : [10_000]) await benchFocus(accounts, print);
