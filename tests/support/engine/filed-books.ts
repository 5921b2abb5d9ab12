import { onTestFinished } from 'vitest';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { Job } from '../../../shared/contract/app.ts';
import type { AccountId, ConnectionId, DocumentId, JobId } from '../../../shared/domain/ids.ts';
import { CORE_SHAPE, coreConnector } from '../ledger/core-connector.ts';
import { type CoreFiles, coreFiles } from '../ledger/core-files.ts';
import { type SampleBooks, sampleBooks } from '../ledger/sample-books.ts';
import { type LinkedEngine, linkedEngine } from './linked-engine.ts';

/** An engine whose books were read from an accounting system that has files of its invoices. */
export interface FiledBooks extends LinkedEngine {
  readonly books: SampleBooks;
  readonly files: CoreFiles;
  readonly connectionId: ConnectionId;
  /** The account of the customer Halden. */
  readonly accountId: AccountId;
  workspace(): OpenWorkspace;
  documentId(number: string): Promise<DocumentId>;
  /** The end of the job that this starts. */
  run(started: Promise<{ readonly jobId: JobId }>): Promise<Job>;
}

export async function filedBooks(): Promise<FiledBooks> {
  const books = sampleBooks(CORE_SHAPE);
  const files = coreFiles(books.ledger);
  const linked = await linkedEngine({
    connectors: {
      tryton: () => ({ ...coreConnector(books.ledger, { capabilities: { documents: true } }), files }),
      netsuite: () => {
        throw connectorFailure('network_down', 'Nobody asks this one.');
      },
    },
  });
  onTestFinished(() => linked.close());
  const { client, engine, home } = linked;
  await client.workspaces.create({
    name: 'Halden Instruments',
    currency: 'EUR' as never,
    timeZone: 'Europe/Berlin',
    protection: { kind: 'passphrase', passphrase: 'rain on the old harbour wall' },
    folderGrant: engine.files.offerOpenPath(`${home}/books`),
  });
  const { id: connectionId } = await client.connections.add({
    kind: 'tryton',
    name: 'Head office',
    settings: { url: 'http://127.0.0.1:1', database: 'halden', user: 'duebook' },
    secrets: { password: 'correct horse' },
  });
  const read = await linked.ended((await client.connections.sync({ id: connectionId, mode: 'full' })).jobId);
  if (read.state !== 'done') throw new Error(`The books were not read: ${JSON.stringify(read.error)}`);
  const [found] = await client.accounts.search({ text: 'Halden' });
  if (found === undefined) throw new Error('The account is missing.');
  return {
    ...linked,
    books,
    files,
    connectionId,
    accountId: found.id,
    workspace: () => engine.context.session.workspace(),
    async documentId(number) {
      const { documents } = await client.accounts.get({ id: found.id });
      const document = documents.find((one) => one.number === number);
      if (document === undefined) throw new Error(`The account has no ${number}.`);
      return document.id;
    },
    run: async (started) => linked.ended((await started).jobId),
  };
}
