import { parse } from 'node:path';
import {
  CRM_ACTIVITIES,
  CRM_NAMES,
  CRM_SUBJECTS,
  CRM_SYSTEMS,
} from '../../../../shared/domain/crm/crm-kinds.ts';
import { type CrmExport, type CrmFile, exportCrm } from '../../../engine/services/crm/export-crm.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { pathFrom } from '../context.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { textTable } from '../output/table.ts';
import { choiceValue, dateValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';
import { savedView } from './worklist.ts';

const USAGE =
  'crm export --for hubspot|salesforce --what accounts|contacts|touchpoints --out FILE [--kind K]… [--from D] [--to D] [--account A]… [--view V] [--new]';

/** Writes files for the import of a CRM; HubSpot gets one for each kind of touchpoint, named after FILE. */
export const crmExport: Command = defineCommand({
  parameters: {},
  flags: {
    for: 'required',
    what: 'required',
    out: 'required',
    kind: 'repeated',
    from: 'optional',
    to: 'optional',
    account: 'repeated',
    view: 'optional',
    new: 'switch',
  },
  run: (context, flags) => {
    const system = choiceValue('for', flags.for, CRM_SYSTEMS);
    const subject = choiceValue('what', flags.what, CRM_SUBJECTS);
    const activities = flags.kind.map((kind) => choiceValue('kind', kind, CRM_ACTIVITIES));
    if (flags.account.length > 0 && flags.view !== null) {
      throw new UsageError('Name accounts or a view, not both.', USAGE);
    }
    const [from, to] = [dateValue('from', flags.from), dateValue('to', flags.to)];
    const out = pathFrom(context, flags.out);
    requireOutputPlace(out);
    return withWorkspace(context, 'write', async (workspace) => {
      const accounts = await accountsOf(workspace, flags);
      const options = { system, subject, activities, from, to, accounts, newOnly: flags.new };
      const written: WrittenFile[] = [];
      for (const file of await exportCrm(workspace, options)) {
        const path = placeOf(file, out, options);
        requireOutputPlace(path);
        await writeOutputFile(path, file.bytes);
        written.push({ file: path, rows: file.rows, kind: file.activity });
      }
      return {
        json: { for: system, what: subject, files: written },
        text: () =>
          written.length === 0
            ? `There is nothing to export for ${CRM_NAMES[system]}.`
            : textTable(
                [
                  { header: 'File', whole: true, value: (row) => row.file },
                  { header: 'Rows', align: 'right', value: (row) => String(row.rows) },
                ],
                written,
              ),
      };
    });
  },
});

interface WrittenFile {
  readonly file: string;
  readonly rows: number;
  readonly kind: CrmFile['activity'];
}

async function accountsOf(
  workspace: OpenWorkspace,
  flags: { readonly account: readonly string[]; readonly view: string | null },
): Promise<CrmExport['accounts']> {
  if (flags.view !== null) return (await savedView(workspace, flags.view)).filter;
  if (flags.account.length === 0) return null;
  return Promise.all(flags.account.map(async (key) => (await workspace.db.read('findAccount', { key })).id));
}

/** Where several files come of one export, each is named after the one that was asked for: `crm-calls.csv`. */
function placeOf({ activity }: CrmFile, out: string, { activities }: Pick<CrmExport, 'activities'>): string {
  if (activity === null || activities.length === 1) return out;
  const { dir, name, ext } = parse(out);
  return `${dir}/${name}-${activity}${ext}`;
}
