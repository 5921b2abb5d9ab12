import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { EngineClient } from '../../shared/contract/index.ts';
import { portChannel, socketChannel, startSession } from './channel.ts';
import { type Connection, createConnection } from './connection.ts';
import { bridge } from './host.ts';

/** Query and mutation options of the whole contract: `engine.worklist.page.queryOptions({ input })`. */
export type EngineQueries = ReturnType<typeof createTanstackQueryUtils<EngineClient>>;

export interface Engine {
  readonly client: EngineClient;
  readonly queries: EngineQueries;
  readonly connection: Connection;
}

/** Connects this window to its engine, whichever host it runs in. */
export function connectEngine(page: Window): Engine {
  const electron = bridge();
  const connection = electron
    ? createConnection(async () => {}, portChannel(electron))
    : createConnection(() => startSession(page), socketChannel(page.location.origin));
  return engineOver(connection);
}

export function engineOver(connection: Connection): Engine {
  const client: EngineClient = createORPCClient(connection.link);
  return { client, queries: createTanstackQueryUtils(client), connection };
}
