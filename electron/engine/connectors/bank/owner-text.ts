import { readGermanText } from './german-subfields.ts';
import { type OwnerText, receiptText } from './receipt-text.ts';
import { readSlashText } from './slash-codes.ts';

const WIDTH = 65;

/**
 * Reads `:86:` (SWIFT's "Information to Account Owner") in the forms that banks use: numbered subfields (`166?00…?20…`),
 * code words between slashes (`/REMI/…/EREF/…`), or free text. All that is no name and no account is in the text.
 */
export function readOwnerText(lines: readonly string[]): OwnerText {
  const german = readGermanText(lines.join(''));
  if (german !== null) return german;
  const whole = unwrapped(lines);
  return readSlashText(whole) ?? { text: receiptText([whole]), payerName: null, payerAccount: null };
}

/** Lines as long as a SWIFT line are goes on in the next one, others end where the bank ended them. */
function unwrapped(lines: readonly string[]): string {
  return lines.reduce((text, line, index) => {
    const before = lines[index - 1];
    return index === 0 ? line : text + (before !== undefined && before.length >= WIDTH ? '' : '\n') + line;
  }, '');
}
