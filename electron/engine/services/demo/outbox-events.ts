import type { AccountId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { ZERO } from '../../../../shared/domain/money.ts';
import { DEFAULT_LIMITS } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { CanonicalInvoice } from '../../connectors/canonical.ts';
import type { ContextData } from '../../db/executor.ts';
import { newId } from '../../platform/ids.ts';
import { after } from '../outbox/later.ts';
import { approveDraft, sendMessage } from '../outbox/outbox-service.ts';
import { recheck } from '../outbox/recheck.ts';
import { createDraft } from '../outreach/drafts-service.ts';
import { proposeLetter } from '../outreach/propose-letter.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { DemoData } from './demo-data.ts';
import { type DemoEvent, importRecords } from './demo-events.ts';

const MINUTE = 60_000;
/** When the messages were approved, and when the last of it happened, before now. */
const [APPROVED, SENT, PAID, CHECKED] = [52 * MINUTE, 51 * MINUTE, 20 * MINUTE, 19 * MINUTE];

/** What became of each message, in the order in which they were approved. */
const FATES = ['sent', 'sent', 'sent', 'kept back', 'perhaps sent', 'waiting'] as const;
type Fate = (typeof FATES)[number];

interface Message {
  readonly id: OutboxMessageId;
  readonly fate: Fate;
}

/**
 * Mail of the last hour: sent, kept back because the customer paid in between, one of which nobody knows whether it went
 * out, and one that waits. No byte of it ever leaves: the mailbox is invented, and a demo sends nothing.
 */
export function outboxEvents(
  workspace: OpenWorkspace,
  data: DemoData,
  accounts: Map<string, AccountId>,
): readonly DemoEvent[] {
  const mailboxId = newId() as MailboxId;
  const messages: Message[] = [];
  const event = (ago: number, run: (past: OpenWorkspace) => Promise<unknown>): DemoEvent => ({
    at: after(workspace, -ago),
    actor: data.sender.name,
    run: (context) => run(inPast(workspace, context)),
  });
  return [
    event(APPROVED, async (past) => {
      await addMailbox(past, data, mailboxId);
      messages.push(...(await approveSome(past, data, accounts, mailboxId)));
    }),
    event(SENT, async (past) => {
      for (const message of messages) await deliver(past, message);
    }),
    event(PAID, (past) => payKeptBack(past, data, messages, accounts)),
    event(CHECKED, (past) => keepBack(past, messages)),
  ];
}

function inPast(workspace: OpenWorkspace, context: ContextData): OpenWorkspace {
  return { ...workspace, now: () => context.now, context: () => context };
}

async function addMailbox(
  { db, context, secrets }: OpenWorkspace,
  { sender }: DemoData,
  id: MailboxId,
): Promise<void> {
  const server = 'mail.tidewell.example';
  await secrets.set(`mailbox:${id}`, 'invented');
  await db.write(
    'addMailbox',
    {
      id,
      address: sender.email,
      displayName: sender.name,
      imapUrl: `imaps://${server}:993`,
      smtpUrl: `smtps://${server}:465`,
      user: sender.email,
      secretName: `mailbox:${id}`,
      caPem: null,
      draftsFolder: null,
      sentFolder: null,
      savesSent: 0,
      provider: 'other',
      login: 'password',
      oauthJson: null,
      aliasesJson: '[]',
      ...DEFAULT_LIMITS,
    },
    context(),
  );
}

/** Writes to the first customers whose letter is complete, one message each. */
async function approveSome(
  past: OpenWorkspace,
  data: DemoData,
  accounts: ReadonlyMap<string, AccountId>,
  mailboxId: MailboxId,
): Promise<readonly Message[]> {
  const settings = await readSettings(past);
  const messages: Message[] = [];
  const asked = new Set<string>();
  for (const { customerKey, currency, openMinor } of data.invoices) {
    const fate = FATES[messages.length];
    const accountId = accounts.get(customerKey);
    if (fate === undefined) break;
    if (openMinor === ZERO || accountId === undefined || asked.has(customerKey)) continue;
    asked.add(customerKey);
    // The demo looks the same on every day of the week.
    const request = { accountId, currency, language: 'en', asOf: past.today(), withoutHours: true };
    const { letter, to, gate, invoices } = await proposeLetter(past, settings, request);
    const complete = letter !== null && letter.unresolved.length === 0 && to.length > 0;
    if (!complete || gate.some(({ decision }) => decision !== 'allow')) continue;
    // Paid in between is the first invoice: something is left to ask for.
    if (fate === 'kept back' && invoices.length < 2) continue;
    const { draft } = await createDraft(past, request);
    if (draft !== null) messages.push({ id: await approveDraft(past, draft.id, mailboxId), fate });
  }
  for (const { id } of messages) await sendMessage(past, id);
  return messages;
}

async function deliver(past: OpenWorkspace, { id, fate }: Message): Promise<void> {
  const { db, context } = past;
  if (fate === 'kept back' || fate === 'waiting') return;
  await db.maintain('messageChecking', { id }, context());
  await db.maintain('messageDispatching', { id }, context());
  if (fate === 'sent') {
    const answer = `250 2.0.0 Ok: queued as ${id.slice(-10).toUpperCase()}`;
    await db.write('recordSent', { id, answer }, context());
    await db.maintain('sentCopyState', { id, state: 'kept', nextAt: null }, context());
    return;
  }
  const answer = 'The connection ended without an answer.';
  await db.write('recordUnknown', { id, answer, lookupAt: past.now() }, context());
  for (const looked of [true, true, true, true]) {
    await db.maintain('lookedIntoSent', { id, looked, nextAt: null }, context());
  }
}

/** The customer pays the oldest invoice of the message before it goes out, as the next file of the ledger says. */
async function payKeptBack(
  past: OpenWorkspace,
  data: DemoData,
  messages: readonly Message[],
  accounts: Map<string, AccountId>,
): Promise<void> {
  const id = keptBackOf(messages);
  if (id === undefined) return;
  const { invoicesJson } = await past.db.read('outboxRecord', { id });
  const [first] = JSON.parse(invoicesJson) as readonly { readonly number: string }[];
  const invoice = data.invoices.find(({ number }) => number === first?.number);
  if (invoice === undefined) return;
  const paid: CanonicalInvoice = { ...invoice, openMinor: ZERO, paidDate: past.today() };
  await importRecords(past, 'bank-today.csv', [paid], past.context(), accounts);
}

async function keepBack(past: OpenWorkspace, messages: readonly Message[]): Promise<void> {
  const id = keptBackOf(messages);
  if (id === undefined) return;
  const review = await recheck(past, await past.db.read('outboxRecord', { id }));
  if (review === null) return;
  const { gate, reason } = review;
  await past.db.write(
    'keepBack',
    { id, gateJson: JSON.stringify(gate), reviewJson: JSON.stringify(review), reason },
    past.context(),
  );
}

function keptBackOf(messages: readonly Message[]): OutboxMessageId | undefined {
  return messages.find(({ fate }) => fate === 'kept back')?.id;
}
