import type { OutboxMessage, OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type {
  AccountId,
  DocumentId,
  DraftId,
  MailboxId,
  OutboxMessageId,
} from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { draftOf, proposal, TEXT } from '../compose/sample-proposals.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';

export const at = (time: string): Instant => `2026-11-21T${time}:00.000Z` as Instant;

/** A message of the outbox to an invented account; queued unless told otherwise. */
export function message(number: number, part: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    id: `msg-${number}` as OutboxMessageId,
    draftId: `draft-${number}` as DraftId,
    account: { id: `acc-${number}` as AccountId, number: `C-${number}`, name: `Customer ${number}` },
    currency: currencyCode('EUR'),
    subject: 'Overdue: €1,200.00',
    amount: minorUnits(120_000),
    invoices: [{ id: `doc-${number}` as DocumentId, number: `INV-${number}`, open: minorUnits(120_000) }],
    mailboxId: 'mb-1' as MailboxId,
    from: 'ines@halden.example',
    envelopeFrom: 'ines@halden.example',
    recipients: [`ap${number}@northwind.example`],
    messageId: `<${number}@halden.example>`,
    sha256: `${'ab'.repeat(28)}${'0'.repeat(7)}${number}`,
    state: 'queued',
    attempts: 0,
    expectedAt: null,
    undoUntil: null,
    approvedAt: at('09:00'),
    approvedBy: 'Ines Okafor',
    settledAt: null,
    answer: null,
    lastError: null,
    gate: [],
    figures: null,
    review: null,
    lookups: 0,
    lookupAt: null,
    resolvedAs: null,
    foundLaterAt: null,
    sentCopy: 'none',
    ...part,
  };
}

/** Why a message was kept back: its first invoice is paid. */
export function review(number: number, part: Partial<OutboxReview> = {}): OutboxReview {
  return {
    at: at('09:30'),
    reason: `INV-${number}: it is paid.`,
    gate: [],
    now: {
      to: [{ name: null, address: `ap${number}@northwind.example` }],
      cc: [],
      subject: 'Overdue: €700.00',
      text: TEXT.replace('The invoices below are', 'The invoice below is'),
      invoices: [],
      amount: minorUnits(70_000),
    },
    dropped: [
      { number: `INV-${number}`, before: minorUnits(50_000), now: minorUnits(0), why: 'it is paid.' },
    ],
    gone: [],
    ownWords: null,
    ...part,
  };
}

export const MAILBOX = {
  id: 'mb-1',
  address: 'ines@halden.example',
  displayName: 'Ines Okafor',
  imap: { host: 'imap.halden.example', port: 993, security: 'tls' },
  smtp: { host: 'smtp.halden.example', port: 465, security: 'tls' },
  user: 'ines@halden.example',
  draftsFolder: null,
  hasCertificateAuthority: false,
  hasSecret: true,
  lastCheck: null,
  aliases: [],
};

/** An engine whose outbox holds these messages and does as it is told. */
export function outboxEngine(
  messages: readonly OutboxMessage[],
  options: { readonly pauses?: readonly object[] } = {},
): SampleEngine & { change(id: string, part: Partial<OutboxMessage>): void } {
  const sample = createSampleEngine();
  const all = new Map<string, OutboxMessage>(messages.map((one) => [one.id, one]));
  const change = (id: string, part: Partial<OutboxMessage>): OutboxMessage => {
    const before = all.get(id);
    if (!before) throw new Error(`No message ${id}.`);
    const after = { ...before, ...part };
    all.set(id, after);
    return after;
  };
  const withState = (path: string, state: OutboxMessage['state']) =>
    sample.answer(path, ({ ids }: { ids: string[] }) => ids.map((id) => change(id, { state })));
  sample.answer('mailboxes.list', () => [MAILBOX]);
  sample.answer('outbox.list', ({ states }: { states?: readonly string[] }) => {
    const wanted = states ?? OPEN;
    const shown = [...all.values()].filter(({ state }) => wanted.includes(state));
    return { messages: shown, total: shown.length, next: null, pauses: options.pauses ?? [] };
  });
  sample.answer('outbox.attempts', () => []);
  sample.answer('drafts.get', ({ id }: { id: string }) =>
    draftOf(proposal(Number(id.split('-')[1])), { id: id as DraftId }),
  );
  withState('outbox.send', 'queued');
  sample.answer('outbox.undo', ({ ids }: { ids: string[] }) => ({
    stopped: ids.map((id) => change(id, { state: 'approved' })),
    tooLate: [],
  }));
  sample.answer('outbox.withdraw', ({ ids }: { ids: string[] }) =>
    ids.map((id) => {
      const { draftId } = change(id, { state: 'cancelled' });
      return draftOf(proposal(Number(draftId.split('-')[1])), { id: draftId });
    }),
  );
  sample.answer('outbox.rebuild', ({ id }: { id: string }) =>
    change(id, { state: 'approved', review: null }),
  );
  sample.answer('outbox.rework', ({ id }: { id: string }) => {
    const { draftId } = change(id, { state: 'cancelled' });
    return draftOf(proposal(Number(draftId.split('-')[1])), { id: draftId });
  });
  sample.answer('outbox.resolve', ({ id, as }: { id: string; as: 'sent' | 'not_sent' }) =>
    change(id, { state: 'resolved', resolvedAs: as }),
  );
  sample.answer('outbox.retry', ({ id }: { id: string }) => change(id, {}));
  sample.answer('outbox.resume', () => ({ resumed: true }));
  return { ...sample, change: (id, part) => void change(id, part) };
}

/** What the list shows when nothing is said about states: everything that is not at its end. */
const OPEN: readonly string[] = [
  'approved',
  'queued',
  'checking',
  'dispatching',
  'review',
  'rejected',
  'unknown',
];
