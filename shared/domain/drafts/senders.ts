import type { MailboxId } from '../ids.ts';
import type { TemplateStage } from '../letters/stages.ts';

/** Which address of which mailbox a letter goes out from. */
export interface SenderKey {
  readonly mailboxId: MailboxId;
  readonly address: string;
}

/** A sender as it stands in From: the address, and the name before it. */
export interface Sender extends SenderKey {
  readonly name: string | null;
}

/** What makes a mailbox a place to send from. */
export interface SenderMailbox {
  readonly id: MailboxId;
  readonly address: string;
  readonly displayName: string | null;
  /** Other addresses that it may send as; one without a name goes by the name of the mailbox. */
  readonly aliases: readonly { readonly address: string; readonly name: string | null }[];
  /** It has a server for sending; without one it only keeps drafts. */
  readonly sends: boolean;
}

/** The sender that was chosen for the letters of a stage; a stage that is absent uses the first mailbox. */
export type StageSenders = { readonly [Stage in TemplateStage]?: SenderKey | undefined };

/** The sender that a letter starts with, and what a person has to be told about it. */
export interface StartingSender {
  /** Null without any mailbox. */
  readonly sender: Sender | null;
  /** Why it is not the one that was chosen for the stage; null when it is. */
  readonly remark: string | null;
}

/** Every sender of the mailboxes, in their order: the own address of each, then its other addresses. */
export function sendersOf(mailboxes: readonly SenderMailbox[]): readonly Sender[] {
  return mailboxes.flatMap(({ id, address, displayName, aliases }) => [
    { mailboxId: id, address, name: displayName },
    ...aliases.map((alias) => ({
      mailboxId: id,
      address: alias.address,
      name: alias.name ?? displayName,
    })),
  ]);
}

/**
 * The sender that a key names: that address of that mailbox, or else the same address of another mailbox, as when the
 * mailbox was set up anew or another person took the workspace over. Null when nobody has the address any more.
 */
export function findSender(mailboxes: readonly SenderMailbox[], key: SenderKey): Sender | null {
  const same = sendersOf(mailboxes).filter((sender) => isSameAddress(sender.address, key.address));
  return same.find(({ mailboxId }) => mailboxId === key.mailboxId) ?? same[0] ?? null;
}

/** The sender of letters for which none was chosen: the first mailbox that can send, else the first. */
export function firstSender(mailboxes: readonly SenderMailbox[]): Sender | null {
  const first = mailboxes.find(({ sends }) => sends) ?? mailboxes[0];
  return first === undefined ? null : (sendersOf([first])[0] ?? null);
}

/** The sender that a letter of a stage starts with: the chosen one, and the first mailbox where that one is gone. */
export function senderForStage(
  mailboxes: readonly SenderMailbox[],
  chosen: StageSenders,
  stage: TemplateStage,
): StartingSender {
  const first = firstSender(mailboxes);
  const key = chosen[stage];
  if (key === undefined || first === null) return { sender: first, remark: null };
  const sender = findSender(mailboxes, key);
  if (sender !== null) return { sender, remark: null };
  return {
    sender: first,
    remark: `Letters of this stage are to go out from ${key.address}, which is no longer set up. This one goes out from ${first.address}.`,
  };
}

/** Why a sender that `findSender` does not find is gone, as a sentence. */
export function whySenderIsGone(mailboxes: readonly SenderMailbox[], key: SenderKey): string {
  const mailbox = mailboxes.find(({ id }) => id === key.mailboxId);
  return mailbox === undefined
    ? `The mailbox ${key.address} of this letter was removed.`
    : `${key.address} is no longer a sender address of the mailbox ${mailbox.address}.`;
}

/** Whether two keys name the same sender. */
export function isSameSender(one: SenderKey | null, other: SenderKey | null): boolean {
  if (one === null || other === null) return one === other;
  return one.mailboxId === other.mailboxId && isSameAddress(one.address, other.address);
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
