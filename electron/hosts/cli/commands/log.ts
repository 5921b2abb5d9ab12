import { basename } from 'node:path';
import type { LogVerification } from '../../../../shared/contract/log.ts';
import type { LogRow } from '../../../engine/db/queries/log.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import type { LogFormat, LogSelection } from '../../../engine/services/log/log-service.ts';
import {
  exportLog,
  logFilter,
  verifyLogFile,
  verifyWorkspaceLog,
} from '../../../engine/services/log/log-service.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, type CommandResult, defineCommand } from '../arguments/command.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { readInputFile } from '../files/input-file.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { choiceValue, countValue, dateValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const PAGE = 500;
/** Longer files do not fit into one text. */
const LARGEST_LOG = 500 * 1024 * 1024;
const FORMATS = ['csv', 'xlsx', 'jsonl', 'pdf'] as const;
const SELECTION = { from: 'optional', to: 'optional', account: 'optional', actor: 'optional' } as const;

interface SelectionFlags {
  readonly from: string | null;
  readonly to: string | null;
  readonly account: string | null;
  readonly actor: string | null;
}

/** Entries of the log in their order; with `--limit` the newest ones. */
export const logList: Command = defineCommand({
  parameters: {},
  flags: { ...SELECTION, limit: 'optional' },
  run: (context, flags) => {
    const limit = countValue('limit', flags.limit);
    return withWorkspace(context, 'read', async (workspace) => {
      const filter = logFilter(workspace, await selectionOf(workspace, flags));
      const entries: LogRow[] = [];
      let total = 0;
      for (;;) {
        const left = limit === null ? PAGE : Math.min(PAGE, limit - entries.length);
        const after = entries.at(-1)?.seq ?? null;
        const order = limit === null ? 'oldest' : 'newest';
        const page = await workspace.db.read('logPage', { filter, limit: left, order, after });
        entries.push(...page.entries);
        total = page.total;
        if (page.entries.length < left || entries.length === limit) break;
      }
      if (limit !== null) entries.reverse();
      return { json: { total, entries: entries.map(printedEntry) }, text: () => entriesText(entries, total) };
    });
  },
});

/** Writes the log, or a part of it, to a file. */
export const logExport: Command = defineCommand({
  parameters: {},
  flags: { ...SELECTION, format: 'required', out: 'required' },
  run: (context, flags) => {
    const format = availableFormat(flags.format);
    const file = pathFrom(context, flags.out);
    requireOutputPlace(file);
    return withWorkspace(context, 'read', async (workspace) => {
      const selection = await selectionOf(workspace, flags);
      const { bytes, entries, head } = await exportLog(workspace, selection, format);
      await writeOutputFile(file, bytes);
      return {
        json: { file, entries, head },
        text: () => `${entries} ${entries === 1 ? 'entry' : 'entries'} written to ${file}.`,
      };
    });
  },
});

/** Recomputes every hash: of the workspace's log, or of an exported file, which needs no workspace. */
export const logVerify: Command = defineCommand({
  parameters: { FILE: 'optional' },
  flags: {},
  run: async (context, _flags, { FILE }) => {
    if (FILE === null) return verified(await withWorkspace(context, 'read', verifyWorkspaceLog), 'The log');
    return verifiedFile(context, FILE);
  },
});

async function verifiedFile(context: CommandContext, file: string): Promise<CommandResult> {
  const path = pathFrom(context, file);
  return verified(await verifyLogFile(await readInputFile(path, LARGEST_LOG)), basename(path));
}

function verified(check: LogVerification, what: string): CommandResult {
  return {
    json: check,
    text: () => {
      const name = oneLine(what);
      if (check.firstBad === undefined) {
        return `${name} holds: ${check.entries} entries, head ${check.head.seq} ${check.head.hash}.`;
      }
      return `${name} does NOT hold. The first bad entry is ${check.firstBad.seq}: ${oneLine(check.firstBad.reason)}.`;
    },
    status: check.ok ? 0 : 1,
  };
}

function availableFormat(text: string): LogFormat {
  const format = choiceValue('format', text, FORMATS);
  if (format !== 'pdf') return format;
  throw new EngineError('validation', 'PDF is not available yet. Use --format csv, xlsx or jsonl.', {
    field: 'format',
  });
}

async function selectionOf(workspace: OpenWorkspace, flags: SelectionFlags): Promise<LogSelection> {
  const account =
    flags.account === null ? null : await workspace.db.read('findAccount', { key: flags.account });
  return {
    from: dateValue('from', flags.from),
    to: dateValue('to', flags.to),
    accountId: account?.id ?? null,
    actor: flags.actor,
    kinds: [],
  };
}

function printedEntry({ seq, at, actor, kind, account, summary, text, hash }: LogRow) {
  return {
    ...{ seq, at, actor, kind },
    ...(account === null ? {} : { account: { id: account.id, number: account.number, name: account.name } }),
    summary,
    ...(text === null ? {} : { text }),
    hash,
  };
}

function entriesText(entries: readonly LogRow[], total: number): string {
  if (entries.length === 0) return 'No entries.';
  const table = textTable<LogRow>(
    [
      { header: '#', align: 'right', value: (row) => String(row.seq) },
      { header: 'At (UTC)', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
      { header: 'Who', value: (row) => row.actor },
      { header: 'Account', value: (row) => row.account?.name ?? '' },
      { header: 'What', whole: true, value: (row) => row.summary },
    ],
    entries,
  );
  return `${table}\n\n${entries.length} of ${total} entries`;
}
