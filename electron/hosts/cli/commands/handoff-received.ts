import { dateInZone } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, MergeConflictId } from '../../../../shared/domain/ids.ts';
import type { GivenHandoffView } from '../../../engine/db/handoff/handoff-facts.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { acceptHandoff } from '../../../engine/services/handoff/accept-handoff.ts';
import { BRIEF_HTML_PATH, BRIEF_PDF_PATH } from '../../../engine/services/handoff/brief-parts.ts';
import { mergeHandoff } from '../../../engine/services/handoff/merge-handoff.ts';
import { requireInTime } from '../../../engine/services/handoff/open-handoff.ts';
import type { OpenedPack } from '../../../engine/services/handoff/pack/open-pack.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { requireOutputPlace, writeOutputFile } from '../files/output-file.ts';
import { packText, printedPack } from '../handoff-output.ts';
import { installationOf, unlockChosen } from '../installation.ts';
import { openPackFile } from '../open-pack-file.ts';
import { type TableColumn, textTable } from '../output/table.ts';
import { choiceValue } from '../values.ts';
import { actorOf, withWorkspace } from '../workspace.ts';

/** Says who a pack is from, that it is whole, and what is in it; `--brief` writes the brief out of it. */
export const handoffInspect: Command = defineCommand({
  parameters: { FILE: 'required' },
  flags: { 'pack-passphrase-env': 'optional', brief: 'optional' },
  run: async (context, flags, { FILE }) => {
    const brief = flags.brief === null ? null : pathFrom(context, flags.brief);
    if (brief !== null) requireOutputPlace(brief);
    const pack = await openPackFile(context, FILE, flags['pack-passphrase-env']);
    if (brief !== null) {
      const path = brief.toLowerCase().endsWith('.pdf') ? BRIEF_PDF_PATH : BRIEF_HTML_PATH;
      await writeOutputFile(brief, await pack.bytes(path));
    }
    return {
      json: { ...printedPack(pack.manifest), ...(brief === null ? {} : { brief }) },
      text: () => packText(pack.manifest, brief === null ? [] : [['Brief', brief]]),
    };
  },
});

/** Takes handed accounts over, into a new workspace folder. */
export const handoffAccept: Command = defineCommand({
  parameters: { FILE: 'required', DIR: 'required' },
  flags: { accounts: 'optional', 'pack-passphrase-env': 'optional' },
  run: async (context, flags, { FILE, DIR }) => {
    const installation = installationOf(context);
    const unlock = unlockChosen(context, installation);
    const pack = await openPackFile(context, FILE, flags['pack-passphrase-env']);
    const { timeZone } = pack.manifest.workspace;
    requireInTime(pack.manifest, dateInZone(installation.clock.now(), timeZone));
    const { folder, recoveryCode, accepted, declined } = await acceptHandoff(installation, {
      pack,
      folder: pathFrom(context, DIR),
      keeping:
        unlock.kind === 'passphrase'
          ? { kind: 'passphrase', passphrase: unlock.passphrase }
          : { kind: 'keyring', store: installation.keyring },
      accounts: chosenAccounts(pack, flags.accounts),
      actor: actorOf(context, installation),
    });
    return {
      json: {
        ...printedPack(pack.manifest),
        accounts: accepted.length,
        declined: declined.length,
        workspace: { path: folder, recoveryCode },
      },
      text: () =>
        packText(pack.manifest, [
          ['Accepted', String(accepted.length)],
          ['Declined', String(declined.length)],
          ['Folder', folder],
          ['Recovery code', recoveryCode],
        ]),
    };
  },
});

/** Merges what the other side returned. The same return twice changes nothing. */
export const handoffMerge: Command = defineCommand({
  parameters: { FILE: 'required' },
  flags: {},
  run: async (context, _flags, { FILE }) => {
    const pack = await openPackFile(context, FILE, null);
    return withWorkspace(context, 'write', async (workspace) => {
      const merged = await mergeHandoff(workspace, pack);
      const conflicts = await workspace.db.read('mergeConflicts', { handoff: pack.manifest.handoff });
      return {
        json: { ...printedPack(pack.manifest), merged, conflicts },
        text: () =>
          packText(pack.manifest, [
            [
              'Merged',
              merged.known
                ? 'nothing: all of it was here already'
                : `${merged.entries} entries, ${merged.taken} changes`,
            ],
            ['Conflicts', String(conflicts.length)],
          ]),
      };
    });
  },
});

/** Decides a record that both sides changed. */
export const handoffDecide: Command = defineCommand({
  parameters: { CONFLICT: 'required' },
  flags: { as: 'required' },
  run: (context, flags, { CONFLICT }) => {
    const decision = choiceValue('as', flags.as, ['mine', 'theirs'] as const);
    return withWorkspace(context, 'write', async (workspace) => {
      const input = { id: CONFLICT as MergeConflictId, decision };
      const { entries } = await workspace.db.write('decideConflict', input, workspace.context());
      return {
        json: { conflict: { id: CONFLICT, decision }, seq: entries[0]?.seq ?? null },
        text: () => (decision === 'mine' ? 'Ours stays.' : 'Theirs is taken.'),
      };
    });
  },
});

const GIVEN_COLUMNS: readonly TableColumn<GivenHandoffView>[] = [
  { header: 'Id', value: ({ id }) => id },
  { header: 'To', value: ({ recipientName }) => recipientName },
  { header: 'From', value: ({ startsOn }) => startsOn },
  { header: 'Until', value: ({ endsOn }) => endsOn },
  { header: 'Accounts', value: ({ accounts }) => String(accounts) },
  { header: 'State', value: ({ closedAt }) => (closedAt === null ? 'open' : 'over') },
];

/** Handoffs that were given from a workspace, and the one that it came from. */
export const handoffList: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'read', async (workspace) => {
      const given = await workspace.db.read('givenHandoffs', null);
      const received = await workspace.db.read('receivedHandoff', null);
      const from =
        received === null ? null : (JSON.parse(received.senderJson) as { readonly name: string }).name;
      return {
        json: {
          given: given.map(({ recipientJson: _card, ...handoff }) => handoff),
          received:
            received === null
              ? null
              : {
                  id: received.id,
                  sender: from,
                  from: received.startsOn,
                  to: received.endsOn,
                  returnedAt: received.returnedAt,
                },
        },
        text: () => textTable(GIVEN_COLUMNS, given),
      };
    }),
});

/** Takes handed accounts back before the window is over. */
export const handoffClose: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { reason: 'optional' },
  run: (context, flags, { ID }) =>
    withWorkspace(context, 'write', async (workspace) => {
      const input = { id: ID as HandoffId, why: flags.reason ?? 'taken back' };
      const { entries } = await workspace.db.write('closeHandoff', input, workspace.context());
      return {
        json: { handoff: { id: ID }, closed: true, seq: entries[0]?.seq ?? null },
        text: () => 'The handoff is over here. Tell the other side: what they send cannot be seen from here.',
      };
    }),
});

/** Accounts by id or number, as the pack lists them. */
function chosenAccounts(pack: OpenedPack, text: string | null): readonly AccountId[] | 'all' {
  if (text === null || text.trim() === 'all') return 'all';
  return text.split(',').map((part) => {
    const key = part.trim();
    const found = pack.manifest.accounts.find(({ id, number }) => id === key || number === key);
    if (found !== undefined) return found.id;
    throw new EngineError(
      'not_found',
      `The pack hands over no account "${key}". Look into it with "handoff inspect".`,
    );
  });
}
