import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { checkCopy } from '../../../electron/engine/db/copy.ts';
import { migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { draftList, draftRecord, waitingDrafts } from '../../../electron/engine/db/queries/drafts.ts';
import { mailboxes, secretValue } from '../../../electron/engine/db/queries/mailboxes.ts';
import { outboxList } from '../../../electron/engine/db/queries/outbox.ts';
import { verifyLog } from '../../../electron/engine/db/touchpoint-log/verify.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { MESSAGE_STATES } from '../../../shared/domain/outbox/message-states.ts';
import {
  createWorkspaceIn,
  MIGRATIONS,
  type TestWorkspace,
  temporaryFolder,
} from '../../support/workspace.ts';

const cell = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.object({ base64: z.base64() }).transform(({ base64 }) => Buffer.from(base64, 'base64')),
]);
const rowsByTable = z.record(z.string(), z.array(z.record(z.string(), cell)));

/** The rows of a workspace as that version wrote them, in its own tables. */
function workspaceOfVersion(version: number): TestWorkspace {
  const file = new URL(`../../golden/workspaces/version-${version}.json`, import.meta.url);
  const tables = rowsByTable.parse(JSON.parse(readFileSync(file, 'utf8')));
  const workspace = createWorkspaceIn(join(temporaryFolder(), 'workspace'));
  migrateWorkspace({ ...workspace, migrations: readMigrations(MIGRATIONS).slice(0, version) });
  const db = workspace.open('writer');
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = Object.keys(row);
      db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(...Object.values(row));
    }
  }
  return workspace;
}

function migrated(version: number): {
  readonly workspace: TestWorkspace;
  readonly db: Connection;
  readonly copy: string;
} {
  const workspace = workspaceOfVersion(version);
  const { copy } = migrateWorkspace({ ...workspace, migrations: readMigrations(MIGRATIONS) });
  return { workspace, db: workspace.open('reader'), copy: copy ?? '' };
}

describe('a workspace of version 1, from before mail was sent', () => {
  it('keeps its log whole and gets a checked copy of what it was', () => {
    const { workspace, db, copy } = migrated(1);
    const whole = { ok: true, entries: 10 };
    expect(verifyLog(db)).toMatchObject(whole);
    expect(checkCopy(copy, workspace.key)).toMatchObject({ userVersion: 1, log: whole });
  });

  it('keeps every draft in its state; one that waited for the mailbox still waits with the same bytes', () => {
    const { db } = migrated(1);
    const { drafts } = draftList(db, {
      states: ['draft', 'queued'],
      accountId: null,
      limit: 10,
      cursor: null,
    });
    expect(drafts.map(({ state, stage }) => [stage, state])).toEqual([
      ['statement', 'queued'],
      ['firm', 'draft'],
      ['friendly', 'draft'],
    ]);
    const [waiting, ...others] = waitingDrafts(db, { now: instant('2026-12-01T08:00:00.000Z'), limit: 10 });
    expect(others).toEqual([]);
    expect(waiting?.bytes.byteLength).toBeGreaterThan(1000);
    expect(Buffer.from(waiting?.bytes ?? []).toString('latin1')).toContain(
      `Message-ID: <${waiting?.messageId}>`,
    );
    const firm = drafts[1];
    expect(firm && draftRecord(db, { id: firm.id })).toMatchObject({
      seenInMailbox: null,
      senderAddress: null,
    });
  });

  it('logs in to its mailbox as before, with the limits that a new one has, and nothing in the outbox', () => {
    const { db } = migrated(1);
    const [mailbox, ...others] = mailboxes(db);
    expect(others).toEqual([]);
    expect(mailbox).toMatchObject({
      address: 'ines@halden.example',
      user: 'ines',
      provider: 'other',
      login: 'password',
      perMinute: 20,
      perDay: 400,
      savesSent: null,
      pauseReason: null,
    });
    expect(secretValue(db, { key: mailbox?.secretName ?? '' })).toBe('a password');
    const query = { states: MESSAGE_STATES, accountId: null, settledSince: null, limit: 10, cursor: null };
    expect(outboxList(db, query)).toMatchObject({ messages: [], total: 0 });
  });
});
