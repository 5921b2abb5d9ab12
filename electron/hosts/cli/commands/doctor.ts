import { isEngineError } from '../../../engine/platform/engine-error.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import type { CommandContext } from '../context.ts';
import { installationFacts } from '../doctor/installation-facts.ts';
import { type DoctorReport, doctorText } from '../doctor/report-text.ts';
import { type Problem, problemsOf, type WorkspaceFacts, workspaceFacts } from '../doctor/workspace-facts.ts';
import { installationOf } from '../installation.ts';
import { withWorkspace, workspaceFolderIfAny } from '../workspace.ts';

interface Examined {
  readonly workspace: WorkspaceFacts | null;
  readonly problems: readonly Problem[];
}

/** Says in what state this installation, and the workspace when there is one, are. Fails with what is wrong. */
export const doctor: Command = defineCommand({
  parameters: {},
  flags: { online: 'switch' },
  run: async (context, flags) => {
    const installation = await installationFacts(context);
    const examined = await examine(context, flags.online);
    const [first] = examined.problems;
    const report: DoctorReport = { ok: first === undefined, ...installation, ...examined };
    return {
      json: first === undefined ? report : { error: { ...first, report } },
      text: () => doctorText(report),
      status: report.ok ? 0 : 1,
    };
  },
});

/** A workspace that cannot be opened is a finding, not the end: the rest of the report matters then most. */
async function examine(context: CommandContext, online: boolean): Promise<Examined> {
  if (workspaceFolderIfAny(context, installationOf(context).home) === null) {
    return { workspace: null, problems: [] };
  }
  try {
    return await withWorkspace(context, 'read', async (open) => {
      const workspace = await workspaceFacts(context, open, online);
      return { workspace, problems: problemsOf(workspace) };
    });
  } catch (error) {
    if (!isEngineError(error) || error.code === 'internal') throw error;
    return { workspace: null, problems: [{ code: error.code, message: error.message }] };
  }
}
