import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { EngineClient } from '../../shared/contract/index.ts';
import { portChannel, sessionStart, socketChannel } from './channel.ts';
import { type Connection, createConnection } from './connection.ts';
import { bridge, type PickedFile } from './host.ts';
import { startFileIn } from './start-file.ts';

/** Query and mutation options of the whole contract: `engine.worklist.page.queryOptions({ input })`. */
export type EngineQueries = ReturnType<typeof createTanstackQueryUtils<EngineClient>>;

export interface Engine {
  readonly client: EngineClient;
  readonly queries: EngineQueries;
  readonly connection: Connection;
  /** The file that the application was started with, to be imported next; null when there is none. */
  readonly startFile: Promise<PickedFile | null>;
}

/** Connects this window to its engine, whichever host it runs in. */
export function connectEngine(page: Window): Engine {
  const electron = bridge();
  if (electron) {
    const startFile = electron.startFile().catch(() => null);
    return engineOver(
      createConnection(async () => {}, portChannel(electron)),
      startFile,
    );
  }
  // The exchange of the token clears the fragment, so the file is read out of it first.
  const startFile = Promise.resolve(startFileIn(page.location.hash));
  const connection = createConnection(sessionStart(page), socketChannel(page.location.origin));
  return engineOver(connection, startFile);
}

export function engineOver(
  connection: Connection,
  startFile: Promise<PickedFile | null> = Promise.resolve(null),
): Engine {
  const client: EngineClient = createORPCClient(connection.link);
  return { client, queries: createTanstackQueryUtils(client), connection, startFile };
}
