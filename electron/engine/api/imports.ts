import type { ImportOutcome } from '../../../shared/contract/import-procedures.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import { IMPORT_PRESETS } from '../../../shared/domain/imports/presets.ts';
import { EngineError } from '../platform/engine-error.ts';
import { importFile } from '../services/imports/import-file.ts';
import { inspectFile } from '../services/imports/inspect-file.ts';
import { leftoversFile } from '../services/imports/leftovers.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';

interface ImportInput {
  readonly grant: string;
  readonly mapping: ImportMapping;
  readonly complete: boolean;
  readonly asOf: PlainDate | null;
  readonly shapeHash: string | null;
}

export const imports = {
  presets: api.imports.presets.handler(() =>
    IMPORT_PRESETS.map(({ id, name, evidence }) => ({ id, name, evidence })),
  ),
  inspect: api.imports.inspect.handler(async ({ context, input }) => {
    const file = await context.files.readGrant(input.grant);
    return inspectFile(context.session.workspace(), {
      fileName: file.name,
      bytes: file.bytes,
      sheet: input.sheet,
      preset: input.preset,
      mapping: input.mapping,
    });
  }),
  tryOut: api.imports.tryOut.handler(({ context, input }) => startImport(context, input, true)),
  run: api.imports.run.handler(({ context, input }) => startImport(context, input, false)),
  history: api.imports.history.handler(async ({ context }) => {
    const rows = await context.session.workspace().db.read('importHistory', null);
    return rows.map(({ resultJson, rejected, ...row }) => ({
      ...row,
      result: { ...(JSON.parse(resultJson) as ImportOutcome), rejected },
    }));
  }),
  undo: api.imports.undo.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('undoImport', { batchId: input.id }, workspace.context());
    tell(context);
    return { undone: entries.length > 0 };
  }),
  closeGone: api.imports.closeGone.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write(
      'closeGone',
      { batchId: input.id, items: input.items },
      workspace.context(),
    );
    tell(context);
    return output;
  }),
  reopenGone: api.imports.reopenGone.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { output } = await workspace.db.write(
      'reopenGone',
      { batchId: input.id, items: input.items },
      workspace.context(),
    );
    tell(context);
    return output;
  }),
  exportRejected: api.imports.exportRejected.handler(async ({ context, input }) => {
    const report =
      'id' in input
        ? await context.session.workspace().db.read('rejectedRows', { id: input.id })
        : context.importReports.get(input.jobId);
    if (report === undefined)
      throw new EngineError('not_found', 'That import is no longer at hand. Look at its file again.');
    return offerDownload(context.files, { ...leftoversFile(report), mime: 'text/csv;charset=utf-8' });
  }),
};

async function startImport(
  context: EngineContext,
  input: ImportInput,
  dryRun: boolean,
): Promise<{ jobId: JobId }> {
  const workspace = context.session.workspace();
  const file = await context.files.readGrant(input.grant);
  const jobId: JobId = context.jobs.start({
    kind: 'import',
    title: dryRun ? `Checking ${file.name}` : `Importing ${file.name}`,
    cancellable: true,
    run: async (signal, report) => {
      const { outcome, rejected, columns } = await importFile(workspace, {
        fileName: file.name,
        bytes: file.bytes,
        mapping: input.mapping,
        complete: input.complete,
        asOf: input.asOf,
        dryRun,
        signal,
        onProgress: report,
      });
      context.importReports.set(jobId, { fileName: file.name, rejected, columns });
      if (dryRun) return outcome;
      if (input.shapeHash !== null) await keepMapping(context, input.mapping, input.shapeHash);
      tell(context);
      return outcome;
    },
  });
  return { jobId };
}

async function keepMapping(
  { session }: EngineContext,
  mapping: ImportMapping,
  shapeHash: string,
): Promise<void> {
  const workspace = session.workspace();
  await workspace.db.write(
    'saveMapping',
    { shapeHash, kind: mapping.kind, mappingJson: JSON.stringify(mapping) },
    workspace.context(),
  );
}

function tell({ hub }: EngineContext): void {
  for (const topic of [
    'imports',
    'worklist',
    'accounts',
    'timeline',
    'views',
    'cash',
    'holdFire',
    'log',
  ] as const)
    hub.changed(topic);
}
