import { domainToASCII } from 'node:url';
import { hasControlCharacters, singleLine } from '../../../../shared/domain/letters/safe-text.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** One address, checked: `address` is plain ASCII with the domain in its ASCII form, `name` one harmless line. */
export interface MailAddress {
  readonly name: string | null;
  readonly address: string;
}

const MAX_INPUT = 500;
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
/**
 * RFC 5321 dot-string: atoms joined by single dots. Quoted local parts are refused, and `%` and `!`, which some
 * servers read as a route to another host (RFC 5321 appendix F.2), and what looks like an encoded word (RFC 2047), which
 * some decode into another address.
 */
const LOCAL_PART = /^[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/**
 * Reads exactly one address: `a@b.example`, `Name <a@b.example>` or `"Name, Ltd" <a@b.example>`. Never guesses.
 *
 * @throws EngineError `validation` for anything else: several addresses, control characters, quoted local parts,
 *   comments, address literals. The message says what to correct; `details.reason` names it for a screen.
 */
export function parseMailAddress(text: string): MailAddress {
  if (hasControlCharacters(text)) {
    throw refused(
      'control_characters',
      'The address has a line break or another control character. Type it anew.',
    );
  }
  if (text.length > MAX_INPUT) throw refused('too_long', 'The address is too long. Enter one address only.');
  const trimmed = text.trim();
  const named = /^(?<name>"(?:[^"\\]|\\["\\])*"\s*|[^"<>,;:@()[\]\\]*)<(?<address>[^<>]*)>$/u.exec(trimmed);
  if (!named?.groups) return { name: null, address: parseAddressOnly(trimmed) };
  const name = singleLine(unquoted(named.groups.name ?? ''));
  return { name: name === '' ? null : name, address: parseAddressOnly(named.groups.address ?? '') };
}

/** Puts a name from the books to an address; the name is made harmless, the address is checked. */
export function mailAddress(address: string, name: string | null): MailAddress {
  const label = name === null ? '' : singleLine(name).slice(0, MAX_INPUT).toWellFormed();
  const parsed = parseMailAddress(address);
  return { name: label === '' ? parsed.name : label, address: parsed.address };
}

/** The domain of a checked address. */
export function domainOf(address: MailAddress): string {
  return address.address.slice(address.address.lastIndexOf('@') + 1);
}

/** For people: `Name <a@b.example>`. Never used to build a header. */
export function displayAddress({ name, address }: MailAddress): string {
  return name === null ? address : `${name} <${address}>`;
}

function parseAddressOnly(text: string): string {
  const at = text.lastIndexOf('@');
  if (at < 1) throw refused('no_at_sign', 'This is no mail address: it needs the form name@company.example.');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (/[\s,;]/u.test(text)) {
    throw refused(
      'several_addresses',
      'The address holds a space, comma or semicolon. Enter one address only.',
    );
  }
  if (/[^\u0020-\u007e]/u.test(local)) {
    throw refused(
      'local_part_not_ascii',
      'The part before the @ has letters that not every mail server accepts. Ask for an address in plain letters.',
    );
  }
  if (local.length > MAX_LOCAL || !LOCAL_PART.test(local) || local.includes('=?')) {
    throw refused('local_part', 'The part before the @ is not valid. Check the spelling.');
  }
  const address = `${local}@${asciiDomain(domain)}`;
  if (address.length > MAX_ADDRESS) throw refused('too_long', 'The address is longer than 254 characters.');
  return address;
}

function asciiDomain(domain: string): string {
  const ascii = /[^\p{L}\p{M}\p{N}.-]/u.test(domain) ? '' : domainToASCII(domain).toLowerCase();
  const labels = ascii.split('.');
  if (
    labels.length < 2 ||
    labels.some((label) => !DOMAIN_LABEL.test(label)) ||
    /^\d+$/u.test(labels.at(-1) ?? '')
  ) {
    throw refused('domain', 'The part after the @ is no domain. Check the spelling.');
  }
  return ascii;
}

function unquoted(name: string): string {
  const trimmed = name.trim();
  return trimmed.startsWith('"') ? trimmed.slice(1, -1).replace(/\\(["\\])/gu, '$1') : trimmed;
}

function refused(reason: string, message: string): EngineError {
  return new EngineError('validation', message, { field: 'address', reason });
}
