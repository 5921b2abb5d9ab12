import type { PlainDate } from '../dates.ts';
import { type CallOutcome, callFacts, type TouchpointKind } from '../touchpoint-kinds.ts';
import type { ConnectorKind } from './connector-kinds.ts';
import { exampleLetter } from './write-back-files.ts';

/** What a person did that may flow back into the books as a note. */
export const NOTE_KINDS = ['call', 'note', 'meeting', 'message'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** All that may flow back: notes, and letters as files. Each is chosen and approved by itself. */
export const WRITE_BACK_KINDS = [...NOTE_KINDS, 'attachment'] as const;
export type WriteBackKind = (typeof WRITE_BACK_KINDS)[number];

/** What a connector has to write for a kind. */
export function writingOf(kind: WriteBackKind): 'note' | 'attachment' {
  return kind === 'attachment' ? 'attachment' : 'note';
}

/** What the kinds are called, as the object of "write back". */
export const WRITE_BACK_WORDS: Readonly<Record<WriteBackKind, string>> = {
  call: 'calls',
  note: 'notes',
  meeting: 'meetings',
  message: 'mails and letters sent, as one line',
  attachment: 'letters sent from here, each as a file',
};

/** Which entries of the log flow back, and as what. All others stay here. */
const KIND_OF_ENTRY: Readonly<Partial<Record<TouchpointKind, NoteKind>>> = {
  call: 'call',
  note: 'note',
  meeting: 'meeting',
  mail: 'message',
  letter: 'message',
  sms: 'message',
  mail_sent: 'message',
  draft_sent_in_mailbox: 'message',
};

/** Null: entries of this kind never flow back as a note. */
export function writeBackKind(entry: TouchpointKind): NoteKind | null {
  return KIND_OF_ENTRY[entry] ?? null;
}

/**
 * Whether notes and files can be written into a system at all. `onto`: the record that carries them. `right` and
 * `fileRight`: what the user of the connection has to be allowed for each. Where it is not offered, `reason` says why: the
 * right to write a note there is a right to change figures.
 */
export type WriteBackOffer =
  | {
      readonly offered: true;
      readonly onto: 'customer' | 'invoice';
      readonly right: string;
      readonly fileRight: string;
    }
  | { readonly offered: false; readonly reason: string };

const OFFERS: Readonly<Record<ConnectorKind, WriteBackOffer>> = {
  tryton: {
    offered: true,
    onto: 'customer',
    right: 'The Tryton user needs the right "Write" on Party, and no right to write anything else.',
    fileRight:
      'The Tryton user needs the right "Write" on Party, as for notes, and no right to write anything else.',
  },
  odoo: {
    offered: true,
    onto: 'invoice',
    right: 'The read-only accounting user may post notes on invoices as it is. It needs no other right.',
    fileRight:
      'The read-only accounting user may post a note with a file on invoices as it is. It needs no other right.',
  },
  erpnext: {
    offered: true,
    onto: 'customer',
    right: 'Every ERPNext user may comment on a customer that it may read. It needs no other right.',
    fileRight:
      'Every ERPNext user with access to the desk may create a "File". It needs no right to write customers.',
  },
  quickbooks: {
    offered: false,
    reason:
      'QuickBooks has no right for notes alone: whoever may write a note may change invoices and payments.',
  },
  xero: {
    offered: false,
    reason:
      'Xero writes notes only for apps that may also change invoices or contacts. This connection asks for reading only.',
  },
  stripe: {
    offered: false,
    reason:
      'Stripe keeps notes as metadata of the invoice, and the right to write metadata is the right to change invoices.',
  },
  netsuite: {
    offered: false,
    reason:
      'NetSuite attaches notes through roles that may edit the transaction itself. This connection only views.',
  },
  folder: {
    offered: false,
    reason: 'A folder of exports has nothing that a note could be written to.',
  },
};

export function writeBackOffer(kind: ConnectorKind): WriteBackOffer {
  return OFFERS[kind];
}

/** What the note of an entry is made of. */
export interface NoteFacts {
  readonly entry: TouchpointKind;
  /** The day on which it was logged, in the workspace's time zone. */
  readonly date: PlainDate;
  readonly actor: string;
  /** What the person wrote; of mails and letters it is not used. */
  readonly text: string;
  readonly outcome: CallOutcome | null;
  /** Of a mail that was sent from here; null otherwise. */
  readonly subject: string | null;
}

const LONGEST_TEXT = 2_000;
const LONGEST_SUBJECT = 150;
const MARKER_DIGITS = 12;

/**
 * The short id by which a note is found again at the source: the first digits of the id of its log entry. The same entry
 * has the same id for ever, also after a backup was restored.
 */
export function noteMarker(touchpointId: string): string {
  return touchpointId.replaceAll('-', '').slice(0, MARKER_DIGITS);
}

/** The note as it is written, with its marker at the end. Of a mail or letter never more than its subject. */
export function noteText(facts: NoteFacts, marker: string): string {
  return `${lineOf(facts)} (${plain(facts.actor, LONGEST_SUBJECT)}, ${facts.date}) [Duebook ${marker}]`;
}

function lineOf({ entry, text, outcome, subject }: NoteFacts): string {
  const words = plain(text, LONGEST_TEXT);
  const about = subject === null || subject.trim() === '' ? '' : `: ${plain(subject, LONGEST_SUBJECT)}`;
  switch (entry) {
    case 'call':
      return `Call${outcome === null ? '' : `, ${outcomeWords(outcome)}`}${words === '' ? '' : `: ${words}`}`;
    case 'meeting':
      return `Meeting${words === '' ? '' : `: ${words}`}`;
    case 'note':
      return words;
    case 'letter':
      return 'Letter sent';
    case 'sms':
      return 'Text message sent';
    default:
      return `Mail sent${about}`;
  }
}

function outcomeWords(outcome: CallOutcome): string {
  const words = outcome.replaceAll('_', ' ');
  return callFacts(outcome).connected ? words : `not reached (${words})`;
}

/** Without control characters but line breaks, and no longer than that; never half a character. */
function plain(text: string, longest: number): string {
  const clean = text
    .trim()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ');
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** An example of each kind, of a file its name, so that a person sees what would be written before approving it. */
export function exampleNote(kind: WriteBackKind, actor: string, date: PlainDate): string {
  const marker = '4f1c09be27d5';
  const base = { actor, date, outcome: null, subject: null, text: '' } as const;
  switch (kind) {
    case 'call':
      return noteText(
        { ...base, entry: 'call', outcome: 'right_party', text: 'Will pay invoice 1042 on Friday.' },
        marker,
      );
    case 'note':
      return noteText({ ...base, entry: 'note', text: 'New contact in accounts payable: Ms Berg.' }, marker);
    case 'meeting':
      return noteText({ ...base, entry: 'meeting', text: 'Went through all open invoices.' }, marker);
    case 'message':
      return noteText({ ...base, entry: 'mail_sent', subject: 'Reminder: invoice 1042 is overdue' }, marker);
    case 'attachment':
      return exampleLetter(date);
  }
}
