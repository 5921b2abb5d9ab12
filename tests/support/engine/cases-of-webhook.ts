import type { WebhookSettings } from '../../../electron/engine/db/commands/webhook.ts';
import type { CommandCases } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';

/** A webhook that tells of notes and calls; nothing answers at its address. */
export const WEBHOOK: WebhookSettings = {
  url: 'https://crm.halden.example/hooks/duebook',
  kinds: ['note', 'call'],
  withText: false,
  privateAllowed: false,
  secretName: 'webhook:1',
};

async function turnedOn({ workspace }: EngineTest): Promise<void> {
  await workspace.db.write('setWebhook', WEBHOOK, workspace.context());
}

async function paused(engine: EngineTest): Promise<void> {
  await turnedOn(engine);
  const { workspace } = engine;
  await workspace.db.write('pauseWebhook', { reason: 'It was refused.' }, workspace.context());
}

export const CASES_OF_WEBHOOK = {
  recordWorkspaceExport: {
    prepare: async () => ({ files: 51, sha256: 'ab'.repeat(32), head: { seq: 1, hash: 'cd'.repeat(32) } }),
    kind: 'workspace_exported',
    onAccount: false,
    again: 'another',
    refused: null,
  },
  recordCrmExport: {
    prepare: async () => ({
      system: 'hubspot',
      subject: 'touchpoints',
      activities: ['calls'],
      rows: 3,
      from: null,
      to: null,
      upTo: 12,
      files: ['hubspot-calls-2026-06-01.csv'],
    }),
    kind: 'crm_exported',
    onAccount: false,
    again: 'another',
    refused: null,
  },
  setWebhook: {
    prepare: async () => WEBHOOK,
    kind: 'webhook_set',
    onAccount: false,
    again: 'unchanged',
    refused: (input) => ({ ...input, kinds: [] }),
  },
  turnOffWebhook: {
    prepare: async (engine) => {
      await turnedOn(engine);
      return null;
    },
    kind: 'webhook_off',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  pauseWebhook: {
    prepare: async (engine) => {
      await turnedOn(engine);
      return { reason: 'crm.halden.example did not accept it (401).' };
    },
    kind: 'webhook_paused',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  resumeWebhook: {
    prepare: async (engine) => {
      await paused(engine);
      return { skip: false };
    },
    kind: 'webhook_resumed',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
} satisfies Partial<CommandCases>;
