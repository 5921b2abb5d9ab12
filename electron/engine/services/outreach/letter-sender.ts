import type { Settings } from '../../../../shared/contract/settings.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * The settings with the sender filled in from the first mailbox where nobody has entered one: whoever set a mailbox
 * up has said by what name and address they write. An address of the company goes before that of the mailbox.
 */
export async function signedSettings(workspace: OpenWorkspace, settings: Settings): Promise<Settings> {
  const [mailbox] = await workspace.db.read('mailboxes', null);
  if (mailbox === undefined) return settings;
  const { sender, company } = settings;
  const address = company.email === '' ? mailbox.address : '';
  return {
    ...settings,
    sender: {
      ...sender,
      name: sender.name || (mailbox.displayName ?? ''),
      email: sender.email || address,
    },
  };
}
