import type { z } from 'zod';
import type { acceptedSchema, returnedSchema } from '../../../shared/contract/takeover.ts';
import { dateInZone } from '../../../shared/domain/dates.ts';
import type { HandoffId } from '../../../shared/domain/ids.ts';
import { EngineError } from '../platform/engine-error.ts';
import { acceptHandoff } from '../services/handoff/accept-handoff.ts';
import { acceptedPacks } from '../services/handoff/accepted-packs.ts';
import { type Coverage, coverageOf } from '../services/handoff/coverage.ts';
import { briefOf, lookAtHandoff } from '../services/handoff/look-at-handoff.ts';
import { openHandoffPack, requireInTime } from '../services/handoff/open-handoff.ts';
import { returnFileName } from '../services/handoff/pack-names.ts';
import { PACK_MIME } from '../services/handoff/publish-to-download.ts';
import { makeReturn } from '../services/handoff/return-handoff.ts';
import { freeFolder } from '../services/session/session.ts';
import { keepingOf, unlockOf } from '../services/workspace/key-choices.ts';
import type { OpenWorkspace } from '../services/workspace/open-workspace.ts';
import { api } from './base.ts';
import type { EngineContext } from './context.ts';
import { offerDownload } from './downloads.ts';
import { packBytes, packTarget } from './pack-files.ts';

const PERCENT = 100;

export const takeover = {
  look: api.takeover.look.handler(async ({ context, input, signal }) => {
    const bytes = await packBytes(context, input.source);
    const { accounts, ...look } = await lookAtHandoff(context.installation, context.people, {
      bytes,
      passphrase: input.passphrase,
      ...(signal === undefined ? {} : { signal }),
    });
    return { ...look, accounts: accounts.map((line) => ({ ...line, overdue: [...line.overdue] })) };
  }),
  brief: api.takeover.brief.handler(async ({ context, input }) => {
    const bytes = await packBytes(context, input.source);
    const request = { bytes, passphrase: input.passphrase };
    return offerDownload(context.files, await briefOf(context.people, request, input.form));
  }),
  accept: api.takeover.accept.handler(({ context, input }) => {
    const jobId = context.jobs.start({
      kind: 'handoff',
      title: 'Taking the accounts over',
      cancellable: true,
      run: async (signal, report): Promise<z.infer<typeof acceptedSchema>> => {
        const { installation, people, profile, recoveryCodes } = context;
        const bytes = await packBytes(context, input.source);
        const pack = await openHandoffPack(people, {
          bytes,
          passphrase: input.passphrase,
          signal,
          onProgress: (share) =>
            report({ phase: 'Checking the pack', done: Math.round(share * PERCENT), total: PERCENT }),
        });
        const { id, workspace } = pack.manifest;
        requireInTime(pack.manifest, dateInZone(installation.clock.now(), workspace.timeZone));
        report({ phase: 'Writing the workspace', done: 0, total: null });
        const { recoveryCode, accepted, declined } = await acceptHandoff(installation, {
          pack,
          folder: freeFolder(installation.home, `${workspace.name} handed`),
          keeping: keepingOf(input.protection, installation.keyring),
          accounts: input.accounts,
          actor: profile.actor,
        });
        recoveryCodes.set(id, recoveryCode);
        return { handoff: id, accepted: accepted.length, declined: declined.length };
      },
    });
    return { jobId };
  }),
  enter: api.takeover.enter.handler(async ({ context, input }) => {
    const { installation, recoveryCodes, session } = context;
    const folder = folderOf(context, input.handoff);
    const how = unlockOf(input.unlock, installation.keyring);
    if (openFolder(context) !== folder) {
      await session.open(folder);
      if (how.kind !== 'keyring' && session.status().state === 'needs_unlock') await session.unlock(how);
    }
    const status = session.status();
    if (status.state !== 'ready') {
      throw new EngineError('no_key', 'The workspace waits to be unlocked. Nothing of it is lost.');
    }
    const recoveryCode = recoveryCodes.get(input.handoff) ?? null;
    recoveryCodes.delete(input.handoff);
    return { workspace: status.workspace, recoveryCode };
  }),
  coverage: api.takeover.coverage.handler(async ({ context }) => {
    const coverage = await coverageOf(context.session.workspace());
    return { coverage: coverage === null ? null : plain(coverage) };
  }),
  firstHour: api.takeover.firstHour.handler(async ({ context }) => {
    const workspace = context.session.workspace();
    const coverage = await coverageHere(workspace);
    const today = workspace.today();
    const view = await workspace.db.read('firstHour', { today, to: coverage.to });
    return {
      today,
      coverage: plain(coverage),
      promisesDue: [...view.promisesDue],
      promisesAhead: [...view.promisesAhead],
      brokenPromises: [...view.brokenPromises],
      nextActions: [...view.nextActions],
      drafts: [...view.drafts],
      never: [...view.never],
      accounts: [...view.accounts],
    };
  }),
  return: api.takeover.return.handler(async ({ context, input }) => {
    const { people, session, hub } = context;
    const { final } = input;
    const workspace = session.workspace();
    await coverageHere(workspace);
    const sender = people.own()?.name ?? '';
    const name = returnFileName({ workspace: workspace.name, sender, on: workspace.today() });
    const target = packTarget(context, name, input.to);
    const jobId = context.jobs.start({
      kind: 'handoff',
      title: 'Making the return',
      cancellable: true,
      run: async (signal, report): Promise<z.infer<typeof returnedSchema>> => {
        try {
          await makeReturn(workspace, people, { final }, target.publication, {
            signal,
            onProgress: (share) =>
              report({ phase: 'Packing', done: Math.round(share * PERCENT), total: PERCENT }),
          });
          return { fileName: target.fileName, final, download: target.download(PACK_MIME) };
        } finally {
          for (const topic of ['takeover', 'worklist', 'accounts', 'holdFire', 'log'] as const)
            hub.changed(topic);
        }
      },
    });
    return { jobId };
  }),
};

/** The folder of the open workspace; null when none is open. */
function openFolder({ session }: EngineContext): string | null {
  return session.status().state === 'ready' ? session.workspace().folder : null;
}

function folderOf({ installation }: EngineContext, handoff: HandoffId): string {
  const accepted = acceptedPacks(installation.home).find(handoff);
  if (accepted !== null) return accepted.folder;
  throw new EngineError(
    'not_found',
    'This handoff was not accepted on this computer, or its folder is gone.',
  );
}

async function coverageHere(workspace: OpenWorkspace): Promise<Coverage> {
  const coverage = await coverageOf(workspace);
  if (coverage !== null) return coverage;
  throw new EngineError(
    'conflict',
    'This workspace did not come from a handoff. Open the one in which you accepted it.',
  );
}

/** As the contract has it: lists that may be written to. */
function plain({ wordsOf, worked, ...coverage }: Coverage) {
  return { ...coverage, wordsOf: [...wordsOf], worked: [...worked] };
}
