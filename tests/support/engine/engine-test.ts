import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openConnection } from '../../../electron/engine/db/open.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { temporaryFolder } from '../workspace.ts';
import { type EngineOptions, type EngineWorkspace, engineWorkspaceIn } from './engine-workspace.ts';

export interface OpenFigure {
  readonly number: string;
  readonly open: number;
}

/** A workspace of one test with short ways to ask what tests ask most. */
export interface EngineTest extends EngineWorkspace {
  /** Rows of the database, read on a connection of its own. */
  rows<Row = Record<string, unknown>>(sql: string, ...parameters: readonly unknown[]): Row[];
  value(sql: string, ...parameters: readonly unknown[]): unknown;
  account(key: string): Promise<AccountId>;
  /** Open amounts of an account's documents on a date, by number; credits and unapplied payments are negative. */
  openAt(key: string, date: string): Promise<Readonly<Record<string, number>>>;
}

/** A workspace that is closed and removed when the test ends. */
export async function engineTest(options: EngineOptions = {}): Promise<EngineTest> {
  return asTest(await engineWorkspaceIn(join(temporaryFolder(), 'workspace'), options));
}

export function asTest(engine: EngineWorkspace): EngineTest {
  const { workspace, files } = engine;
  onTestFinished(() => workspace.close());
  const reader = () => openConnection(files.paths.database, files.key, 'reader');
  const account = async (key: string) => (await workspace.db.read('findAccount', { key })).id;
  return {
    ...engine,
    rows<Row>(sql: string, ...parameters: readonly unknown[]) {
      const connection = reader();
      try {
        return connection.prepare<unknown[], Row>(sql).all(...parameters);
      } finally {
        connection.close();
      }
    },
    value(sql, ...parameters) {
      const connection = reader();
      try {
        return connection
          .prepare(sql)
          .pluck()
          .get(...parameters);
      } finally {
        connection.close();
      }
    },
    account,
    async openAt(key, date) {
      const view = await workspace.db.read('accountView', {
        id: await account(key),
        asOf: date as PlainDate,
        today: workspace.today(),
      });
      return Object.fromEntries(view.documents.map((document) => [document.number, document.open]));
    },
  };
}
