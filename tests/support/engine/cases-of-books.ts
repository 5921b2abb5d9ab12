import { plainDate } from '../../../shared/domain/dates.ts';
import type {
  AccountId,
  ContactId,
  ImportBatchId,
  TouchpointId,
  ViewId,
} from '../../../shared/domain/ids.ts';
import { type CommandCases, unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';
import { columnsOf, importRows, mappingFor } from './ledger-files.ts';

const ROWS = [
  {
    customerNumber: 'A',
    customerName: 'Aurora',
    invoiceNumber: '1',
    invoiceDate: '2026-04-01',
    dueDate: '2026-05-01',
    amount: '100.00',
    openAmount: '100.00',
    email: 'ap@aurora.example',
  },
  {
    customerNumber: 'A',
    customerName: 'Aurora',
    invoiceNumber: '2',
    invoiceDate: '2026-04-02',
    dueDate: '2026-05-02',
    amount: '50.00',
    openAmount: '50.00',
    email: 'ap@aurora.example',
  },
];

/** Two open invoices of account `A`. */
export async function withBooks(engine: EngineTest): Promise<AccountId> {
  await importRows(engine.workspace, ROWS);
  return engine.account('A');
}

const CONTACT = { name: 'Mia', role: 'AP', email: 'mia@aurora.example', phone: null, billing: true };

async function withContact(engine: EngineTest): Promise<ContactId> {
  const accountId = await withBooks(engine);
  const { output } = await engine.workspace.db.write(
    'addContact',
    { accountId, contact: CONTACT },
    engine.workspace.context(),
  );
  return output.id;
}

export const CASES_OF_BOOKS = {
  createWorkspace: {
    prepare: async () => ({
      id: 'w',
      name: 'W',
      currency: 'USD',
      timeZone: 'UTC',
      demo: false,
      templates: [],
    }),
    kind: 'workspace_created',
    onAccount: false,
    again: 'refused',
    refused: null,
  },
  recordProtection: {
    prepare: async () => ({ kind: 'passphrase' }),
    kind: 'protection_changed',
    onAccount: false,
    again: 'another',
    refused: null,
  },
  recordRestore: {
    prepare: async () => ({ fileName: 'w.duebook-backup', backedUpAt: '2026-05-01T00:00:00.000Z' }),
    kind: 'workspace_restored',
    onAccount: false,
    again: 'another',
    refused: null,
  },
  changeSettings: {
    prepare: async () => ({ groups: { idleLockMinutes: 5 } }),
    kind: 'settings_changed',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  importBatch: {
    prepare: async () => ({
      batchId: 'batch-1' as ImportBatchId,
      fileName: 'empty.csv',
      sha256: 'sum',
      mapping: mappingFor(columnsOf(ROWS), 'invoices'),
      complete: false,
      asOf: null,
      customers: [],
      rejected: [],
      columns: [],
      rowsRead: 0,
      rowsSkipped: 0,
      warnings: [],
      dryRun: false,
    }),
    kind: 'import',
    onAccount: false,
    again: 'unchanged',
    repeat: (input) => ({ ...input, batchId: 'batch-2' as ImportBatchId }),
    refused: null,
  },
  undoImport: {
    prepare: async (engine) => ({
      batchId: (await importRows(engine.workspace, ROWS)).batch as ImportBatchId,
    }),
    kind: 'import_undone',
    onAccount: false,
    again: 'unchanged',
    refused: () => ({ batchId: 'nothing' as ImportBatchId }),
  },
  closeGone: {
    prepare: async (engine) => {
      await withBooks(engine);
      const { batch, gone } = await importRows(engine.workspace, ROWS.slice(0, 1), {
        complete: true,
        asOf: '2026-06-01',
      });
      return {
        batchId: batch as ImportBatchId,
        items: gone.map(({ id }) => id),
      };
    },
    kind: 'import',
    onAccount: false,
    again: 'unchanged',
    refused: (input) => ({ ...input, batchId: 'nothing' as ImportBatchId }),
  },
  reopenGone: {
    prepare: async (engine) => {
      await withBooks(engine);
      const { batch, gone } = await importRows(engine.workspace, ROWS.slice(0, 1), {
        complete: true,
        asOf: '2026-06-01',
      });
      const asked = { batchId: batch as ImportBatchId, items: gone.map(({ id }) => id) };
      await engine.workspace.db.write('closeGone', asked, engine.workspace.context());
      return asked;
    },
    kind: 'import_undone',
    onAccount: false,
    again: 'unchanged',
    refused: (input) => ({ ...input, batchId: 'nothing' as ImportBatchId }),
  },
  saveMapping: {
    prepare: async () => ({ shapeHash: 's', kind: 'invoices', mappingJson: '{}' }),
    kind: 'mapping_saved',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  addTouchpoint: {
    prepare: async (engine) => ({
      accountId: await withBooks(engine),
      kind: 'call',
      outcome: 'right_party',
      text: 'They pay on Friday.',
    }),
    kind: 'call',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, outcome: null }),
  },
  retractTouchpoint: {
    prepare: async (engine) => {
      const accountId = await withBooks(engine);
      const { entries } = await engine.workspace.db.write(
        'addTouchpoint',
        { accountId, kind: 'note', outcome: null, text: 'x' },
        engine.workspace.context(),
      );
      return { id: entries[0]?.id as TouchpointId, reason: 'wrong account' };
    },
    kind: 'note_retracted',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  setNextAction: {
    prepare: async (engine) => ({
      accountIds: [await withBooks(engine)],
      action: { kind: 'call', date: plainDate('2026-06-05'), note: null },
    }),
    kind: 'next_action_set',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, accountIds: [...input.accountIds, 'nothing' as AccountId] }),
  },
  snooze: {
    prepare: async (engine) => ({
      accountIds: [await withBooks(engine)],
      until: plainDate('2026-06-20'),
      reason: 'holiday',
    }),
    kind: 'snoozed',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, accountIds: [...input.accountIds, 'nothing' as AccountId] }),
  },
  addContact: {
    prepare: async (engine) => ({ accountId: await withBooks(engine), contact: CONTACT }),
    kind: 'contact_added',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, accountId: 'nothing' as AccountId }),
  },
  changeContact: {
    prepare: async (engine) => ({
      id: await withContact(engine),
      contact: { ...CONTACT, phone: '+1 555 0100' },
    }),
    kind: 'contact_changed',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  removeContact: {
    prepare: async (engine) => ({ id: await withContact(engine) }),
    kind: 'contact_removed',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  saveView: {
    prepare: async () => ({
      id: 'view-1' as ViewId,
      name: 'Big ones',
      filterJson: '{"scope":"open"}',
      sortJson: '{}',
    }),
    kind: 'view_saved',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  removeView: {
    prepare: async (engine) => {
      const view = { id: 'view-1' as ViewId, name: 'Big ones', filterJson: '{}', sortJson: '{}' };
      await engine.workspace.db.write('saveView', view, engine.workspace.context());
      return { id: view.id };
    },
    kind: 'view_removed',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
} satisfies Partial<CommandCases>;
