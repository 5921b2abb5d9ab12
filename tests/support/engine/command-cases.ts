import { CASES_OF_BOOKS } from './cases-of-books.ts';
import { CASES_OF_CALLS } from './cases-of-calls.ts';
import { CASES_OF_CASH } from './cases-of-cash.ts';
import { CASES_OF_CONNECTIONS } from './cases-of-connections.ts';
import { CASES_OF_FILES } from './cases-of-files.ts';
import { CASES_OF_HANDOFFS } from './cases-of-handoffs.ts';
import { CASES_OF_HOLD_FIRE } from './cases-of-hold-fire.ts';
import { CASES_OF_LETTERS } from './cases-of-letters.ts';
import { CASES_OF_MAILBOXES } from './cases-of-mailboxes.ts';
import { CASES_OF_OUTBOX } from './cases-of-outbox.ts';
import { CASES_OF_WEBHOOK } from './cases-of-webhook.ts';
import { CASES_OF_WRITE_BACK } from './cases-of-write-back.ts';
import type { CommandCases } from './command-case.ts';

/** One case for every write command there is; the type makes that complete. */
export const COMMAND_CASES: CommandCases = {
  ...CASES_OF_BOOKS,
  ...CASES_OF_CALLS,
  ...CASES_OF_CASH,
  ...CASES_OF_CONNECTIONS,
  ...CASES_OF_HANDOFFS,
  ...CASES_OF_HOLD_FIRE,
  ...CASES_OF_FILES,
  ...CASES_OF_LETTERS,
  ...CASES_OF_MAILBOXES,
  ...CASES_OF_OUTBOX,
  ...CASES_OF_WEBHOOK,
  ...CASES_OF_WRITE_BACK,
};
