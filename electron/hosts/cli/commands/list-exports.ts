import { exportAging } from '../../../engine/services/worklist/export-aging.ts';
import { exportWorklist } from '../../../engine/services/worklist/export-worklist.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { asOfValue, choiceValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';
import { savedView, wholeWorklist } from './worklist.ts';

const FORMATS = ['csv', 'xlsx'] as const;

/** Writes the worklist, or a saved view of it, as a spreadsheet. */
export const worklistExport: Command = defineCommand({
  parameters: {},
  flags: { format: 'required', out: 'required', 'as-of': 'optional', view: 'optional' },
  run: (context, flags) => {
    const format = choiceValue('format', flags.format, FORMATS);
    const file = pathFrom(context, flags.out);
    requireOutputPlace(file);
    return withWorkspace(context, 'read', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const selection = flags.view === null ? wholeWorklist() : await savedView(workspace, flags.view);
      const { bytes, rows } = await exportWorklist(workspace, { ...selection, format, asOf });
      await writeOutputFile(file, bytes);
      return { json: { file, asOf, rows }, text: () => writtenText(rows, file) };
    });
  },
});

/** Writes the aging as a spreadsheet: a workbook with both sheets, or a CSV of accounts or of totals. */
export const agingExport: Command = defineCommand({
  parameters: {},
  flags: { format: 'required', out: 'required', 'as-of': 'optional', basis: 'optional', by: 'optional' },
  run: (context, flags) => {
    const format = choiceValue('format', flags.format, FORMATS);
    const basis = choiceValue('basis', flags.basis ?? 'due', ['due', 'invoice'] as const);
    const by = choiceValue('by', flags.by ?? 'account', ['total', 'account'] as const);
    const file = pathFrom(context, flags.out);
    requireOutputPlace(file);
    return withWorkspace(context, 'read', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const { bytes, rows } = await exportAging(workspace, { format, asOf, basis, by });
      await writeOutputFile(file, bytes);
      return { json: { file, asOf, basis, rows }, text: () => writtenText(rows, file) };
    });
  },
});

function writtenText(rows: number, file: string): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} written to ${file}.`;
}
