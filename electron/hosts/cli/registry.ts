import type { Command } from './arguments/command.ts';
import { UsageError } from './arguments/usage-error.ts';
import { LATER_COMMANDS } from './later-commands.ts';

/** One command of the command line; its code is loaded when it is called. */
export interface RegisteredCommand {
  readonly name: string;
  readonly usage: string;
  readonly load: () => Promise<Command>;
}

const listed = (usage: string, load: () => Promise<Command>): RegisteredCommand => ({
  name: usage.split(/ (?=[^a-z])/, 1)[0] ?? usage,
  usage,
  load,
});

/** All commands that there are. A new one is one line here and one file under `commands/`. */
export const COMMANDS: readonly RegisteredCommand[] = [
  listed(
    'workspace create DIR --name N --currency USD [--time-zone Z]',
    async () => (await import('./commands/workspace.ts')).workspaceCreate,
  ),
  listed(
    'workspace export [DIR] --out FILE.zip',
    async () => (await import('./commands/workspace-end.ts')).workspaceExport,
  ),
  listed(
    'workspace erase DIR --confirm NAME',
    async () => (await import('./commands/workspace-end.ts')).workspaceErase,
  ),
  listed(
    'workspace verify-certificate FILE',
    async () => (await import('./commands/workspace-end.ts')).workspaceVerifyCertificate,
  ),
  listed(
    'workspace export [DIR] --out FILE.zip',
    async () => (await import('./commands/workspace-end.ts')).workspaceExport,
  ),
  listed(
    'workspace erase DIR --confirm NAME',
    async () => (await import('./commands/workspace-end.ts')).workspaceErase,
  ),
  listed(
    'workspace verify-certificate FILE',
    async () => (await import('./commands/workspace-end.ts')).workspaceVerifyCertificate,
  ),
  listed(
    'import FILE [--map MAP.json] [--preset P] [--sheet S] [--complete --as-of D] [--dry-run] [--keep-mapping]',
    async () => (await import('./commands/import.ts')).importCommand,
  ),
  listed(
    'aging export --format csv|xlsx --out FILE [--as-of D] [--basis due|invoice] [--by total|account]',
    async () => (await import('./commands/list-exports.ts')).agingExport,
  ),
  listed(
    'aging [--as-of D] [--basis due|invoice] [--by total|account]',
    async () => (await import('./commands/aging.ts')).aging,
  ),
  listed(
    'worklist export --format csv|xlsx --out FILE [--as-of D] [--view V]',
    async () => (await import('./commands/list-exports.ts')).worklistExport,
  ),
  listed(
    'worklist [--as-of D] [--limit N] [--view V]',
    async () => (await import('./commands/worklist.ts')).worklist,
  ),
  listed('account show A [--as-of D]', async () => (await import('./commands/account.ts')).accountShow),
  listed(
    'touch add --account A --kind note|call|mail|letter|sms|meeting [--outcome O] [--text T]',
    async () => (await import('./commands/touch.ts')).touchAdd,
  ),
  listed(
    'debtor set --account A --type company|sole_trader|consumer|public_body [--country C] [--region R] [--time-zone Z]',
    async () => (await import('./commands/debtor.ts')).debtorSet,
  ),
  listed(
    'promise add --account A --amount X --date D [--currency C] [--invoice N]… [--by NAME] [--channel call|mail|letter|meeting|other] [--text T]',
    async () => (await import('./commands/promise.ts')).promiseAdd,
  ),
  listed(
    'promise withdraw ID [--reason T]',
    async () => (await import('./commands/promise.ts')).promiseWithdraw,
  ),
  listed(
    'promise correct ID --as kept|partly_kept|broken --reason T',
    async () => (await import('./commands/promise.ts')).promiseCorrect,
  ),
  listed(
    'promise list [--account A] [--state S]…',
    async () => (await import('./commands/promise.ts')).promiseListed,
  ),
  listed(
    'dispute open --account A --invoice N [--amount X] --reason CODE [--text T] [--owner NAME] [--next-action T] [--next-date D]',
    async () => (await import('./commands/dispute.ts')).disputeOpen,
  ),
  listed(
    'dispute resolve ID --outcome T',
    async () => (await import('./commands/dispute.ts')).disputeResolve,
  ),
  listed(
    'dispute list [--account A] [--state open|resolved|all]',
    async () => (await import('./commands/dispute.ts')).disputeListed,
  ),
  listed(
    'hold set [--account A] [--invoice N] [--everything] --reason T [--until D]',
    async () => (await import('./commands/hold.ts')).holdSet,
  ),
  listed(
    'hold lift [--account A] [--invoice N] [--everything]',
    async () => (await import('./commands/hold.ts')).holdLift,
  ),
  listed(
    'dnc set --account A [--channel mail|call|all] [--contact ADDRESS] --reason T',
    async () => (await import('./commands/do-not-contact.ts')).dncSet,
  ),
  listed(
    'dnc lift --account A [--channel mail|call|all] [--contact ADDRESS]',
    async () => (await import('./commands/do-not-contact.ts')).dncLift,
  ),
  listed(
    'draft create --account A --template T [--as-of D] [--language L] [--currency C] [--out FILE.eml] [--save-to-mailbox] [--mailbox ADDRESS]',
    async () => (await import('./commands/draft.ts')).draftCreate,
  ),
  listed(
    'mail account add --address A (--imap URL [--smtp URL] --user U | --provider P) --secret password=ENVNAME [--ca FILE] [--name N]',
    async () => (await import('./commands/mail-account.ts')).mailAccountAdd,
  ),
  listed('mail account list', async () => (await import('./commands/mail-account.ts')).mailAccountList),
  listed(
    'mail account test [ADDRESS] [--probe-sent]',
    async () => (await import('./commands/mail-account-test.ts')).mailAccountTest,
  ),
  listed(
    'mail account remove [ADDRESS]',
    async () => (await import('./commands/mail-account.ts')).mailAccountRemove,
  ),
  listed(
    'outbox list [--state S] [--account A]',
    async () => (await import('./commands/outbox.ts')).outboxList,
  ),
  listed(
    'outbox send [DRAFT] [--draft ID]… [--mailbox ADDRESS]',
    async () => (await import('./commands/outbox.ts')).outboxSend,
  ),
  listed(
    'outbox resolve ID --as sent|not_sent',
    async () => (await import('./commands/outbox.ts')).outboxResolve,
  ),
  listed(
    'connection add NAME --kind K [--set key=value]… [--secret key=ENVNAME]…',
    async () => (await import('./commands/connection.ts')).connectionAdd,
  ),
  listed(
    'connection change NAME [--set key=value]… [--secret key=ENVNAME]… [--untested]',
    async () => (await import('./commands/connection-change.ts')).connectionChange,
  ),
  listed(
    'connection sign-in NAME [--paste] [--books ID-OR-NAME]',
    async () => (await import('./commands/connection-sign-in.ts')).connectionSignIn,
  ),
  listed('connection list', async () => (await import('./commands/connection.ts')).connectionList),
  listed('connection test NAME', async () => (await import('./commands/connection.ts')).connectionTest),
  listed('connection remove NAME', async () => (await import('./commands/connection.ts')).connectionRemove),
  listed(
    'connection write-back NAME [--on --kind K… [--approve]] [--off] [--send] [--retry] [--list]',
    async () => (await import('./commands/write-back.ts')).writeBack,
  ),
  listed(
    'sync [--connection NAME] [--full] [--accept-missing]',
    async () => (await import('./commands/sync.ts')).sync,
  ),
  listed(
    'invoice files --account A --invoice N',
    async () => (await import('./commands/invoice.ts')).invoiceFiles,
  ),
  listed(
    'invoice fetch --account A --invoice N [--file ID] --out FILE',
    async () => (await import('./commands/invoice.ts')).invoiceFetch,
  ),
  listed(
    'cash list [--accounts] [--approved] [--all]',
    async () => (await import('./commands/cash.ts')).cashList,
  ),
  listed(
    'cash import FILE [--date-order dmy|mdy] [--decimal .|,] [--currency C]',
    async () => (await import('./commands/cash-decide.ts')).cashImport,
  ),
  listed(
    'cash propose ID [--account A] [--remittance FILE]',
    async () => (await import('./commands/cash-decide.ts')).cashPropose,
  ),
  listed(
    'cash approve ID --account A [--proposal N] [--remittance FILE]',
    async () => (await import('./commands/cash-decide.ts')).cashApprove,
  ),
  listed('cash withdraw MATCH', async () => (await import('./commands/cash.ts')).cashWithdraw),
  listed(
    'cash export --format csv|xlsx --out FILE [--all]',
    async () => (await import('./commands/cash.ts')).cashExport,
  ),
  listed(
    'crm export --for hubspot|salesforce --what accounts|contacts|touchpoints --out FILE [--kind K]… [--from D] [--to D] [--account A]… [--view V] [--new]',
    async () => (await import('./commands/crm.ts')).crmExport,
  ),
  listed(
    'webhook set URL [--event KIND]… [--texts] [--allow-private] [--secret-env NAME | --new-secret]',
    async () => (await import('./commands/webhook.ts')).webhookSet,
  ),
  listed('webhook test', async () => (await import('./commands/webhook.ts')).webhookTest),
  listed('webhook status', async () => (await import('./commands/webhook.ts')).webhookStatus),
  listed('webhook send', async () => (await import('./commands/webhook.ts')).webhookSend),
  listed('webhook resume [--skip]', async () => (await import('./commands/webhook.ts')).webhookResume),
  listed('webhook off', async () => (await import('./commands/webhook.ts')).webhookOff),
  listed(
    'log list [--account A] [--from D] [--to D] [--actor NAME] [--limit N]',
    async () => (await import('./commands/log.ts')).logList,
  ),
  listed(
    'log export --format csv|xlsx|jsonl --out FILE [--from D] [--to D] [--account A] [--actor NAME]',
    async () => (await import('./commands/log.ts')).logExport,
  ),
  listed('log verify [FILE.jsonl]', async () => (await import('./commands/log.ts')).logVerify),
  listed(
    'person create --name N --role specialist|supervisor|backup|auditor [--out CARD]',
    async () => (await import('./commands/person.ts')).personCreate,
  ),
  listed('person trust CARD', async () => (await import('./commands/person.ts')).personTrust),
  listed('person list', async () => (await import('./commands/person.ts')).personList),
  listed('person card [--out FILE]', async () => (await import('./commands/person.ts')).personCard),
  listed('person forget PERSON', async () => (await import('./commands/person.ts')).personForget),
  listed(
    'handoff create --recipient PERSON --accounts all|A,B --from D --to D --out FILE [--text WORDS] [--pack-passphrase-env NAME]',
    async () => (await import('./commands/handoff.ts')).handoffCreate,
  ),
  listed(
    'handoff inspect FILE [--brief FILE.html|FILE.pdf] [--pack-passphrase-env NAME]',
    async () => (await import('./commands/handoff-received.ts')).handoffInspect,
  ),
  listed(
    'handoff accept FILE DIR [--accounts A,B] [--pack-passphrase-env NAME]',
    async () => (await import('./commands/handoff-received.ts')).handoffAccept,
  ),
  listed(
    'handoff return --out FILE [--interim]',
    async () => (await import('./commands/handoff.ts')).handoffReturn,
  ),
  listed('handoff merge FILE', async () => (await import('./commands/handoff-received.ts')).handoffMerge),
  listed(
    'handoff decide CONFLICT --as mine|theirs',
    async () => (await import('./commands/handoff-received.ts')).handoffDecide,
  ),
  listed('handoff list', async () => (await import('./commands/handoff-received.ts')).handoffList),
  listed(
    'handoff close ID [--reason TEXT]',
    async () => (await import('./commands/handoff-received.ts')).handoffClose,
  ),
  listed(
    'handoff folder [DIR] [--none]',
    async () => (await import('./commands/handoff-folder.ts')).handoffFolder,
  ),
  listed('backup create --out FILE', async () => (await import('./commands/backup.ts')).backupCreate),
  listed('backup restore FILE DIR', async () => (await import('./commands/backup.ts')).backupRestore),
  listed('doctor [--online]', async () => (await import('./commands/doctor.ts')).doctor),
];

export interface FoundCommand {
  readonly command: RegisteredCommand;
  /** The arguments behind the command's name. */
  readonly rest: readonly string[];
}

/** Finds the command that the arguments start with; throws `UsageError` that says what there is instead. */
export function findCommand(given: readonly string[]): FoundCommand {
  const flagAt = given.findIndex((token) => token.startsWith('-'));
  const words = flagAt < 0 ? given : given.slice(0, flagAt);
  for (const command of COMMANDS) {
    if (startsWith(words, command.name)) {
      return { command, rest: given.slice(command.name.split(' ').length) };
    }
  }
  throw unknownCommand(words);
}

function unknownCommand(words: readonly string[]): UsageError {
  const known = COMMANDS.map(({ name }) => name);
  const later = LATER_COMMANDS.find((name) => startsWith(words, name));
  if (later !== undefined) {
    return new UsageError(`"${later}" is not in this version yet. There are: ${known.join(', ')}.`);
  }
  const [group] = words;
  if (group === undefined) return new UsageError(`No command is given. There are: ${known.join(', ')}.`);
  const related = known.filter((name) => name.startsWith(`${group} `));
  const said = related.length === 0 ? group : words.slice(0, 3).join(' ');
  const choices = related.length === 0 ? known : related;
  return new UsageError(`There is no command "${said}". There are: ${choices.join(', ')}.`);
}

function startsWith(words: readonly string[], name: string): boolean {
  return name.split(' ').every((word, index) => words[index] === word);
}
