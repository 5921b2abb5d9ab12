import { textSchema } from '../../../../shared/contract/primitives.ts';
import { CALL_OUTCOMES, MANUAL_KINDS } from '../../../../shared/domain/touchpoint-kinds.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { choiceValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const LONGEST_TEXT = 10_000;

/** Logs what a person did or noticed. */
export const touchAdd: Command = defineCommand({
  parameters: {},
  flags: { account: 'required', kind: 'required', outcome: 'optional', text: 'optional' },
  run: (context, flags) => {
    const kind = choiceValue('kind', flags.kind, MANUAL_KINDS);
    const outcome = flags.outcome === null ? null : choiceValue('outcome', flags.outcome, CALL_OUTCOMES);
    const text = schemaValue(textSchema(LONGEST_TEXT), flags.text ?? '', '--text');
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const { output, entries } = await workspace.db.write(
        'addTouchpoint',
        { accountId, kind, outcome, text },
        workspace.context(),
      );
      const [entry] = entries;
      return {
        json: {
          ...{ seq: entry?.seq, id: entry?.id, hash: entry?.hash },
          ...(output.warnings.length === 0 ? {} : { warnings: output.warnings }),
        },
        text: () =>
          [`Logged as entry ${entry?.seq}.`, ...output.warnings.map((warning) => `Note: ${warning}`)].join(
            '\n',
          ),
      };
    });
  },
});
