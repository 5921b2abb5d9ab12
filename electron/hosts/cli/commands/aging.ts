import { figuresLine } from '../../../../shared/domain/figures.ts';
import type { AgingReport } from '../../../engine/db/queries/aging.ts';
import type { AgingAmount, AgingView } from '../../../engine/db/queries/aging-view.ts';
import { printedAging } from '../aging-row.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { type TableColumn, textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { asOfValue, choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

type AccountRow = AgingReport['accounts'][number];

/** The aging of the books by currency, and by account when asked for. */
export const aging: Command = defineCommand({
  parameters: {},
  flags: { 'as-of': 'optional', basis: 'optional', by: 'optional' },
  run: (context, flags) => {
    const basis = choiceValue('basis', flags.basis ?? 'due', ['due', 'invoice']);
    const byAccount = choiceValue('by', flags.by ?? 'total', ['total', 'account']) === 'account';
    return withWorkspace(context, 'read', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const report = await workspace.db.read('agingReport', {
        asOf,
        today: workspace.today(),
        basis,
        byAccount,
      });
      const accounts = report.accounts.map((row) => ({ account: row.account, ...printedAging(row) }));
      return {
        json: {
          asOf,
          basis,
          figures: report.figures,
          totals: report.totals.map(printedAging),
          ...(byAccount ? { accounts } : {}),
        },
        text: () => agingText(report, byAccount, `Aging as of ${asOf}, by ${basis} date`),
      };
    });
  },
});

function agingText(report: AgingReport, byAccount: boolean, title: string): string {
  if (report.totals.length === 0) return `${title}\n\nThe books are empty. Import a file first.`;
  const accounts = byAccount ? ['', textTable([...ACCOUNT_COLUMNS, ...FIGURES], report.accounts)] : [];
  return [
    title,
    oneLine(figuresLine(report.figures)),
    '',
    textTable(FIGURES, report.totals),
    ...accounts,
  ].join('\n');
}

const amount = (header: string, name: AgingAmount): TableColumn<AgingView> => ({
  header,
  align: 'right',
  value: (row) => groupedDecimal(row[name], row.currency),
});

/** The names of the buckets, whatever their edges in the settings: places, not days. */
const FIGURES: readonly TableColumn<AgingView>[] = [
  { header: 'Currency', value: (row) => row.currency },
  amount('Current', 'current'),
  amount('1–30', 'd1_30'),
  amount('31–60', 'd31_60'),
  amount('61–90', 'd61_90'),
  amount('91+', 'd91_plus'),
  amount('Gross', 'gross'),
  amount('Credits', 'credits'),
  amount('Unapplied', 'unapplied'),
  amount('Net', 'net'),
  { header: 'Invoices', align: 'right', value: (row) => String(row.invoices) },
];

const ACCOUNT_COLUMNS: readonly TableColumn<AccountRow>[] = [
  { header: 'Number', value: (row) => row.account.number ?? '' },
  { header: 'Account', value: (row) => row.account.name },
];
