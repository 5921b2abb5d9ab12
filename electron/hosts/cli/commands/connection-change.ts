import { signsInByBrowser } from '../../../../shared/domain/connections/connection-fields.ts';
import { countTest } from '../../../engine/services/connections/connection-tests.ts';
import { settingsOf } from '../../../engine/services/connections/connection-values.ts';
import {
  changeConnection,
  requireConnection,
  tryConnection,
} from '../../../engine/services/connections/connections-service.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { withWorkspace } from '../workspace.ts';
import { printed, reportText } from './connection.ts';
import { givenSecrets, givenSettings } from './connection-values.ts';

const USAGE = 'connection change NAME [--set key=value]… [--secret key=ENVNAME]… [--untested]';

/**
 * Changes how a system is reached: what is not named stays. The new values are tried first, and only kept when they work;
 * not where somebody has to sign in in the browser with them before anything can be tried.
 */
export const connectionChange: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: { set: 'repeated', secret: 'repeated', untested: 'switch' },
  run: (context, flags, { NAME }) => {
    if (flags.set.length + flags.secret.length === 0) {
      throw new UsageError('Say what changes, with --set or --secret.', USAGE);
    }
    return withWorkspace(context, 'write', async (workspace, { logger }) => {
      const before = await requireConnection(workspace, NAME);
      const { id, kind } = before;
      const settings = { ...settingsOf(before).entered, ...givenSettings(context, flags.set, kind) };
      const secrets = givenSecrets(context, flags.secret);
      const signsIn = signsInByBrowser(kind, settings);
      if (!flags.untested && !signsIn) {
        const input = { kind, settings, secrets, kept: before };
        const surroundings = syncSurroundings(logger);
        const report = await tryConnection(workspace, input, surroundings, context.cancellation());
        await countTest(workspace, id, report);
        const { ok, checks, company } = report;
        if (!ok) {
          return {
            json: { changed: false, ok, checks, company, connection: printed(before) },
            text: () => `${reportText(before.name, report)}\nNothing was changed.`,
            status: 1,
          };
        }
      }
      const changed = await changeConnection(workspace, id, { settings, secrets });
      return {
        json: { changed: true, connection: printed(changed) },
        text: () =>
          signsIn && changed.status === 'reconnect'
            ? `"${changed.name}" was changed. Now sign in: connection sign-in "${changed.name}"`
            : `"${changed.name}" was changed.`,
      };
    });
  },
});
