import type { ContactRow } from '../../db/queries/accounts.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { recipients } from '../outreach/draft-view.ts';
import { type Recipient, usableAddress } from '../outreach/propose-letter.ts';

type Recipients = Pick<DraftRecord, 'toJson' | 'ccJson'>;

/** Recipients of a letter that are addresses of contacts; the others were typed in by a person. */
export function contactsAmong(letter: Recipients, contacts: readonly ContactRow[]): readonly string[] {
  const known = addressesOf(contacts);
  return [...recipients(letter.toJson), ...recipients(letter.ccJson)]
    .map(({ address }) => address)
    .filter((address) => known.has(address.toLowerCase()));
}

/** Addresses that were contacts' at the approval, and are not any more: removed, or changed to another one. */
export function goneAddresses(
  approved: readonly string[],
  contacts: readonly ContactRow[],
): readonly string[] {
  const known = addressesOf(contacts);
  return approved.filter((address) => !known.has(address.toLowerCase()));
}

/**
 * Whom a letter would go to today: those that it was approved for without the addresses that are gone. In the place of
 * gone ones, or where nobody is left, the account's contacts of today take part.
 */
export function recipientsOfToday(
  letter: Recipients,
  gone: readonly string[],
  proposed: readonly Recipient[],
): { readonly to: readonly Recipient[]; readonly cc: readonly Recipient[] } {
  const stays = ({ address }: Recipient) => !gone.includes(address);
  const before = recipients(letter.toJson);
  const to = before.filter(stays);
  const cc = recipients(letter.ccJson).filter(stays);
  if (to.length > 0 && to.length === before.length) return { to, cc };
  const there = new Set([...to, ...cc].map(({ address }) => address.toLowerCase()));
  return { to: [...to, ...proposed.filter(({ address }) => !there.has(address.toLowerCase()))], cc };
}

function addressesOf(contacts: readonly ContactRow[]): ReadonlySet<string> {
  return new Set(
    contacts.flatMap(({ email }) => {
      const address = email === null ? null : usableAddress(email);
      return address === null ? [] : [address.toLowerCase()];
    }),
  );
}
