import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { createHandoff } from '../../../engine/services/handoff/create-handoff.ts';
import type { HandoffRecipient } from '../../../engine/services/handoff/handoff-order.ts';
import { publishToFile } from '../../../engine/services/handoff/publication.ts';
import { makeReturn } from '../../../engine/services/handoff/return-handoff.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { requireOutputPlace } from '../files/output-file.ts';
import { packText, printedPack } from '../handoff-output.ts';
import { packPassphrase } from '../open-pack-file.ts';
import { peopleOf } from '../people.ts';
import { dateValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

/** Hands accounts to somebody for a time, as one encrypted and signed file. */
export const handoffCreate: Command = defineCommand({
  parameters: {},
  flags: {
    recipient: 'optional',
    accounts: 'required',
    from: 'required',
    to: 'required',
    out: 'required',
    text: 'optional',
    'pack-passphrase-env': 'optional',
  },
  run: (context, flags) => {
    const target = pathFrom(context, flags.out);
    requireOutputPlace(target);
    const people = peopleOf(context);
    return withWorkspace(context, 'write', async (workspace) => {
      const today = workspace.today();
      const order = {
        accounts: await accountsOf(workspace, flags.accounts),
        from: dateValue('from', flags.from) ?? today,
        to: dateValue('to', flags.to) ?? today,
        recipient: recipientOf(context, flags),
        words: flags.text ?? '',
        wordsOf: new Map<AccountId, string>(),
      };
      const { manifest, warnings } = await createHandoff(workspace, people, order, publishToFile(target), {
        signal: context.cancellation(),
        onProgress: (fraction) => context.narrator.progress('Packing', Math.round(fraction * 100), 100),
      });
      context.narrator.clear();
      for (const { message } of warnings) context.narrator.note(message);
      return {
        json: { ...printedPack(manifest, warnings), file: target },
        text: () => packText(manifest, [['File', target]]),
      };
    });
  },
});

/** Makes the pack that goes back to whom the handoff came from. */
export const handoffReturn: Command = defineCommand({
  parameters: {},
  flags: { out: 'required', interim: 'switch' },
  run: (context, flags) => {
    const target = pathFrom(context, flags.out);
    requireOutputPlace(target);
    const people = peopleOf(context);
    return withWorkspace(context, 'write', async (workspace) => {
      const final = !flags.interim;
      const manifest = await makeReturn(workspace, people, { final }, publishToFile(target), {
        signal: context.cancellation(),
      });
      const end = final ? 'over: nothing goes out from here any more' : `goes on until ${manifest.window.to}`;
      return {
        json: { ...printedPack(manifest), final, file: target },
        text: () =>
          packText(manifest, [
            ['The window', end],
            ['File', target],
          ]),
      };
    });
  },
});

async function accountsOf(workspace: OpenWorkspace, text: string): Promise<readonly AccountId[] | 'all'> {
  if (text.trim() === 'all') return 'all';
  const keys = text.split(',').map((key) => key.trim());
  const found = await Promise.all(keys.map((key) => workspace.db.read('findAccount', { key })));
  return [...new Set(found.map(({ id }) => id))];
}

function recipientOf(
  context: CommandContext,
  flags: { readonly recipient: string | null; readonly 'pack-passphrase-env': string | null },
): HandoffRecipient {
  const passphrase = packPassphrase(context, flags['pack-passphrase-env']);
  if (passphrase !== null) {
    return { kind: 'passphrase', passphrase, name: flags.recipient ?? 'whoever knows the passphrase' };
  }
  if (flags.recipient === null) {
    throw new UsageError(
      '--recipient is missing: a person whose card is trusted, or use --pack-passphrase-env.',
    );
  }
  const {
    own,
    fingerprint: _fingerprint,
    trustedAt: _trustedAt,
    ...card
  } = peopleOf(context).find(flags.recipient);
  if (own) {
    throw new EngineError(
      'validation',
      `${card.name} is your own person. Hand the accounts to somebody else.`,
    );
  }
  return { kind: 'person', card };
}
