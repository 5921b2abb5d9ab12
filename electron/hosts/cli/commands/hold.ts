import { textSchema } from '../../../../shared/contract/primitives.ts';
import type { HoldTarget } from '../../../../shared/domain/holds/types.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { dateValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

interface TargetFlags {
  readonly account: string | null;
  readonly invoice: string | null;
  readonly everything: boolean;
}

const USAGE = 'hold set [--account A] [--invoice N] [--everything] --reason T [--until D]';

/** Puts an invoice, an account or everything on hold. */
export const holdSet: Command = defineCommand({
  parameters: {},
  flags: {
    account: 'optional',
    invoice: 'optional',
    everything: 'switch',
    reason: 'required',
    until: 'optional',
  },
  run: (context, flags) => {
    requireTarget(flags, USAGE);
    const until = dateValue('until', flags.until);
    const reason = schemaValue(textSchema(500), flags.reason, '--reason');
    return withWorkspace(context, 'write', async (workspace) => {
      const target = await targetOf(workspace, flags);
      const { output, entries } = await workspace.db.write(
        'setHold',
        { target, reason, until },
        workspace.context(),
      );
      return {
        json: { hold: { id: output.id, scope: target.scope, reason, until }, seq: entries[0]?.seq },
        text: () => `On hold ${until === null ? 'until it is lifted' : `until ${until}`}.`,
      };
    });
  },
});

/** Lifts the hold on an invoice, an account or everything. */
export const holdLift: Command = defineCommand({
  parameters: {},
  flags: { account: 'optional', invoice: 'optional', everything: 'switch' },
  run: (context, flags) => {
    requireTarget(flags, 'hold lift [--account A] [--invoice N] [--everything]');
    return withWorkspace(context, 'write', async (workspace) => {
      const target = await targetOf(workspace, flags);
      const { output, entries } = await workspace.db.write('liftHold', { target }, workspace.context());
      const hold = output.lifted === null ? null : { id: output.lifted, scope: target.scope, lifted: true };
      return {
        json: { hold, seq: entries[0]?.seq ?? null },
        text: () => (hold === null ? 'No hold rests there.' : 'Hold lifted.'),
      };
    });
  },
});

function requireTarget({ account, invoice, everything }: TargetFlags, usage: string): void {
  if (everything && (account !== null || invoice !== null)) {
    throw new UsageError('--everything stands alone: leave --account and --invoice out.', usage);
  }
  if (!everything && account === null) throw new UsageError('--account is missing.', usage);
}

async function targetOf(workspace: OpenWorkspace, flags: TargetFlags): Promise<HoldTarget> {
  if (flags.everything || flags.account === null) return { scope: 'workspace' };
  const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
  if (flags.invoice === null) return { scope: 'account', accountId };
  const { id: documentId } = await workspace.db.read('findInvoice', { accountId, key: flags.invoice });
  return { scope: 'invoice', accountId, documentId };
}
