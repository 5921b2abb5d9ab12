import { onTestFinished } from 'vitest';
import type { BooksFacts, ConnectionReport } from '../../../electron/engine/connectors/connector.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { CORE_SHAPE, type CoreOptions, coreConnector } from '../ledger/core-connector.ts';
import type { FakeLedger } from '../ledger/fake-ledger.ts';
import { type SampleBooks, sampleBooks } from '../ledger/sample-books.ts';
import { type LinkedEngine, linkedEngine } from './linked-engine.ts';

const PASSPHRASE = 'rain on the old harbour wall';
export const ACCESS = {
  kind: 'tryton',
  settings: { url: 'http://127.0.0.1:1', database: 'halden', user: 'duebook' },
  secrets: { password: 'correct horse' },
} as const;

export const REPORT: ConnectionReport = {
  ok: false,
  checks: [
    { step: 'login', ok: true, text: 'duebook is signed in.' },
    { step: 'read_only', ok: false, text: 'duebook could change the books.' },
  ],
  company: { name: 'Halden Instruments A/S', baseCurrency: 'EUR' },
};

export interface Bench extends LinkedEngine {
  readonly ledger: FakeLedger;
  readonly books: SampleBooks;
  /** What the connector is told to do from now on. */
  behave(options: CoreOptions): void;
  /** The password that the last connector was opened with. */
  password(): string | undefined;
  /** What the system says of its books from now on. */
  tell(facts: () => BooksFacts): void;
  readonly id: ConnectionId;
  read(mode?: 'changes' | 'full'): ReturnType<LinkedEngine['ended']>;
}

/** An engine on new books with one connection to the sample ledger, which is not read yet. */
export async function bench(): Promise<Bench> {
  const books = sampleBooks(CORE_SHAPE);
  let options: CoreOptions = {};
  let password: string | undefined;
  let facts: (() => BooksFacts) | null = null;
  const linked = await linkedEngine({
    connectors: {
      tryton: ({ secrets }) => {
        password = secrets.password;
        const connector = { ...coreConnector(books.ledger, options), test: async () => REPORT };
        const asked = facts;
        return asked === null ? connector : { ...connector, about: async () => asked() };
      },
    },
  });
  onTestFinished(() => linked.close());
  const { client, engine, home } = linked;
  await client.workspaces.create({
    name: 'Halden Instruments',
    currency: 'EUR' as never,
    timeZone: 'Europe/Berlin',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
    folderGrant: engine.files.offerOpenPath(`${home}/books`),
  });
  const { id } = await client.connections.add({ ...ACCESS, name: 'Head office' });
  return {
    ...linked,
    ledger: books.ledger,
    books,
    behave: (next) => {
      options = next;
    },
    password: () => password,
    tell: (next) => {
      facts = next;
    },
    id,
    read: async (mode = 'changes') => linked.ended((await client.connections.sync({ id, mode })).jobId),
  };
}

export const only = async ({ client }: Bench) => {
  const [connection] = await client.connections.list();
  if (connection === undefined) throw new Error('There is no connection.');
  return connection;
};

export const lastRun = async (test: Bench) => {
  const { runs } = await test.client.connections.runs({ id: test.id, limit: 1 });
  const [run] = runs;
  if (run === undefined) throw new Error('There is no run.');
  return run;
};
