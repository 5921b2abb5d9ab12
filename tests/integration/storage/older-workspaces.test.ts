import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { checkCopy } from '../../../electron/engine/db/copy.ts';
import { migrateWorkspace, readMigrations } from '../../../electron/engine/db/migrate.ts';
import { connections } from '../../../electron/engine/db/queries/connections.ts';
import { draftList, draftRecord, waitingDrafts } from '../../../electron/engine/db/queries/drafts.ts';
import { mailboxes, secretValue } from '../../../electron/engine/db/queries/mailboxes.ts';
import { outboxBytes, outboxList } from '../../../electron/engine/db/queries/outbox.ts';
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

type Tables = z.infer<typeof rowsByTable>;

function tablesOfVersion(version: number): Tables {
  const file = new URL(`../../golden/workspaces/version-${version}.json`, import.meta.url);
  return rowsByTable.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The rows of a workspace as that version wrote them, in its own tables. */
function workspaceOfVersion(version: number): TestWorkspace {
  const tables = tablesOfVersion(version);
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

describe.each([1, 2])('a workspace of version %i', (version) => {
  it('keeps every value of every row in every table, but that the overdue is worked out anew', () => {
    const { db } = migrated(version);
    for (const [table, before] of Object.entries(tablesOfVersion(version))) {
      const rows = table === 'workspace' ? before.map((row) => ({ ...row, aged_on: null })) : before;
      const columns = Object.keys(rows[0] ?? {});
      const there = db
        .prepare<[], Tables[string][number]>(`SELECT ${columns.join(', ')} FROM ${table}`)
        .all();
      expect(sorted(there), table).toEqual(sorted(rows));
    }
  });

  it('has no connection to an accounting system, and its books are those of files', () => {
    const { db } = migrated(version);
    expect(connections(db, null)).toEqual([]);
    expect(db.prepare('SELECT DISTINCT ledger_id FROM account').pluck().all()).toEqual(['files']);
    expect(db.prepare('SELECT COUNT(*) FROM document WHERE source_id IS NOT NULL').pluck().get()).toBe(0);
  });
});

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

describe('a workspace of version 2, from before accounting systems were read', () => {
  const ALL = { states: MESSAGE_STATES, accountId: null, settledSince: null, limit: 50, cursor: null };

  it('keeps its log whole and gets a checked copy of what it was', () => {
    const { workspace, db, copy } = migrated(2);
    const whole = { ok: true, entries: tablesOfVersion(2).touchpoint?.length };
    expect(verifyLog(db)).toMatchObject(whole);
    expect(checkCopy(copy, workspace.key)).toMatchObject({ userVersion: 2, log: whole });
  });

  it('keeps a message of every state, with the bytes that a person approved', () => {
    const { db } = migrated(2);
    const { messages } = outboxList(db, ALL);
    expect(messages.map(({ state }) => state).toSorted()).toEqual(MESSAGE_STATES.toSorted());
    for (const { id, sha256, messageId } of messages) {
      const bytes = Buffer.from(outboxBytes(db, { id }));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(bytes.toString('latin1')).toContain(`Message-ID: <${messageId}>`);
    }
  });

  it('still does not know what came of the message that was being handed over, and has its attempt', () => {
    const { db } = migrated(2);
    const [message] = outboxList(db, { ...ALL, states: ['dispatching'] }).messages;
    expect(message).toMatchObject({ attempts: 1, settledAt: null });
    const attempts = db.prepare('SELECT number, outcome FROM outbox_attempt WHERE message_id = ?');
    expect(attempts.all(message?.id)).toEqual([{ number: 1, outcome: null }]);
  });

  it('shows the drafts that were not sent, the taken-back one among them', () => {
    const { db } = migrated(2);
    const { drafts } = draftList(db, { states: ['draft'], accountId: null, limit: 50, cursor: null });
    const golden = (tablesOfVersion(2).draft ?? []).filter(({ state }) => state === 'draft');
    expect(drafts.map(({ id }) => id as string).toSorted()).toEqual(golden.map(({ id }) => id).toSorted());
    expect(drafts.length).toBeGreaterThanOrEqual(4);
  });

  it('has a mailbox that sends and one that is paused until somebody signs in', () => {
    const { db } = migrated(2);
    expect(mailboxes(db).map(({ address, pauseReason }) => [address, pauseReason])).toEqual([
      ['alice@example.test', null],
      ['second@halden.example', 'The login was refused.'],
    ]);
  });
});

/** Rows in an order of their own, to be compared whatever the order of the table. */
function sorted(rows: Tables[string]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
