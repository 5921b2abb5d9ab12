import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorklistPage } from '../../../electron/engine/db/queries/worklist.ts';
import type {
  WorklistFilterInput,
  WorklistSortKey,
} from '../../../electron/engine/db/queries/worklist-filter.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { type EngineWorkspace, engineWorkspaceIn } from './engine-workspace.ts';
import { type FileRow, importRows } from './ledger-files.ts';

/** The day on which these books are looked at. */
export const TODAY = plainDate('2026-06-01');

/** Names and amounts that repeat, so that pages break within equal values; names in odd cases and scripts. */
const NAMES = [
  'Aurora',
  'aurora',
  'Ærø Bryghus',
  'Zenit "Q" *',
  'NEAR(x)',
  '100% Ltd',
  'émile',
  '株式会社',
  'Aurora',
  'Boreal',
];

function ledger(): readonly FileRow[] {
  return Array.from({ length: 160 }, (_, index) => {
    const customer = index % 53;
    return {
      customerNumber: `K${customer}`,
      customerName: `${NAMES[customer % NAMES.length]}`,
      invoiceNumber: `R-${index}`,
      invoiceDate: addDays(TODAY, -(10 + (index % 7) * 20)),
      dueDate: addDays(TODAY, 20 - (index % 7) * 20),
      amount: `${((index * 37) % 5) * 100 + 50}.00`,
      currency: ['USD', 'EUR', 'GBP'][index % 3] ?? 'USD',
      country: ['DE', 'US', ''][customer % 3] ?? '',
      disputed: index % 11 === 0 ? 'yes' : '',
    };
  });
}

export interface Asked {
  readonly filter: Partial<WorklistFilterInput>;
  readonly sort?: { readonly key: WorklistSortKey; readonly descending: boolean };
  readonly limit?: number;
  readonly asOf?: PlainDate;
  readonly cursor?: string | null;
}

/** Books with many equal values, some work done on them, and a short way to ask for a page. */
export interface WorklistBooks {
  readonly engine: EngineWorkspace;
  page(asked: Asked): Promise<WorklistPage>;
  close(): Promise<void>;
}

export async function openWorklistBooks(): Promise<WorklistBooks> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-worklist-'));
  const engine = await engineWorkspaceIn(join(folder, 'w'), { start: TODAY });
  const { db } = engine.workspace;
  await importRows(engine.workspace, ledger());
  for (let customer = 0; customer < 53; customer += 5) {
    const { id } = await db.read('findAccount', { key: `K${customer}` });
    const context = engine.workspace.context();
    if (customer % 2 === 0)
      await db.write(
        'addTouchpoint',
        { accountId: id, kind: 'call', outcome: 'voicemail', text: '' },
        context,
      );
    else await db.write('snooze', { accountIds: [id], until: addDays(TODAY, 4), reason: null }, context);
    await db.write(
      'setNextAction',
      { accountIds: [id], action: { kind: 'call', date: addDays(TODAY, (customer % 3) - 1), note: null } },
      context,
    );
  }

  return {
    engine,
    page({
      filter,
      sort = { key: 'priority', descending: true },
      limit = 500,
      asOf = TODAY,
      cursor = null,
    }: Asked): Promise<WorklistPage> {
      return db.read('worklistPage', {
        filter: { ...worklistFilterSchema.parse({}), ...filter },
        sort,
        limit,
        cursor,
        asOf,
        today: TODAY,
      });
    },
    close: async () => {
      await engine.workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
