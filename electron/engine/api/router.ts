import { accounts } from './accounts.ts';
import { app } from './app.ts';
import { api } from './base.ts';
import { calls } from './calls.ts';
import { cash } from './cash.ts';
import { connections } from './connections.ts';
import { disputes } from './disputes.ts';
import { drafts } from './drafts.ts';
import { exports } from './exports.ts';
import { handoffs } from './handoffs.ts';
import { holds } from './holds.ts';
import { imports } from './imports.ts';
import { invoiceFiles } from './invoice-files.ts';
import { log } from './log.ts';
import { mailboxes } from './mailboxes.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { promises } from './promises.ts';
import { settings } from './settings.ts';
import { takeover } from './takeover.ts';
import { templates } from './templates.ts';
import { today } from './today.ts';
import { webhook } from './webhook.ts';
import { worklist } from './worklist.ts';
import { workspaces } from './workspaces.ts';

/** The whole contract, implemented. */
export const router = api.router({
  app,
  workspaces,
  imports,
  worklist,
  today,
  accounts,
  promises,
  disputes,
  holds,
  calls,
  drafts,
  outbox,
  templates,
  mailboxes,
  connections,
  cash,
  invoiceFiles,
  exports,
  webhook,
  people,
  handoffs,
  takeover,
  log,
  settings,
});
