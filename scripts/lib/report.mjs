import { closingLine, isGood, sum } from './counts.mjs';

/**
 * Runs a suite and prints its counts, wall time, what failed and why tests were skipped.
 * @param {() => Promise<{ name: string, counts: import('./counts.mjs').Counts, skips: readonly { name: string, reason: string | null }[], output: string }>} suite
 */
export async function reportOn(suite) {
  const started = performance.now();
  const { name, counts, skips, output } = await suite();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (output !== '') console.log(`\n--- ${name}\n${output.trimEnd()}\n---`);
  console.log(`${name.padEnd(28)} ${closingLine(counts)} (${seconds} s)`);
  for (const skip of skips) console.log(`  skipped: ${skip.name} (${skip.reason ?? 'its file says why'})`);
  return counts;
}

/** Ends the run: the closing line last, and exit status 1 unless all is good. @param {readonly import('./counts.mjs').Counts[]} all */
export function close(all) {
  const total = sum(all);
  if (!isGood(total)) process.exitCode = 1;
  console.log(`\n${closingLine(total)}`);
}
