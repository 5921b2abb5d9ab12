import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';
import { parseMailAddress } from '../../mail/compose/mail-address.ts';
import { isEngineError } from '../../platform/engine-error.ts';

const EXAMPLES = 3;
const SHOWN_CHARACTERS = 80;

/**
 * The addresses of one cell: `a@x.example; b@x.example` are two. A text that cannot be taken apart, and every address
 * that nobody can write to, stays as the file has it.
 */
export function addressesOf(cell: string): readonly string[] {
  if (canBeWrittenTo(cell)) return [cell];
  for (const separator of [/[;,]/u, /[;,\s]/u]) {
    const parts = cell
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean);
    if (parts.length > 1 && parts.every((part) => part.includes('@'))) return [...new Set(parts)];
  }
  return [cell];
}

/** What the import says about addresses: those that no letter can go to, and cells that held several. */
export function addressWarnings(cells: readonly string[]): readonly ImportWarning[] {
  const unusable: string[] = [];
  const several: string[] = [];
  for (const cell of cells) {
    const addresses = addressesOf(cell);
    if (addresses.length > 1) several.push(cell);
    unusable.push(...addresses.filter((address) => !canBeWrittenTo(address)));
  }
  return [
    warning(
      'email_unusable',
      'E-mail addresses cannot be written to. They are kept with the contacts as they are: correct them there',
      [...new Set(unusable)],
    ),
    warning('email_several', 'Cells hold several e-mail addresses. Each became a contact', several),
  ].flatMap((each) => each ?? []);
}

function warning(code: string, what: string, found: readonly string[]): ImportWarning | null {
  if (found.length === 0) return null;
  const examples = found
    .slice(0, EXAMPLES)
    .map((text) => `"${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}"`);
  const more = found.length > EXAMPLES ? ', …' : '';
  return { code, count: found.length, message: `${what} (${examples.join(', ')}${more}).` };
}

function canBeWrittenTo(address: string): boolean {
  try {
    parseMailAddress(address);
    return true;
  } catch (error) {
    if (isEngineError(error, 'validation')) return false;
    throw error;
  }
}
