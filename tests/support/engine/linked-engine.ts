import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Timing } from '../../../electron/engine/connectors/http/timing.ts';
import type { ConnectorCreators } from '../../../electron/engine/services/connections/open-connector.ts';
import { composeEngine, type Engine } from '../../../electron/hosts/compose.ts';
import { type ShellPort, serveShell } from '../../../electron/hosts/utility/shell-link.ts';
import type { Job } from '../../../shared/contract/app.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { asWindowPort } from '../window-port.ts';
import { MIGRATIONS } from '../workspace.ts';
import { DATABASE_THREAD, RESOURCES } from './engine-workspace.ts';

/** The engine as a window has it: whole, behind a message port, on a profile folder of its own. */
export interface LinkedEngine {
  readonly engine: Engine;
  readonly client: EngineClient;
  readonly home: string;
  /** Resolves with the job once it has ended. */
  ended(id: Job['id']): Promise<Job>;
  close(): Promise<void>;
}

/** Starts an engine on `home`, or on a new folder that is removed with it. */
export async function linkedEngine(
  options: {
    readonly home?: string;
    readonly demo?: boolean;
    readonly connectors?: ConnectorCreators;
    readonly timing?: Timing;
  } = {},
): Promise<LinkedEngine> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'duebook-linked-')));
  const engine = await composeEngine({
    home,
    hostKind: 'electron',
    version: '0.0.0',
    workerEntry: DATABASE_THREAD,
    migrations: MIGRATIONS,
    resources: RESOURCES,
    ...(options.connectors === undefined ? {} : { connectors: options.connectors }),
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  });
  const shell = new EventEmitter();
  const line: ShellPort = {
    on: (_event, listener) => shell.on('to engine', listener),
    postMessage: () => undefined,
  };
  serveShell(line, engine, () => undefined);
  const { port1, port2 } = new MessageChannel();
  shell.emit('to engine', { data: { kind: 'connect' }, ports: [asWindowPort(port2)] });
  const client: EngineClient = createORPCClient(new RPCLink({ port: port1 }));
  port1.start();
  if (options.demo === true) await client.workspaces.openDemo();
  return {
    engine,
    client,
    home,
    ended: (id) => jobEnded(engine, id),
    async close() {
      port1.close();
      await engine.close();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

async function jobEnded({ context }: Engine, id: Job['id']): Promise<Job> {
  const stop = new AbortController();
  const events = context.hub.subscribe(stop.signal);
  try {
    for (;;) {
      const job = context.jobs.get(id);
      if (job === undefined) throw new Error(`There is no job ${id}.`);
      if (job.state !== 'running') return job;
      await events.next();
    }
  } finally {
    stop.abort();
  }
}
