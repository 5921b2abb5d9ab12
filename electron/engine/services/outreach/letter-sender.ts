import type { Settings } from '../../../../shared/contract/settings.ts';
import {
  findSender,
  type Sender,
  type SenderKey,
  type SenderMailbox,
  type StartingSender,
  senderForStage,
  sendersOf,
  whySenderIsGone,
} from '../../../../shared/domain/drafts/senders.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { type MailAddress, mailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { aliasesOf } from '../mailboxes/mailbox-view.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** From where a letter goes out: the mailbox that hands it over, and the address that stands in From. */
export interface LetterOrigin {
  readonly mailbox: MailboxRow;
  readonly from: MailAddress;
}

/** Mailboxes as the rules about senders see them, in the order in which they were added. */
export function senderMailboxes(rows: readonly MailboxRow[]): readonly SenderMailbox[] {
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    displayName: row.displayName,
    aliases: aliasesOf(row),
    sends: row.smtpUrl !== null,
  }));
}

/** The sender that a letter of a stage starts with, by the settings of the workspace. */
export async function startingSender(
  workspace: OpenWorkspace,
  settings: Settings,
  stage: TemplateStage,
): Promise<StartingSender> {
  const rows = await workspace.db.read('mailboxes', null);
  return senderForStage(senderMailboxes(rows), settings.stageSenders, stage);
}

/** The sender that a person chose; throws `not_found` when it is none of the mailboxes' addresses. */
export async function requireSender(workspace: OpenWorkspace, key: SenderKey): Promise<Sender> {
  const mailboxes = senderMailboxes(await workspace.db.read('mailboxes', null));
  const sender = findSender(mailboxes, key);
  if (sender !== null) return sender;
  throw new EngineError('not_found', `${whySenderIsGone(mailboxes, key)} Choose another sender.`, {
    field: 'sender',
  });
}

/** A sender by a mailbox's id or any address of a mailbox; throws `not_found`. */
export async function senderNamed(workspace: OpenWorkspace, name: string): Promise<Sender> {
  const all = sendersOf(senderMailboxes(await workspace.db.read('mailboxes', null)));
  const sender = all.find(
    ({ mailboxId, address }) => mailboxId === name || address.toLowerCase() === name.toLowerCase(),
  );
  if (sender !== undefined) return sender;
  throw new EngineError('not_found', `There is no mailbox or sender address "${name}" in this workspace.`, {
    mailbox: name,
  });
}

/** Which sender a draft keeps; null when it was written while no mailbox was set up. */
export function keptSender({
  mailboxId,
  senderAddress,
}: Pick<DraftRecord, 'mailboxId' | 'senderAddress'>): SenderKey | null {
  return mailboxId === null || senderAddress === null ? null : { mailboxId, address: senderAddress };
}

/**
 * From where a draft goes out: from its sender, and one that was written without any from that of its stage. A mailbox
 * that is asked for goes before: with the draft's address when that is one of its own, else with its first.
 * Errors: `not_found` when there is no mailbox, or the sender is gone; nobody else's address takes its place.
 */
export async function letterOrigin(
  workspace: OpenWorkspace,
  draft: DraftRecord,
  asked?: MailboxId,
): Promise<LetterOrigin> {
  const rows = await workspace.db.read('mailboxes', null);
  const kept = keptSender(draft);
  const named = asked === undefined || asked === kept?.mailboxId ? kept : ownKey(rows, asked);
  const sender =
    named === null
      ? (await startingSender(workspace, await readSettings(workspace), draft.stage as TemplateStage)).sender
      : rows.length > 0
        ? await requireSender(workspace, named)
        : null;
  const mailbox = rows.find(({ id }) => id === sender?.mailboxId);
  if (sender === null || mailbox === undefined) {
    throw new EngineError(
      'not_found',
      'No mailbox is set up yet. Add one under Mailboxes, or save the letter as a file.',
      { field: 'mailbox' },
    );
  }
  return { mailbox, from: mailAddress(sender.address, sender.name) };
}

/**
 * Why an approved message cannot go out from its sender any more: the address is no longer one of its mailbox. Null when
 * it can. The same address in another mailbox does not help: the message was approved to go out from this one.
 */
export async function whyNotFrom(workspace: OpenWorkspace, key: SenderKey): Promise<string | null> {
  const mailboxes = senderMailboxes(await workspace.db.read('mailboxes', null));
  const sender = findSender(
    mailboxes.filter(({ id }) => id === key.mailboxId),
    key,
  );
  return sender === null ? whySenderIsGone(mailboxes, key) : null;
}

/**
 * The settings with the sender filled in from the letter's sender where nobody has entered one: whoever set a mailbox
 * up has said by what name and address they write. An address of the company goes before that of the sender.
 */
export function signedSettings(settings: Settings, from: Sender | null): Settings {
  if (from === null) return settings;
  const { sender, company } = settings;
  const address = company.email === '' ? from.address : '';
  return {
    ...settings,
    sender: { ...sender, name: sender.name || (from.name ?? ''), email: sender.email || address },
  };
}

function ownKey(rows: readonly MailboxRow[], id: MailboxId): SenderKey {
  const mailbox = rows.find((row) => row.id === id);
  if (mailbox !== undefined) return { mailboxId: id, address: mailbox.address };
  throw new EngineError('not_found', `There is no mailbox "${id}" in this workspace.`, { mailbox: id });
}
