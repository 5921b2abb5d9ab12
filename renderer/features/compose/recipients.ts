import type { z } from 'zod';
import type { recipientSchema } from '../../../shared/contract/drafts.ts';

export type Recipient = z.infer<typeof recipientSchema>;

/** Name and address as a person types or pastes them: `Dana Whitfield <ap@example.com>`, or the address alone. */
export function parseRecipient(text: string): Recipient | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const named = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/u.exec(trimmed)?.groups;
  if (!named) return { name: null, address: trimmed };
  const name = (named.name ?? '').trim().replace(/^"(.*)"$/u, '$1');
  return { name: name === '' ? null : name, address: (named.address ?? '').trim() };
}

/** Several recipients out of one paste: apart by commas, semicolons or line breaks, but not inside quotes. */
export function parseRecipients(text: string): readonly Recipient[] {
  const parts = text.match(/(?:"[^"]*"|[^,;\n"])+/gu) ?? [];
  return parts.flatMap((part) => parseRecipient(part) ?? []);
}

/** What is wrong with an address, in words; null when mail can go there. */
export function addressProblem(address: string): string | null {
  if (address.trim() === '') return 'The address is missing.';
  if (/\s/u.test(address)) return 'An address has no spaces.';
  const [local = '', domain, ...more] = address.split('@');
  if (domain === undefined) return 'The @ is missing.';
  if (more.length > 0) return 'There is more than one @.';
  if (local === '') return 'Nothing stands before the @.';
  if (!/^[^\s.@<>,;:"()[\]\\]+(?:\.[^\s.@<>,;:"()[\]\\]+)*$/u.test(local))
    return 'The part before the @ is not valid.';
  if (!/^(?!-)[\p{L}\p{N}-]+(?<!-)(?:\.(?!-)[\p{L}\p{N}-]+(?<!-))+$/u.test(domain)) {
    return 'The part after the @ is no complete domain.';
  }
  return null;
}

export function recipientText({ name, address }: Recipient): string {
  return name === null ? address : `${name} <${address}>`;
}

/** Adds those that are not there yet; the same address in other letters is the same one. */
export function withRecipients(list: readonly Recipient[], more: readonly Recipient[]): readonly Recipient[] {
  const seen = new Set(list.map((one) => one.address.toLowerCase()));
  const fresh = more.filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
  return [...list, ...fresh];
}
