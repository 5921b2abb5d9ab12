import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { EraseFacts } from '../../db/contract-end/erase-facts.ts';

/** How the workspace was destroyed, for the certificate. */
export function howWords(protection: 'keyring' | 'passphrase'): string[] {
  return [
    'The header with the wrapped key was overwritten with random bytes on the disk, then removed.',
    ...(protection === 'keyring'
      ? ['The key and the passwords of mailboxes and connections were removed from the system keyring.']
      : ['Passwords of mailboxes and connections were inside the encrypted database.']),
    'Without its random 256-bit key the database (AES-256, a MAC for every page) cannot be read by anybody.',
    'The files were overwritten with random bytes (those above 64 MB: their first MB), then removed.',
  ];
}

/** What no erase on this computer can reach, for the certificate. */
export function beyondWords(
  facts: Pick<EraseFacts, 'exports' | 'packs'>,
  strangers: readonly string[],
): string[] {
  return [
    'Backups that were kept elsewhere: they still open with their passphrase or recovery code.',
    'Copies of the folder that others made: synchronised folders, backups of the computer, snapshots of the disk, and blocks that an SSD keeps.',
    `Files that left: exports (${facts.exports} in the log), handoff packs (${facts.packs} in the log), brought-out backups and letters saved as files.`,
    'What is in other systems: sent mail and drafts in mailboxes, notes in accounting systems, records in a CRM, workspaces of people who took a handoff over.',
    ...strangers.map((name) => `Left in the folder, because Duebook did not put it there: ${name}`),
  ];
}

/** What a person may want to look at before the workspace is gone. */
export function warningWords({ queued, unknown, handoffs }: EraseFacts): string[] {
  const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
  return [
    ...(queued > 0 ? [`${messages(queued)} in the outbox waited to be sent and will not be.`] : []),
    ...(unknown > 0 ? [`Of ${messages(unknown)} it is not known whether it was sent.`] : []),
    ...(handoffs > 0
      ? [
          `${handoffs === 1 ? 'A handoff runs' : `${handoffs} handoffs run`}: what comes back can no longer be merged.`,
        ]
      : []),
  ];
}

const SINGULAR: Readonly<Record<string, string>> = {
  ...{ accounts: 'account', contacts: 'contact', documents: 'document', payments: 'payment' },
  ...{ allocations: 'allocation', promises: 'promise', disputes: 'dispute', drafts: 'draft' },
  ...{ messages: 'message', invoiceFiles: 'invoice file', entries: 'entry of the log' },
};
const PLURAL: Readonly<Record<string, string>> = {
  invoiceFiles: 'invoice files',
  entries: 'entries of the log',
};

/** What a certificate counts, in words; what there was none of is left out. */
export function countWords(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${(count === 1 ? SINGULAR[name] : PLURAL[name]) ?? name}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}

/** The name under which a certificate is offered. */
export function certificateFileName(name: string, on: PlainDate | string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60);
  return `erased-${plain === '' ? 'workspace' : plain}-${on.slice(0, 10)}.json`;
}
