import type { ContractRouterClient } from '@orpc/contract';
import { accountsContract } from './accounts.ts';
import { appContract } from './app.ts';
import { callsContract } from './calls.ts';
import { cashContract } from './cash.ts';
import { connectionsContract } from './connection-procedures.ts';
import { disputesContract } from './disputes.ts';
import { draftsContract } from './drafts.ts';
import { exportsContract } from './exports.ts';
import { handoffsContract } from './handoffs.ts';
import { holdsContract } from './holds.ts';
import { importsContract } from './import-procedures.ts';
import { invoiceFilesContract } from './invoice-files.ts';
import { logContract } from './log.ts';
import { mailboxesContract } from './mailbox-procedures.ts';
import { outboxContract } from './outbox.ts';
import { peopleContract } from './people.ts';
import { promisesContract } from './promises.ts';
import { settingsContract } from './settings.ts';
import { takeoverContract } from './takeover.ts';
import { templatesContract } from './templates.ts';
import { todayContract } from './today.ts';
import { webhookContract } from './webhook.ts';
import { worklistContract } from './worklist.ts';
import { workspacesContract } from './workspaces.ts';

/** Everything that crosses between the window and the engine. */
export const contract = {
  app: appContract,
  workspaces: workspacesContract,
  imports: importsContract,
  worklist: worklistContract,
  today: todayContract,
  accounts: accountsContract,
  promises: promisesContract,
  disputes: disputesContract,
  holds: holdsContract,
  calls: callsContract,
  drafts: draftsContract,
  outbox: outboxContract,
  templates: templatesContract,
  mailboxes: mailboxesContract,
  connections: connectionsContract,
  cash: cashContract,
  invoiceFiles: invoiceFilesContract,
  exports: exportsContract,
  webhook: webhookContract,
  people: peopleContract,
  takeover: takeoverContract,
  handoffs: handoffsContract,
  log: logContract,
  settings: settingsContract,
};

export type EngineClient = ContractRouterClient<typeof contract>;
