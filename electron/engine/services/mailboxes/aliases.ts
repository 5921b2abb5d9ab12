import type { MailboxAlias } from '../../../../shared/contract/mailboxes.ts';
import { parseMailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError } from '../../platform/engine-error.ts';

/** The other sender addresses of a mailbox, each once and none its own. Throws `validation` for what is no address. */
export function checkedAliases(own: string, aliases: readonly MailboxAlias[]): MailboxAlias[] {
  const seen = new Set([own.toLowerCase()]);
  return aliases.map((alias) => {
    const { address } = parseMailAddress(alias.address);
    if (seen.has(address.toLowerCase())) {
      throw new EngineError('validation', `The sender address ${address} is there twice.`, {
        field: 'aliases',
      });
    }
    seen.add(address.toLowerCase());
    return { address, name: alias.name === '' ? null : alias.name };
  });
}
