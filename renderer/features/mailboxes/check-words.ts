import type { MailboxView, MailCheckView } from '../../../shared/contract/mailboxes.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Check = MailCheckView['check'];

interface CheckWords {
  readonly name: string;
  /** What to do when it fails. */
  readonly advice: string;
}

const WORDS: Readonly<Record<Check, CheckWords>> = {
  dns: { name: 'Server name', advice: 'Check the spelling of the server and your network.' },
  connect: {
    name: 'Connection',
    advice: 'Check the port. A firewall or a VPN may block it: ask your IT which port is open.',
  },
  tls: {
    name: 'Encryption',
    advice: 'Choose the other encryption, or give the certificate of your company if the server has its own.',
  },
  login: {
    name: 'Log-in',
    advice: 'Correct the user name or the password.',
  },
  drafts_folder: { name: 'Drafts folder', advice: 'Name a folder for drafts that is in the mailbox.' },
  sent_folder: {
    name: 'Sent folder',
    advice: 'Name the folder that holds sent mail, or messages are sent without a copy there.',
  },
  quota: { name: 'Space', advice: 'Delete or archive some mail, then test again.' },
  smtp: {
    name: 'Sending server',
    advice: 'Drafts can be saved all the same. Check server and port of the sending server.',
  },
};

export function checkWords(check: Check): CheckWords {
  return WORDS[check];
}

/** The state of a mailbox in two words. */
export function mailboxState(mailbox: MailboxView): { readonly text: string; readonly tone: TagTone } {
  if (mailbox.reconnect !== null) return { text: 'reconnect', tone: 'red' };
  if (!mailbox.hasSecret) return { text: 'no password', tone: 'red' };
  if (mailbox.pause !== null) return { text: 'paused', tone: 'amber' };
  if (mailbox.lastCheck === null) return { text: 'not tested', tone: 'amber' };
  return mailbox.lastCheck.ok ? { text: 'works', tone: 'neutral' } : { text: 'does not work', tone: 'red' };
}
