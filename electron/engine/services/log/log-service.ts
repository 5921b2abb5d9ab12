import type { LogFileVerification, LogVerification } from '../../../../shared/contract/log.ts';
import {
  addDays,
  type Instant,
  LAST_DATE,
  type PlainDate,
  startOfDay,
} from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import { decodeCursor, encodeCursor } from '../../db/queries/cursor.ts';
import type { LogFilter, LogRow } from '../../db/queries/log.ts';
import type { LogHead } from '../../db/touchpoint-log/entry-hash.ts';
import { type ExportFilter, exportLastLine, exportLine } from '../../db/touchpoint-log/export-lines.ts';
import { verifyExport } from '../../db/touchpoint-log/verify-export.ts';
import type { ExportColumn } from '../exports/columns.ts';
import { csvPieces } from '../exports/csv.ts';
import { toXlsx } from '../exports/xlsx.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** What a person narrows the log to; days in the workspace's time zone, both included. */
export interface LogSelection {
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly accountId: AccountId | null;
  readonly actor: string | null;
  readonly kinds: readonly TouchpointKind[];
}

export const EVERYTHING: LogSelection = { from: null, to: null, accountId: null, actor: null, kinds: [] };

export type LogFormat = 'csv' | 'xlsx' | 'jsonl';

export interface LogExport {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly entries: number;
  /** Number and hash of the whole log's last entry when the export was made. */
  readonly head: LogHead;
}

const PAGE = 500;
const MIME: Readonly<Record<LogFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson',
};

export function logFilter(workspace: OpenWorkspace, selection: LogSelection): LogFilter {
  return {
    from: selection.from === null ? null : startOfDay(selection.from, workspace.timeZone),
    to:
      selection.to === null || selection.to >= LAST_DATE ? null : dayAfter(selection.to, workspace.timeZone),
    accountId: selection.accountId,
    actor: selection.actor,
    kinds: selection.kinds,
  };
}

function dayAfter(date: PlainDate, timeZone: string): Instant {
  return startOfDay(addDays(date, 1), timeZone);
}

export interface LogPage {
  readonly entries: LogRow[];
  readonly total: number;
  readonly actors: string[];
  /** The position to go on from; null after the last page. */
  readonly next: string | null;
}

/** A page of the log, newest first, behind a position of the page before. Throws `validation` for any other position. */
export async function readLogPage(
  workspace: OpenWorkspace,
  selection: LogSelection,
  limit: number,
  cursor: string | null,
): Promise<LogPage> {
  const {
    entries: found,
    total,
    actors,
  } = await workspace.db.read('logPage', {
    filter: logFilter(workspace, selection),
    limit: limit + 1,
    order: 'newest',
    after: cursor === null ? null : decodeCursor(cursor, isSequence),
  });
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  const next = found.length > limit && last !== undefined ? encodeCursor(last.seq) : null;
  return { entries, total, actors, next };
}

/** Recomputes every hash of the log. */
export async function verifyWorkspaceLog(workspace: OpenWorkspace): Promise<LogVerification> {
  const { ok, entries, head, firstBad } = await workspace.db.read('verifyLog', null);
  return { ok, entries, head, ...(firstBad === undefined ? {} : { firstBad }) };
}

/** Checks an exported JSONL file; needs no workspace. */
export async function verifyLogFile(bytes: Uint8Array): Promise<LogFileVerification> {
  const text = new TextDecoder('utf-8').decode(bytes);
  const { ok, entries, head, firstBad, complete } = await verifyExport(text.split('\n'));
  return {
    ok,
    entries,
    head: head ?? { seq: 0, hash: '0'.repeat(64) },
    complete,
    ...(firstBad === undefined ? {} : { firstBad }),
  };
}

/** The log, or a part of it, in one of its formats. Held in memory; the host saves it. */
export async function exportLog(
  workspace: OpenWorkspace,
  selection: LogSelection,
  format: LogFormat,
): Promise<LogExport> {
  const { head } = await workspace.db.read('verifyLog', null);
  const filter = logFilter(workspace, selection);
  if (format === 'jsonl') return jsonlExport(workspace, selection, filter, head);
  const columns = LOG_COLUMNS;
  if (format === 'csv') {
    let entries = 0;
    const pages = logPages(workspace, filter, (count) => {
      entries += count;
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of csvPieces(columns, pages)) pieces.push(piece);
    return { bytes: Buffer.concat(pieces), mime: MIME.csv, entries, head };
  }
  const rows: LogRow[] = [];
  for await (const page of logPages(workspace, filter, () => {})) rows.push(...page);
  return {
    bytes: await toXlsx('Touchpoint log', columns, rows),
    mime: MIME.xlsx,
    entries: rows.length,
    head,
  };
}

/** The columns of a log as a table. */
export const LOG_COLUMNS: readonly ExportColumn<LogRow>[] = [
  { kind: 'integer', header: 'Number', value: (row) => row.seq },
  { kind: 'instant', header: 'At (UTC)', value: (row) => row.at },
  { kind: 'text', header: 'Who', value: (row) => row.actor },
  { kind: 'text', header: 'Kind', value: (row) => row.kind },
  { kind: 'text', header: 'Account number', value: (row) => row.account?.number ?? null },
  { kind: 'text', header: 'Account', value: (row) => row.account?.name ?? null },
  { kind: 'text', header: 'Summary', value: (row) => row.summary },
  { kind: 'text', header: 'Text', value: (row) => row.text },
  { kind: 'text', header: 'Hash', value: (row) => row.hash },
  { kind: 'text', header: 'Message-ID', value: (row) => row.messageId },
  { kind: 'text', header: 'SHA-256 of the mail', value: (row) => row.sha256 },
];

async function* logPages(
  workspace: OpenWorkspace,
  filter: LogFilter,
  onPage: (count: number) => void,
): AsyncGenerator<readonly LogRow[]> {
  let after = 0;
  for (;;) {
    const { entries } = await workspace.db.read('logPage', { filter, limit: PAGE, order: 'oldest', after });
    if (entries.length === 0) return;
    onPage(entries.length);
    yield entries;
    after = entries.at(-1)?.seq ?? after;
  }
}

async function jsonlExport(
  workspace: OpenWorkspace,
  selection: LogSelection,
  filter: LogFilter,
  head: LogHead,
): Promise<LogExport> {
  const lines: string[] = [];
  let after = 0;
  for (;;) {
    const rows = await workspace.db.read('logChain', { filter, after, limit: PAGE });
    for (const row of rows) {
      if (row.seq > head.seq) break;
      lines.push(exportLine({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> }));
    }
    const last = rows.at(-1);
    if (last === undefined || last.seq >= head.seq) break;
    after = last.seq;
  }
  const entries = lines.length;
  const narrowed = narrowing(selection);
  lines.push(narrowed === null ? exportLastLine(head) : exportLastLine(head, { filter: narrowed, entries }));
  return { bytes: new TextEncoder().encode(`${lines.join('\n')}\n`), mime: MIME.jsonl, entries, head };
}

function narrowing(selection: LogSelection): ExportFilter | null {
  const filter = {
    ...(selection.from === null ? {} : { from: selection.from }),
    ...(selection.to === null ? {} : { to: selection.to }),
    ...(selection.accountId === null ? {} : { account: selection.accountId }),
    ...(selection.actor === null ? {} : { actor: selection.actor }),
    ...(selection.kinds.length === 0 ? {} : { kinds: [...selection.kinds] }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}

function isSequence(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
