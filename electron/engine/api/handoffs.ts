import type { HandoffSelection } from '../../../shared/contract/handoffs.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { awayView } from '../services/handoff/away-view.ts';
import { previewBrief, wholeBrief } from '../services/handoff/brief-preview.ts';
import { checkHandoff } from '../services/handoff/check-handoff.ts';
import { createHandoff } from '../services/handoff/create-handoff.ts';
import { handoffOverview } from '../services/handoff/given-view.ts';
import type { HandoffRecipient } from '../services/handoff/handoff-order.ts';
import { lookAtReturn } from '../services/handoff/look-at-return.ts';
import { mergeHandoff } from '../services/handoff/merge-handoff.ts';
import { openHandoffPack } from '../services/handoff/open-handoff.ts';
import { handoffFileName } from '../services/handoff/pack-names.ts';
import { PACK_MIME } from '../services/handoff/publish-to-download.ts';
import { selectedAccounts } from '../services/handoff/selected-accounts.ts';
import type { People } from '../services/people/people.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';
import { packBytes, packTarget, readSharedFolder, setSharedFolder } from './pack-files.ts';

export const handoffs = {
  overview: api.handoffs.overview.handler(({ context }) => handoffOverview(context.session.workspace())),
  check: api.handoffs.check.handler(async ({ context, input }) => {
    const { accounts, warnings, taken, total } = await checkHandoff(context.session.workspace(), input);
    return {
      total,
      accounts: [...accounts],
      taken: [...taken],
      warnings: warnings.map((warning) => ({ ...warning, accounts: [...warning.accounts] })),
    };
  }),
  preview: api.handoffs.preview.handler(async ({ context, input }) =>
    previewBrief(context.session.workspace(), await requestOf(context, input)),
  ),
  brief: api.handoffs.brief.handler(async ({ context, input }) =>
    offerDownload(
      context.files,
      await wholeBrief(context.session.workspace(), await requestOf(context, input), input.format),
    ),
  ),
  create: api.handoffs.create.handler(({ context, input }) => {
    const workspace = context.session.workspace();
    const recipient = recipientOf(context.people, input.recipient);
    const to = recipient.kind === 'person' ? recipient.card.name : recipient.name;
    const name = handoffFileName({ workspace: workspace.name, recipient: to, from: input.from });
    const target = packTarget(context, name, input.target);
    const jobId = context.jobs.start({
      kind: 'handoff',
      title: `Handing over to ${to}`,
      cancellable: true,
      run: async (signal, report) => {
        const selected = await selectedFor(context, input.selection);
        const { manifest, bytes } = await createHandoff(
          workspace,
          context.people,
          {
            accounts: selected,
            from: input.from,
            to: input.to,
            recipient,
            words: input.words,
            wordsOf: wordsOf(input.wordsOf),
          },
          target.publication,
          {
            signal,
            onProgress: (fraction) =>
              report({
                phase: fraction < 0.5 ? 'Writing the brief' : 'Packing and encrypting',
                done: Math.round(fraction * 100),
                total: 100,
              }),
          },
        );
        tell(context);
        return {
          id: manifest.id,
          to,
          from: manifest.window.from,
          until: manifest.window.to,
          accounts: manifest.accounts.length,
          fileName: target.fileName,
          size: bytes,
          download: target.download(PACK_MIME),
          passphrase: recipient.kind === 'passphrase',
        };
      },
    });
    return { jobId };
  }),
  close: api.handoffs.close.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('closeHandoff', input, workspace.context());
    tell(context);
    return { closed: entries.length > 0 };
  }),
  look: api.handoffs.look.handler(async ({ context, input }) =>
    lookAtReturn(context.session.workspace(), context.people, await packBytes(context, input)),
  ),
  merge: api.handoffs.merge.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const bytes = await packBytes(context, input);
    const jobId = context.jobs.start({
      kind: 'handoff',
      title: 'Merging a return',
      cancellable: true,
      run: async (signal, report) => {
        const pack = await openHandoffPack(context.people, {
          bytes,
          passphrase: null,
          signal,
          onProgress: (fraction) =>
            report({ phase: 'Checking the pack', done: Math.round(fraction * 90), total: 100 }),
        });
        report({ phase: 'Merging', done: 95, total: 100 });
        const outcome = await mergeHandoff(workspace, pack);
        tell(context);
        return { handoffId: pack.manifest.handoff, ...outcome };
      },
    });
    return { jobId };
  }),
  away: api.handoffs.away.handler(async ({ context, input }) => {
    const { coverage, conflicts, accounts } = await awayView(context.session.workspace(), input.id);
    return {
      coverage: { ...coverage, followUps: [...coverage.followUps] },
      conflicts: conflicts.map((conflict) => ({
        ...conflict,
        before: [...conflict.before],
        mine: [...conflict.mine],
        theirs: [...conflict.theirs],
      })),
      accounts: accounts.map((account) => ({
        ...account,
        entries: [...account.entries],
        taken: [...account.taken],
      })),
    };
  }),
  decide: api.handoffs.decide.handler(async ({ context, input }) => {
    const workspace = context.session.workspace();
    const { entries } = await workspace.db.write('decideConflict', input, workspace.context());
    tell(context);
    return { decided: entries.length > 0 };
  }),
  sharedFolder: {
    get: api.handoffs.sharedFolder.get.handler(({ context }) => readSharedFolder(context)),
    set: api.handoffs.sharedFolder.set.handler(({ context, input }) => setSharedFolder(context, input.grant)),
  },
};

interface BriefInput {
  readonly selection: HandoffSelection;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly recipient: string;
  readonly words: string;
  readonly wordsOf: readonly { readonly accountId: AccountId; readonly words: string }[];
}

async function requestOf(context: EngineContext, input: BriefInput) {
  return {
    accounts: await selectedFor(context, input.selection),
    from: input.from,
    to: input.to,
    senderName: context.people.own()?.name ?? context.profile.actor(),
    recipientName: input.recipient,
    words: input.words,
    wordsOf: wordsOf(input.wordsOf),
  };
}

function selectedFor({ session }: EngineContext, selection: HandoffSelection): Promise<readonly AccountId[]> {
  return selectedAccounts(session.workspace(), selection);
}

function wordsOf(list: BriefInput['wordsOf']): ReadonlyMap<AccountId, string> {
  return new Map(list.map(({ accountId, words }) => [accountId, words]));
}

function recipientOf(
  people: People,
  input: { readonly person: string } | { readonly passphrase: string; readonly name: string },
): HandoffRecipient {
  if ('passphrase' in input) return { kind: 'passphrase', ...input };
  const { own, fingerprint: _fingerprint, trustedAt: _trustedAt, ...card } = people.find(input.person);
  if (!own) return { kind: 'person', card };
  throw new EngineError('validation', 'This is your own person. Hand the accounts to somebody else.', {
    field: 'recipient',
  });
}

function tell({ hub }: EngineContext): void {
  for (const topic of [
    'handoffs',
    'worklist',
    'accounts',
    'timeline',
    'holdFire',
    'drafts',
    'outbox',
    'log',
  ] as const)
    hub.changed(topic);
}
