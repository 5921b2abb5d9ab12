import { basename } from 'node:path';
import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { currencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';
import { MAX_FILE_BYTES } from '../../../engine/platform/files.ts';
import { type ImportReport, importFile } from '../../../engine/services/imports/import-file.ts';
import { inspectFile } from '../../../engine/services/imports/inspect-file.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { readInputFile, readInputText } from '../files/input-file.ts';
import { type ChosenMapping, parseMappingFile, recogniseMapping } from '../import-mapping.ts';
import { importText } from '../import-text.ts';
import { dateValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const LARGEST_MAPPING = 1024 * 1024;

/** Imports one file of open items or payments. */
export const importCommand: Command = defineCommand({
  parameters: { FILE: 'required' },
  flags: {
    map: 'optional',
    preset: 'optional',
    sheet: 'optional',
    complete: 'switch',
    'as-of': 'optional',
    'dry-run': 'switch',
    'keep-mapping': 'switch',
  },
  run: async (context, flags, { FILE }) => {
    if (flags.map !== null && flags.preset !== null) {
      throw new UsageError('Give either --map or --preset, not both.');
    }
    if (flags.complete && flags['as-of'] === null) {
      throw new UsageError(
        '--complete needs --as-of D: the day on which the file lists everything that is open.',
      );
    }
    const givenAsOf = dateValue('as-of', flags['as-of']);
    const path = pathFrom(context, FILE);
    const file = { fileName: basename(path), bytes: await readInputFile(path, MAX_FILE_BYTES) };
    const given = flags.map === null ? null : await mappingFrom(context, flags.map, flags.sheet);
    const signal = context.cancellation();
    return withWorkspace(context, 'write', async (workspace) => {
      const chosen = given ?? (await recogniseMapping(workspace, file, flags));
      const report = await importFile(workspace, {
        ...file,
        mapping: chosen.mapping,
        complete: flags.complete,
        asOf: givenAsOf ?? chosen.statedAsOf,
        dryRun: flags['dry-run'],
        signal,
        onProgress: ({ phase, done, total }) => context.narrator.progress(phase, done, total),
      });
      if (flags['keep-mapping'] && !flags['dry-run']) await keepMapping(workspace, file, chosen.mapping);
      const printed = printedImport(report, chosen);
      return { json: printed, text: () => importText(file.fileName, printed, flags['dry-run']) };
    });
  },
});

/** Keeps the mapping for files with the same columns, such as those that a folder brings. */
async function keepMapping(
  workspace: OpenWorkspace,
  file: { readonly fileName: string; readonly bytes: Uint8Array },
  mapping: ImportMapping,
): Promise<void> {
  const { sheet } = mapping;
  const { inspection } = await inspectFile(workspace, { ...file, sheet, preset: null, mapping });
  await workspace.db.write(
    'saveMapping',
    { shapeHash: inspection.shapeHash, kind: mapping.kind, mappingJson: JSON.stringify(mapping) },
    workspace.context(),
  );
}

async function mappingFrom(
  context: CommandContext,
  file: string,
  sheet: string | null,
): Promise<ChosenMapping> {
  const path = pathFrom(context, file);
  const mapping = parseMappingFile(await readInputText(path, LARGEST_MAPPING), path);
  return { mapping: sheet === null ? mapping : { ...mapping, sheet }, statedAsOf: null, assumed: [] };
}

export type PrintedImport = ReturnType<typeof printedImport>;

function printedImport({ outcome }: ImportReport, { assumed }: ChosenMapping) {
  const taken = outcome.rows.imported + outcome.rows.updated + outcome.rows.unchanged;
  const warnings: readonly ImportWarning[] = [
    ...assumed.map((warning) => ({ ...warning, count: taken })),
    ...outcome.warnings,
  ];
  const decimal = (minor: number, currency: string) =>
    formatDecimal(minorUnits(minor), currencyCode(currency));
  return {
    batch: outcome.batch,
    rows: outcome.rows,
    customers: outcome.customers,
    invoices: outcome.invoices,
    totals: outcome.totals.map(({ currency, openMinor }) => ({
      currency,
      open: decimal(openMinor, currency),
    })),
    rejected: outcome.rejected,
    warnings: warnings.map(({ code, count, message }) => ({ code, count, message })),
    gone: outcome.gone.map(({ openMinor, ...invoice }) => ({
      ...invoice,
      open: decimal(openMinor, invoice.currency),
    })),
  };
}
