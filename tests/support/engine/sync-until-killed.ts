import { writeSync } from 'node:fs';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import { bigBooks, changeBigBooks } from '../ledger/big-books.ts';
import { coreConnector } from '../ledger/core-connector.ts';
import { synced } from '../ledger/synced-books.ts';
import { workspaceOfParent } from './child-workspace.ts';

/**
 * Reads the big books into a connection, again and again, and says a line before each page is asked for and after each
 * run. `rounds`: how often the books were changed before. `full`: everything is read each time, not only what changed.
 */
const [folder = '', home = '', connectionId = '', rounds = '0', mode = 'full'] = process.argv.slice(2);
const workspace = await workspaceOfParent(folder, { home, threads: true });
writeSync(1, 'open\n');
const connection = await requireConnection(workspace, connectionId);
const ledger = bigBooks();
for (let round = 0; round < Number(rounds); round += 1) changeBigBooks(ledger);
const connector: Connector = coreConnector(ledger, {
  pageSize: 40,
  beforePage: (page) => {
    writeSync(1, `page ${page}\n`);
  },
});
for (;;) {
  const { state: ended } = await synced(workspace, connection, connector, {
    mode: mode === 'full' ? 'full' : 'changes',
  });
  writeSync(1, `${ended}\n`);
}
