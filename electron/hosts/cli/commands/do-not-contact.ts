import { textSchema } from '../../../../shared/contract/primitives.ts';
import { CONTACT_CHANNELS } from '../../../../shared/domain/holds/types.ts';
import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { choiceValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

/** Keeps the wish of an account, or of one of its contacts, not to be contacted. */
export const dncSet: Command = defineCommand({
  parameters: {},
  flags: { account: 'required', channel: 'optional', contact: 'optional', reason: 'required' },
  run: (context, flags) => {
    const channel = flags.channel === null ? 'all' : choiceValue('channel', flags.channel, CONTACT_CHANNELS);
    const reason = schemaValue(textSchema(500), flags.reason, '--reason');
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const contactId = await contactOf(workspace, accountId, flags.contact);
      const { output, entries } = await workspace.db.write(
        'setDoNotContact',
        { accountId, contactId, channel, reason },
        workspace.context(),
      );
      return {
        json: {
          hold: {
            id: output.id,
            scope: contactId === null ? 'account' : 'contact',
            channel,
            reason,
            until: null,
          },
          seq: entries[0]?.seq,
        },
        text: () => `Not to be contacted: ${channel === 'all' ? 'in any way' : `by ${channel}`}.`,
      };
    });
  },
});

/** Takes the wish back. */
export const dncLift: Command = defineCommand({
  parameters: {},
  flags: { account: 'required', channel: 'optional', contact: 'optional' },
  run: (context, flags) => {
    const channel = flags.channel === null ? null : choiceValue('channel', flags.channel, CONTACT_CHANNELS);
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const contactId = await contactOf(workspace, accountId, flags.contact);
      const standing = (await workspace.db.read('doNotContactList', { accountId })).filter(
        (one) => one.contactId === contactId && (channel === null || one.channel === channel),
      );
      const lifted: string[] = [];
      for (const { id } of standing) {
        await workspace.db.write('liftDoNotContact', { id, reason: '' }, workspace.context());
        lifted.push(id);
      }
      return {
        json: { lifted },
        text: () =>
          lifted.length === 0 ? 'Nothing stood against contacting them.' : 'May be contacted again.',
      };
    });
  },
});

async function contactOf(
  workspace: OpenWorkspace,
  accountId: AccountId,
  address: string | null,
): Promise<ContactId | null> {
  if (address === null) return null;
  const contacts = await workspace.db.read('accountContacts', accountId);
  const wanted = address.trim().toLowerCase();
  const contact = contacts.find(({ id, email }) => id === address || email?.toLowerCase() === wanted);
  if (contact === undefined) {
    throw new EngineError('not_found', `The account has no contact with the address "${address}".`, {
      address,
    });
  }
  return contact.id;
}
