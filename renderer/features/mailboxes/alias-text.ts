import type { MailboxAlias } from '../../../shared/contract/mailboxes.ts';
import { addressProblem } from '../compose/recipients.ts';

const WITH_NAME = /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/u;

/** One sender address a line: `Name <address>` or the address alone. */
export function aliasesOf(text: string): MailboxAlias[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const groups = WITH_NAME.exec(line)?.groups;
      const name = groups?.name?.trim() ?? '';
      return { address: (groups?.address ?? line).trim(), name: name === '' ? null : name };
    });
}

export function aliasText(aliases: readonly MailboxAlias[]): string {
  return aliases.map(({ address, name }) => (name === null ? address : `${name} <${address}>`)).join('\n');
}

/** What is wrong with the addresses, in words; null when nothing is. */
export function aliasProblem(text: string): string | null {
  const wrong = aliasesOf(text).find(({ address }) => addressProblem(address) !== null);
  return wrong === undefined ? null : `“${wrong.address}” is not an address.`;
}
