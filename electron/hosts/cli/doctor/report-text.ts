import { textFacts } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import type { InstallationFacts } from './installation-facts.ts';
import type { ConnectionFacts, MailAccountFacts, Problem, WorkspaceFacts } from './workspace-facts.ts';

export interface DoctorReport extends InstallationFacts {
  readonly ok: boolean;
  /** Null: no workspace was named, or it could not be opened. */
  readonly workspace: WorkspaceFacts | null;
  readonly problems: readonly Problem[];
}

/** The report for people: facts, then what needs looking after. */
export function doctorText(report: DoctorReport): string {
  const facts = textFacts([...installationLines(report), ...workspaceLines(report.workspace)]);
  const problems = report.problems.map(({ message }) => `✗ ${oneLine(message)}`);
  return [facts, problems.length === 0 ? 'Nothing is wrong.' : problems.join('\n')].join('\n\n');
}

function installationLines(report: DoctorReport): [string, string][] {
  const { versions, keyStore } = report;
  const reason = keyStore.reason === undefined ? '' : ` (${keyStore.reason})`;
  return [
    ['Duebook', `${versions.duebook}, Node ${versions.node}, ${versions.platform}`],
    ['Profile folder', report.home],
    ['Key store', `${keyStore.kind}, ${keyStore.available ? 'available' : `not available${reason}`}`],
    ['Cipher', report.cipher],
    ['Free disk', megabytes(report.freeDiskBytes)],
  ];
}

function workspaceLines(workspace: WorkspaceFacts | null): [string, string][] {
  if (workspace === null) return [];
  const { storage, log } = workspace;
  return [
    ['Workspace', `${workspace.name} (${workspace.path})`],
    ['Keys kept in', storage.keyStore],
    ['SQLite', `${storage.sqlite}, schema ${storage.schemaVersion}`],
    ['Integrity', storage.integrity],
    ['Touchpoint log', `${log.ok ? 'holds' : 'does NOT hold'}, ${log.entries} entries`],
    ['Free disk there', megabytes(storage.freeDiskBytes)],
    ...workspace.mailAccounts.map((account): [string, string] => ['Mailbox', mailboxLine(account)]),
    ...workspace.connections.map((connection): [string, string] => [
      'Connection',
      connectionLine(connection),
    ]),
  ];
}

function mailboxLine({ address, ok, hasSecret }: MailAccountFacts): string {
  if (!hasSecret) return `${address}: no password`;
  if (ok === null) return `${address}: not asked (--online asks)`;
  return `${address}: ${ok ? 'works' : 'does not work'}`;
}

function connectionLine({ name, kind, status, signIn, signedIn }: ConnectionFacts): string {
  if (signedIn === false) return `${name} (${kind}): nobody has signed in on this computer.`;
  const end =
    signIn === null ? '' : ` ${signIn.warning ?? `The ${signIn.what} is good until ${signIn.endsOn}.`}`;
  return `${name} (${kind}): ${STATUS_WORDS[status]}.${end}`;
}

const STATUS_WORDS: Readonly<Record<ConnectionFacts['status'], string>> = {
  new: 'not read yet',
  ready: 'works',
  reconnect: 'refuses the sign-in',
  failing: 'could not be read',
};

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_048_576).toLocaleString('en')} MB`;
}
