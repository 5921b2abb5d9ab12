import { join } from 'node:path';
import { temporaryFolder } from '../workspace.ts';
import { type HandoffVerdict, judgeHandoffs } from './oracle-handoffs.ts';
import { runHandoffs } from './run-handoffs.ts';
import type { QuarterOptions } from './run-quarter.ts';

type Faults = {
  [Key in keyof HandoffVerdict]: HandoffVerdict[Key] extends readonly string[] ? Key : never;
}[keyof HandoffVerdict];

/** What has to be empty after a quarter with handoffs. */
const FAULTS: readonly Faults[] = [
  ...(['doubleContacts', 'dropped', 'late', 'outOfTurn', 'wronglyChased', 'withoutNextAction'] as const),
  ...(['brokenUnseen', 'wrongStanding', 'badLogs', 'saidDropped'] as const),
];

/** Plays a quarter with four handoffs in a folder of the test, lets the oracle judge it and prints the figures. */
export async function playHandoffs(
  options: Omit<QuarterOptions, 'folder'>,
): Promise<HandoffVerdict & { readonly faults: readonly string[] }> {
  const events = await runHandoffs({ ...options, folder: join(temporaryFolder(), 'workspace') });
  const verdict = judgeHandoffs(events);
  const { customers, days, seed } = options;
  process.stdout.write(
    `${customers} customers, ${days} days, seed ${seed}, four handoffs\n${tell(verdict)}\n`,
  );
  const faults = FAULTS.flatMap((kind) => verdict[kind].map((fault) => `${kind}: ${fault}`));
  return { ...verdict, faults };
}

function tell(verdict: HandoffVerdict): string {
  return [
    `${verdict.messages} messages, ${verdict.byOthers} of them from other desks than the owner's`,
    `double contacts: ${verdict.doubleContacts.length} (${verdict.told} times the second desk was told); out of turn: ${verdict.outOfTurn.length} of ${verdict.tried} attempts and all that went out`,
    `${verdict.followUps} follow-ups due in windows; dropped: ${verdict.dropped.length}, late: ${verdict.late.length}; the application counts ${verdict.saidDropped.length} dropped of ${verdict.saidDue}`,
    `wrongly chased by what the desk knew: ${verdict.wronglyChased.length}; wrong only for somebody who knew everything: ${verdict.unknowable}`,
    `open promises, disputes and holds compared: ${verdict.standings}, wrong: ${verdict.wrongStanding.length}; conflicts decided: ${verdict.conflicts}; bad logs: ${verdict.badLogs.length}`,
    `overdue without a next action: ${verdict.withoutNextAction.length}; broken promises not seen: ${verdict.brokenUnseen.length}`,
  ].join('\n');
}
