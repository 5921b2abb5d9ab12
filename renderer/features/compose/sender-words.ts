import { isSameSender, type Sender, type SenderKey } from '../../../shared/domain/drafts/senders.ts';

/** A sender as a line: its name and address. */
export function senderText({ name, address }: Pick<Sender, 'name' | 'address'>): string {
  return name ? `${name} · ${address}` : address;
}

/** A choice of senders; where two mailboxes have the same address, each says which mailbox it is of. */
export function senderOptions(
  all: readonly Sender[],
): readonly { readonly value: string; readonly label: string }[] {
  const ownOf = (sender: Sender) =>
    all.find(({ mailboxId }) => mailboxId === sender.mailboxId)?.address ?? '';
  return all.map((sender) => {
    const twice = all.some(
      (other) => other.address.toLowerCase() === sender.address.toLowerCase() && !isSameSender(other, sender),
    );
    const through = twice ? ` (mailbox ${ownOf(sender)})` : '';
    return { value: senderValue(sender), label: `${senderText(sender)}${through}` };
  });
}

/** A sender as the value of a choice; an address has no spaces. */
export function senderValue({ mailboxId, address }: SenderKey): string {
  return `${mailboxId} ${address.toLowerCase()}`;
}

/** The sender of a value; null for none. */
export function senderOfValue(all: readonly Sender[], value: string): Sender | null {
  return all.find((sender) => senderValue(sender) === value) ?? null;
}
