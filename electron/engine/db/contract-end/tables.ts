import { BOOKS_TABLES } from './books-tables.ts';
import { CASH_TABLES } from './cash-tables.ts';
import type { ExportedTable } from './export-table.ts';
import { HANDOFF_TABLES } from './handoff-tables.ts';
import { MAIL_TABLES } from './mail-tables.ts';
import { WORK_TABLES } from './work-tables.ts';

/** Every CSV file of a whole export that a table of the database fills. */
export const EXPORTED_TABLES: readonly ExportedTable[] = [
  ...BOOKS_TABLES,
  ...WORK_TABLES,
  ...MAIL_TABLES,
  ...CASH_TABLES,
  ...HANDOFF_TABLES,
];

/** Tables that go into a file of their own form: the log and `settings.json`. */
export const EXPORTED_OTHERWISE: readonly string[] = [
  'touchpoint',
  'touchpoint_payload',
  'workspace',
  'setting',
  'saved_view',
  'saved_mapping',
  'connection',
  'webhook',
  'write_back_setting',
];

/** Tables that a whole export leaves out, and why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  secret: 'Passwords and tokens.',
  account_summary: 'Worked out from the other tables.',
  account_search: 'An index for searching.',
  import_stage: 'Rows of an import that is under way.',
  import_change: 'What an import changed, for taking it back.',
  gone_closed: 'What closing missing invoices changed, for taking it back.',
  sync_cursor: 'How far a connection was read.',
  sync_run: 'Technical record of reading a connection.',
  sync_problem: 'Technical record of reading a connection.',
  sync_waiting: 'Records that wait for another one that they belong to.',
  sync_change: 'What a read changed; the log tells of it.',
  sync_touched: 'Work of a read that is under way.',
  sync_touched_account: 'Work of a read that is under way.',
  connection_usage: 'Calls and bytes of connections.',
  folder_file: 'Which files of a folder were read; imports.csv has the imports.',
  invoice_file_list: 'When the books were asked for the files of an invoice.',
  handoff_record: 'Copies of records as they were at a handoff, for comparing.',
  received_entry: 'Entries of a returned log; the log has them as copies.',
};
