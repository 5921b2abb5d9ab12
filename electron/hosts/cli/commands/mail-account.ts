import { type MailboxView, mailboxInputSchema } from '../../../../shared/contract/mailboxes.ts';
import { PROVIDER_PRESETS } from '../../../../shared/domain/mailboxes/provider-presets.ts';
import type { MailboxRow } from '../../../engine/db/queries/mailboxes.ts';
import { mailUrl } from '../../../engine/mail/account/mail-endpoint.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import {
  addMailbox,
  listMailboxes,
  removeMailbox,
  requireMailbox,
} from '../../../engine/services/mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { readInputText } from '../files/input-file.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const USAGE =
  'mail account add --address A (--imap URL [--smtp URL] --user U | --provider P) --secret password=ENVNAME';
const LARGEST_CERTIFICATE = 1024 * 1024;

/** Sets a mailbox up. The password comes from an environment variable, never from the command line. */
export const mailAccountAdd: Command = defineCommand({
  parameters: {},
  flags: {
    address: 'required',
    imap: 'optional',
    smtp: 'optional',
    user: 'optional',
    provider: 'optional',
    secret: 'required',
    ca: 'optional',
    name: 'optional',
  },
  run: async (context, flags) => {
    const input = schemaValue(
      mailboxInputSchema,
      {
        address: flags.address,
        displayName: flags.name,
        ...serversFrom(flags),
        password: passwordFrom(context, flags.secret),
        certificateAuthority: flags.ca === null ? null : await certificateFrom(context, flags.ca),
      },
      'The mailbox',
    );
    return withWorkspace(context, 'write', async (workspace) => {
      const account = await addMailbox(workspace, input);
      return { json: { account }, text: () => `${account.address} is set up. Try it: mail account test` };
    });
  },
});

/** The servers as they were named, else those of the provider. Throws a usage error when neither says one. */
function serversFrom(flags: {
  readonly imap: string | null;
  readonly smtp: string | null;
  readonly provider: string | null;
  readonly user: string | null;
  readonly address: string;
}) {
  if (flags.provider === null) {
    if (flags.imap === null) throw new UsageError('Name the server: --imap URL, or --provider P.', USAGE);
    if (flags.user === null) throw new UsageError('Name the user: --user U.', USAGE);
    return { imapUrl: flags.imap, smtpUrl: flags.smtp, user: flags.user };
  }
  const preset = PROVIDER_PRESETS.find(({ id }) => id === flags.provider);
  if (preset === undefined) {
    const known = PROVIDER_PRESETS.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no provider "${oneLine(flags.provider)}". Known are ${known}.`, USAGE);
  }
  return {
    imapUrl: flags.imap ?? mailUrl({ protocol: 'imap', ...preset.imap }),
    smtpUrl: flags.smtp ?? mailUrl({ protocol: 'smtp', ...preset.smtp }),
    user: flags.user ?? flags.address,
    provider: preset.id,
  };
}

/** The mailboxes of the workspace, without their passwords. */
export const mailAccountList: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'read', async (workspace) => {
      const accounts = await listMailboxes(workspace);
      return { json: { accounts }, text: () => accountsText(accounts) };
    }),
});

/** Takes a mailbox and its password away. */
export const mailAccountRemove: Command = defineCommand({
  parameters: { ADDRESS: 'optional' },
  flags: { address: 'optional' },
  run: (context, flags, { ADDRESS }) => {
    const wanted = ADDRESS ?? flags.address;
    if (wanted === null) throw new UsageError('Name the mailbox to remove.', 'mail account remove ADDRESS');
    return withWorkspace(context, 'write', async (workspace) => {
      const { id, address } = await requireMailbox(workspace, wanted);
      const removed = await removeMailbox(workspace, id);
      return { json: { removed, account: { id, address } }, text: () => `${address} was removed.` };
    });
  },
});

/** The mailbox that was named, else the only one. Throws `not_found`, `validation` when there are several. */
export async function chosenMailbox(workspace: OpenWorkspace, wanted: string | null): Promise<MailboxRow> {
  if (wanted !== null) return requireMailbox(workspace, wanted);
  const [only, ...others] = await requireAnyMailbox(workspace);
  if (others.length === 0) return only;
  const addresses = [only, ...others].map((row) => row.address);
  throw new EngineError('validation', `There are several mailboxes: ${addresses.join(', ')}. Name one.`, {
    addresses,
  });
}

/** All mailboxes in the order in which they were added; throws `not_found` when there is none. */
export async function requireAnyMailbox(
  workspace: OpenWorkspace,
): Promise<readonly [MailboxRow, ...MailboxRow[]]> {
  const [first, ...others] = await workspace.db.read('mailboxes', null);
  if (first !== undefined) return [first, ...others];
  throw new EngineError('not_found', 'No mailbox is set up yet. Add one with "mail account add".');
}

function passwordFrom({ env }: CommandContext, secret: string): string {
  const { name, variable = '' } = /^(?<name>[^=]*)=(?<variable>.+)$/.exec(secret)?.groups ?? {};
  if (name !== 'password') {
    throw new EngineError(
      'validation',
      'Write --secret password=NAME with the name of the environment variable that holds the password.',
      { field: 'secret' },
    );
  }
  const password = env[variable];
  if (password !== undefined && password !== '') return password;
  throw new EngineError(
    'validation',
    'The environment variable that --secret names is not set. Give the name of a variable, not the password.',
    { field: 'secret' },
  );
}

async function certificateFrom(context: CommandContext, file: string): Promise<string> {
  const path = pathFrom(context, file);
  const pem = await readInputText(path, LARGEST_CERTIFICATE);
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new EngineError('bad_file', `${path} holds no certificate in PEM form (BEGIN CERTIFICATE).`, {
    file: path,
  });
}

function accountsText(accounts: readonly MailboxView[]): string {
  if (accounts.length === 0) return 'No mailbox is set up yet.';
  const server = (endpoint: MailboxView['smtp']) =>
    endpoint === null ? '' : `${endpoint.host}:${endpoint.port} (${endpoint.security})`;
  return textTable<MailboxView>(
    [
      { header: 'Address', value: (row) => row.address },
      { header: 'User', value: (row) => row.user },
      { header: 'IMAP', value: (row) => server(row.imap) },
      { header: 'SMTP', value: (row) => server(row.smtp) },
      { header: 'Password', value: (row) => (row.hasSecret ? 'kept' : 'missing') },
    ],
    accounts,
  );
}
