import { identityToRecipient } from 'age-encryption';
import { personIdOf } from '../../../../../shared/domain/people/fingerprint.ts';
import type { PublicCard } from '../../../../../shared/domain/people/types.ts';
import { fingerprintOfCard } from '../../people/card.ts';
import { digestOfKeys, isSignedBy } from '../../people/person-keys.ts';
import type { PackKey } from './envelope.ts';
import type { PackManifest } from './manifest.ts';
import { badPack, damagedPack, wrongRecipient } from './pack-errors.ts';

/** Looks a sender up among the people whose cards are trusted here; null for a stranger. */
export type TrustedSigner = (sender: PublicCard) => PublicCard | null | Promise<PublicCard | null>;

/**
 * Proves who made the pack: a trusted person, whose key signed exactly these bytes, and whose id follows from the
 * keys. Throws `bad_pack` that says whose card to ask for.
 */
export async function requireSender(
  { sender, recipient }: PackManifest,
  signed: Uint8Array,
  signature: Uint8Array,
  signer: TrustedSigner,
): Promise<void> {
  for (const card of [sender, recipient]) {
    if (card !== null && personIdOf(digestOfKeys(card)) !== card.id) {
      throw badPack(
        `is not genuine: the keys it gives for ${card.name} are not that person's. Ask the sender in person.`,
      );
    }
  }
  if (!isSignedBy(sender.signingKey, signed, signature)) {
    throw damagedPack('its signature does not fit');
  }
  const fingerprint = fingerprintOfCard(sender);
  const trusted = await signer(sender);
  if (trusted === null) {
    throw badPack(
      `is signed by somebody whose card is not trusted here: it says "${sender.name}", fingerprint ${fingerprint}. ` +
        'Ask that person for their card, compare the fingerprint with them, then open the pack again.',
      { sender: { id: sender.id, name: sender.name, fingerprint } },
    );
  }
  if (trusted.id !== sender.id || fingerprintOfCard(trusted) !== fingerprint) {
    throw badPack(
      `is not signed with the keys on the card of ${trusted.name}. Ask ${trusted.name} for the card again.`,
    );
  }
}

/**
 * Proves that the sender made the pack for whoever opens it: somebody who received a pack could otherwise encrypt it
 * anew and pass it on as the sender's. Throws `wrong_recipient`.
 */
export async function requireRecipient({ recipient, sender }: PackManifest, key: PackKey): Promise<void> {
  const own = 'identity' in key ? await identityToRecipient(key.identity) : null;
  if ((recipient?.ageRecipient ?? null) === own) return;
  const meant = recipient === null ? 'to be opened with a passphrase' : `for ${recipient.name}`;
  throw wrongRecipient(
    `${sender.name} made this pack ${meant}; somebody else encrypted it anew. Ask ${sender.name} for a pack of your own.`,
  );
}
