import type { ConnectionSignInStarted } from '../../../../shared/contract/connection-sign-in.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import {
  awaitConnectionSignIn,
  cancelConnectionSignIn,
  chooseSignInBooks,
  pasteSignInAddress,
  startConnectionSignIn,
} from '../../../engine/services/connections/connection-sign-ins.ts';
import { requireConnection } from '../../../engine/services/connections/connections-service.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../context.ts';
import { readInputLine } from '../files/input-line.ts';
import { withWorkspace } from '../workspace.ts';
import { printed } from './connection.ts';

const USAGE = 'connection sign-in NAME [--paste] [--books ID-OR-NAME]';

/**
 * Signs in to the system of a connection in the browser: prints the address to open and waits. With `--paste` the address
 * that the browser ends at is read from stdin; it holds a code, so it is no argument.
 */
export const connectionSignIn: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: { paste: 'switch', books: 'optional' },
  run: (context, flags, { NAME }) =>
    withWorkspace(context, 'write', async (workspace, { logger }) => {
      const connection = await requireConnection(workspace, NAME);
      const { timing, limiters } = syncSurroundings(logger);
      const signal = context.cancellation();
      const platform = { timing, limiters, onCost: () => {} };
      const started = await startConnectionSignIn(workspace, connection, platform);
      const stop = () => cancelConnectionSignIn(workspace, started.id);
      signal.addEventListener('abort', stop, { once: true });
      try {
        tell(context, started, flags.paste);
        if (flags.paste) await paste(workspace, started, signal);
        const text = await finished(workspace, started, flags.books);
        const signedIn = await requireConnection(workspace, connection.id);
        return {
          json: { connection: printed(signedIn), company: signedIn.company },
          text: () => `${text} Read them: sync --connection "${signedIn.name}"`,
        };
      } finally {
        stop();
        signal.removeEventListener('abort', stop);
      }
    }),
});

function tell(
  { narrator, options }: CommandContext,
  started: ConnectionSignInStarted,
  pastes: boolean,
): void {
  if (options.quiet) {
    throw new UsageError('Leave --quiet away: the address to open has to be shown.', USAGE);
  }
  if (started.back !== 'here' && !pastes) {
    throw new UsageError(
      `The browser will not come back by itself: it ends at ${started.redirectUri}. Say --paste, and paste that address when it is asked for.`,
      USAGE,
    );
  }
  narrator.note('Open this address in your browser and sign in there:');
  narrator.note(started.url);
  narrator.note(
    pastes
      ? 'Then paste the whole address that the browser ends at, and press Enter:'
      : 'Waiting for you to sign in; this ends by itself after five minutes.',
  );
}

/** Whatever ends the sign-in ends the reading, too. */
async function paste(
  workspace: OpenWorkspace,
  { id }: ConnectionSignInStarted,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const ended = awaitConnectionSignIn(workspace, id).finally(() => over.abort());
  ended.catch(() => undefined);
  const address = await readInputLine(AbortSignal.any([signal, over.signal]));
  if (address !== null) pasteSignInAddress(workspace, id, address);
}

/** Waits for the end, and keeps the books that were named where there are several. Returns what to say. */
async function finished(
  workspace: OpenWorkspace,
  { id }: ConnectionSignInStarted,
  books: string | null,
): Promise<string> {
  const { state, text, books: several } = await awaitConnectionSignIn(workspace, id);
  if (state === 'done') return text;
  if (state !== 'choose') throw new EngineError(state === 'failed' ? 'connector_auth' : 'cancelled', text);
  if (books === null) {
    const names = several.map(({ id: number, name }) => `"${name}" (${number})`).join(', ');
    throw new EngineError(
      'validation',
      `The sign-in opens several books: ${names}. Sign in again and name one with --books. Nothing was kept.`,
      { field: 'books', books: several },
    );
  }
  const { company } = await chooseSignInBooks(workspace, id, books);
  return `Signed in: the books of ${company ?? books}.`;
}
