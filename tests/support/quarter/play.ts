import { join } from 'node:path';
import { temporaryFolder } from '../workspace.ts';
import { type Fault, judge, type Verdict } from './oracle.ts';
import { type QuarterOptions, runQuarter } from './run-quarter.ts';
import { figuresOf } from './tell-verdict.ts';

/** Plays a quarter in a workspace of the test, lets the oracle judge it and prints the figures. */
export async function playQuarter(
  options: Omit<QuarterOptions, 'folder'>,
): Promise<Verdict & { readonly faults: readonly Fault[] }> {
  const events = await runQuarter({ ...options, folder: join(temporaryFolder(), 'workspace') });
  const verdict = judge(events);
  const { customers, days, seed } = options;
  process.stdout.write(`${customers} customers, ${days} days, seed ${seed}\n${figuresOf(events, verdict)}\n`);
  const { wronglyChased, doubled, withoutNextAction, brokenUnseen, tooLittle } = verdict;
  const named = { wronglyChased, doubled, withoutNextAction, brokenUnseen, tooLittle };
  const faults = Object.entries(named).flatMap(([kind, all]) => all.map((fault) => `${kind}: ${fault}`));
  return { ...verdict, faults };
}
