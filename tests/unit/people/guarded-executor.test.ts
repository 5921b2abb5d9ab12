import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../../electron/engine/db/commands/index.ts';
import { type MaintenanceName, maintenance } from '../../../electron/engine/db/commands/maintenance.ts';
import type { Executor } from '../../../electron/engine/db/executor.ts';
import { guardedExecutor } from '../../../electron/engine/services/people/guarded-executor.ts';
import type { PersonRole } from '../../../shared/domain/people/types.ts';
import { CONTEXT } from '../../support/workspace.ts';

const COMMANDS = Object.keys(commands) as CommandName[];
const MAINTENANCE = Object.keys(maintenance) as MaintenanceName[];

/** The writes that get through to the database for a role, of all that there are. */
async function passed(role: PersonRole | null): Promise<readonly string[]> {
  const reached: string[] = [];
  const reach = async (name: string) => {
    reached.push(name);
    return null as never;
  };
  const inner: Executor = { read: reach, write: reach, maintain: reach, close: async () => {} };
  const person = () => (role === null ? null : { name: 'Uma Reyes', role });
  const db = guardedExecutor(inner, { person });
  const refusals: unknown[] = [];
  const note = (error: unknown) => refusals.push(error);
  for (const name of COMMANDS) await db.write(name, null as never, CONTEXT).catch(note);
  for (const name of MAINTENANCE) await db.maintain(name, null as never, CONTEXT).catch(note);
  for (const error of refusals) expect(error).toMatchObject({ code: 'policy_blocked', details: { role } });
  expect(reached.length + refusals.length).toBe(COMMANDS.length + MAINTENANCE.length);
  return reached;
}

const everything = [...COMMANDS, ...MAINTENANCE];

describe('of all writes that there are', () => {
  it.each([null, 'specialist', 'supervisor'] as const)('everything gets through for %s', async (role) => {
    expect(await passed(role)).toEqual(everything);
  });

  it('a backup is refused what outlasts the time, and nothing else', async () => {
    const allowed = new Set(await passed('backup'));
    expect(everything.filter((name) => !allowed.has(name))).toEqual([
      ...['recordProtection', 'changeSettings', 'importBatch', 'undoImport', 'closeGone', 'reopenGone'],
      ...['saveMapping', 'addConnection', 'changeConnection', 'removeConnection', 'connectionSignedIn'],
      ...['setWriteBack', 'setWebhook', 'turnOffWebhook', 'resumeWebhook', 'saveTemplate', 'approveTemplate'],
      ...['stageRecords', 'keepMissing'],
    ]);
  });

  it('for an auditor only facts get through that the program notes by itself, and exports', async () => {
    expect(await passed('auditor')).toEqual([
      ...['createWorkspace', 'recordRestore', 'noteWrittenBack', 'tellSyncChanges', 'recordCrmExport'],
      ...['recordWorkspaceExport', 'pauseWebhook', 'decidePromises', 'requireReconnect', 'recordSentProbe'],
      ...['recordDraftSaved', 'draftChangedInMailbox', 'draftRemovedInMailbox', 'draftSentInMailbox'],
      ...['draftTakenFromMailbox', 'keepBack', 'recordSent', 'recordRejected', 'recordUnknown'],
      ...['foundInSentLater', 'dropStage', 'dropStaleStages', 'settleSyncRun', 'settleFolderRun'],
      ...['ageSummaries', 'draftAppendFailed', 'draftMovedInMailbox', 'messageWaits', 'requeueChecking'],
      ...['lookedIntoSent', 'sentCopyState', 'mendTimesAhead', 'mailboxSavesSent', 'recordMailboxCheck'],
      ...['recordConnectionCheck', 'recordBooksFacts', 'countUsage', 'keepFileListing', 'webhookDelivered'],
      ...['webhookWaits', 'setSecret', 'removeSecret'],
    ]);
  });
});

it('reads are free for everybody, and closing is passed on', async () => {
  const reached: string[] = [];
  const inner: Executor = {
    read: async (name) => {
      reached.push(name);
      return null as never;
    },
    write: () => Promise.reject(new Error('no write')),
    maintain: () => Promise.reject(new Error('no write')),
    close: async () => {
      reached.push('closed');
    },
  };
  const db = guardedExecutor(inner, { person: () => ({ name: 'Uma Reyes', role: 'auditor' }) });
  await db.read('workspace', null);
  await db.close();
  expect(reached).toEqual(['workspace', 'closed']);
});
