import { worklistFilterSchema, worklistSortSchema } from '../../../../shared/contract/worklist.ts';
import { figuresLine } from '../../../../shared/domain/figures.ts';
import { LANE_LABELS } from '../../../../shared/domain/lanes/lanes.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import type {
  WorklistItemRow,
  WorklistPage,
  WorklistPageInput,
} from '../../../engine/db/queries/worklist.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { type TableColumn, textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { asOfValue, countValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

type Selection = Pick<WorklistPageInput, 'filter' | 'sort'>;

/** Without `--limit` the whole list is printed. */
const EVERYTHING = 1_000_000_000;

/** Accounts with something overdue, by priority, each with the reasons; or a saved view. */
export const worklist: Command = defineCommand({
  parameters: {},
  flags: { 'as-of': 'optional', limit: 'optional', view: 'optional' },
  run: (context, flags) => {
    const limit = countValue('limit', flags.limit) ?? EVERYTHING;
    return withWorkspace(context, 'read', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const selection = flags.view === null ? wholeWorklist() : await savedView(workspace, flags.view);
      const page = await workspace.db.read('worklistPage', {
        ...selection,
        limit,
        cursor: null,
        asOf,
        today: workspace.today(),
      });
      return {
        json: { asOf, figures: page.figures, total: page.total, items: page.items.map(printedItem) },
        text: () => worklistText(page),
      };
    });
  },
});

/** One item per account and currency with something overdue, snoozed ones among them: they carry their hold. */
export function wholeWorklist(): Selection {
  return {
    filter: worklistFilterSchema.parse({ held: 'any' }),
    sort: { key: 'priority', descending: true },
  };
}

/** A saved view by its name or id. Errors: `not_found`. */
export async function savedView(workspace: OpenWorkspace, name: string): Promise<Selection> {
  const views = await workspace.db.read('savedViews', { today: workspace.today() });
  const view =
    views.find((row) => row.name === name || row.id === name) ??
    views.find((row) => row.name.toLowerCase() === name.toLowerCase());
  if (view === undefined) {
    const known =
      views.length === 0 ? 'There is none yet.' : `There are: ${views.map((row) => row.name).join(', ')}.`;
    throw new EngineError('not_found', `There is no view called "${name}". ${known}`, { view: name });
  }
  return {
    filter: schemaValue(worklistFilterSchema, JSON.parse(view.filterJson), 'The saved view'),
    sort: schemaValue(worklistSortSchema, JSON.parse(view.sortJson), 'The saved view'),
  };
}

function printedItem(item: WorklistItemRow) {
  return {
    rank: item.rank,
    account: { id: item.accountId, number: item.number, name: item.name },
    currency: item.currency,
    overdue: formatDecimal(item.overdue, item.currency),
    open: formatDecimal(item.open, item.currency),
    oldestDaysPastDue: item.oldestDaysPastDue,
    score: item.score,
    reasons: item.reasons.map(({ code, text, points }) => ({ code, text, points })),
    nextAction: item.nextAction === null ? null : { kind: item.nextAction.kind, date: item.nextAction.date },
    holds: item.holds.map(({ code, until }) => ({ code, until })),
    stage: item.stage,
    lane: item.lane,
    proposal: item.proposal,
    owner: item.owner,
    hasStep: item.hasStep,
  };
}

function worklistText(page: WorklistPage): string {
  const shown = page.items.length === page.total ? '' : `, the first ${page.items.length} shown`;
  const rows = page.total === 1 ? 'row' : 'rows';
  const title = `Worklist as of ${page.asOf}: ${page.total} ${rows}${shown}\n${oneLine(figuresLine(page.figures))}`;
  if (page.items.length === 0) return title;
  return [title, '', textTable(COLUMNS, page.items), '', textTable(TOTALS, page.totals)].join('\n');
}

const COLUMNS: readonly TableColumn<WorklistItemRow>[] = [
  { header: '#', align: 'right', value: (row) => String(row.rank) },
  { header: 'Number', value: (row) => row.number ?? '' },
  { header: 'Account', value: (row) => row.name },
  { header: 'Currency', value: (row) => row.currency },
  { header: 'Overdue', align: 'right', value: (row) => groupedDecimal(row.overdue, row.currency) },
  { header: 'Open', align: 'right', value: (row) => groupedDecimal(row.open, row.currency) },
  { header: 'Days', align: 'right', value: (row) => String(row.oldestDaysPastDue) },
  { header: 'Score', align: 'right', value: (row) => String(row.score) },
  { header: 'Lane', value: (row) => (row.lane === null ? '' : LANE_LABELS[row.lane]) },
  { header: 'Stage', value: (row) => row.stage.replace('_', ' ') },
  {
    header: 'Next',
    value: (row) => (row.nextAction === null ? '' : `${row.nextAction.kind} ${row.nextAction.date}`),
  },
  {
    header: 'Why',
    whole: true,
    value: (row) =>
      row.reasons.map(({ text, points }) => `${text} (${points > 0 ? '+' : ''}${points})`).join('; '),
  },
];

const TOTALS: readonly TableColumn<WorklistPage['totals'][number]>[] = [
  { header: 'Total', value: (row) => row.currency },
  { header: 'Overdue', align: 'right', value: (row) => groupedDecimal(row.overdue, row.currency) },
  { header: 'Open', align: 'right', value: (row) => groupedDecimal(row.open, row.currency) },
  { header: 'Rows', align: 'right', value: (row) => String(row.rows) },
];
