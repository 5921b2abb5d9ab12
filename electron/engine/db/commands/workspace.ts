import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from './command.ts';

export interface NewWorkspace {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly demo: boolean;
  /** Approved wording as shipped. */
  readonly templates: readonly {
    readonly stage: string;
    readonly language: string;
    readonly subject: string;
    readonly body: string;
  }[];
}

/** Writes the first rows of an empty workspace. */
export const createWorkspace: WriteCommand<NewWorkspace, null> = (db, input, context) => {
  if (db.prepare('SELECT 1 FROM workspace').get() !== undefined) {
    throw new EngineError('conflict', 'This workspace was set up already.');
  }
  db.prepare(
    'INSERT INTO workspace (id, name, currency, time_zone, demo, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(input.id, input.name, input.currency, input.timeZone, input.demo ? 1 : 0, context.now);
  const insert = db.prepare(
    `INSERT INTO template (id, stage, language, version, subject, body, shipped, approved_by, approved_at, created_at, created_by)
     VALUES (?, ?, ?, 1, ?, ?, 1, 'Duebook', ?, ?, 'Duebook')`,
  );
  for (const template of input.templates) {
    insert.run(
      context.newId(),
      template.stage,
      template.language,
      template.subject,
      template.body,
      context.now,
      context.now,
    );
  }
  return {
    output: null,
    entries: [
      {
        kind: 'workspace_created',
        account: null,
        payload: {
          summary: `Workspace ${input.name} created (${input.currency}, ${input.timeZone})`,
          name: input.name,
          currency: input.currency,
          timeZone: input.timeZone,
        },
      },
    ],
  };
};

/** Notes in the log how the key is kept from now on; the key itself is the business of the header file. */
export const recordProtection: WriteCommand<{ readonly kind: 'keyring' | 'passphrase' }, null> = (
  _db,
  input,
) => ({
  output: null,
  entries: [
    {
      kind: 'protection_changed',
      account: null,
      payload: {
        summary: `Protection changed to ${input.kind}; a new recovery code was issued`,
        protection: input.kind,
      },
    },
  ],
});

/** Notes in the log that this workspace came out of a backup. */
export const recordRestore: WriteCommand<{ readonly fileName: string; readonly backedUpAt: string }, null> = (
  _db,
  input,
) => ({
  output: null,
  entries: [
    {
      kind: 'workspace_restored',
      account: null,
      payload: {
        summary: `Restored from ${input.fileName}`,
        fileName: input.fileName,
        backedUpAt: input.backedUpAt,
      },
    },
  ],
});

/** Sets groups of settings; what is equal to what was there is no change. */
export const changeSettings: WriteCommand<{ readonly groups: Readonly<Record<string, unknown>> }, null> = (
  db,
  input,
) => {
  const read = db.prepare<[string], { json: string }>('SELECT json FROM setting WHERE key = ?');
  const write = db.prepare(
    'INSERT INTO setting (key, json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json',
  );
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const [key, value] of Object.entries(input.groups)) {
    const json = JSON.stringify(value);
    const before = read.get(key)?.json ?? null;
    if (before === json) continue;
    write.run(key, json);
    changed[key] = { before: before === null ? null : JSON.parse(before), after: value };
  }
  const names = Object.keys(changed);
  if (names.length === 0) return { output: null, unchanged: true };
  return {
    output: null,
    entries: [
      {
        kind: 'settings_changed',
        account: null,
        payload: { summary: `Settings changed: ${names.join(', ')}`, changed },
      },
    ],
  };
};
