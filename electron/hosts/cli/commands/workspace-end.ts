import { unlock } from '../../../engine/secrets/unlock.ts';
import {
  type EraseCertificate,
  MAX_CERTIFICATE_BYTES,
  verifyCertificate,
} from '../../../engine/services/contract-end/erase-certificate.ts';
import { countWords } from '../../../engine/services/contract-end/erase-words.ts';
import { eraseWorkspace } from '../../../engine/services/contract-end/erase-workspace.ts';
import { fileTarget } from '../../../engine/services/contract-end/export-targets.ts';
import { exportWorkspace } from '../../../engine/services/contract-end/export-workspace.ts';
import { signerOf } from '../../../engine/services/contract-end/signer.ts';
import { fingerprintOfCard } from '../../../engine/services/people/card.ts';
import type { People } from '../../../engine/services/people/people.ts';
import { openProfile } from '../../../engine/services/profile/profile.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { pathFrom } from '../context.ts';
import { readInputFile } from '../files/input-file.ts';
import { requireOutputPlace } from '../files/output-file.ts';
import { installationOf, unlockChosen } from '../installation.ts';
import { textFacts } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { peopleOf } from '../people.ts';
import { withWorkspace } from '../workspace.ts';

/** Writes everything of a workspace as open formats into one zip archive. */
export const workspaceExport: Command = defineCommand({
  parameters: { DIR: 'optional' },
  flags: { out: 'required' },
  run: (context, flags, { DIR }) => {
    const file = pathFrom(context, flags.out);
    requireOutputPlace(file);
    const options = DIR === null ? context.options : { ...context.options, workspace: DIR };
    return withWorkspace({ ...context, options }, 'write', async (workspace, { version }) => {
      const { narrator } = context;
      const receipt = await exportWorkspace(workspace, {
        target: fileTarget(file),
        version,
        signal: context.cancellation(),
        onProgress: ({ phase, done, total }) => narrator.progress(phase, done, total),
      });
      return {
        json: { file, ...receipt },
        text: () =>
          textFacts([
            ['Archive', file],
            ['Files', String(receipt.files)],
            ['SHA-256', receipt.sha256],
            ['Log up to', `${receipt.head.seq} ${receipt.head.hash}`],
          ]),
      };
    });
  },
});

/** Destroys a workspace for good; again after an interruption, it finishes. */
export const workspaceErase: Command = defineCommand({
  parameters: { DIR: 'required' },
  flags: { confirm: 'required' },
  run: async (context, flags, { DIR }) => {
    const installation = installationOf(context);
    const how = unlockChosen(context, installation);
    const people = peopleOf(context);
    const profile = openProfile(installation.home, context.env);
    const { certificate, file } = await eraseWorkspace(installation, {
      folder: pathFrom(context, DIR),
      confirm: flags.confirm,
      findKey: (header) => unlock(header, how),
      signer: signerOf(people),
      actor: profile.actor(),
      person: () => people.own(),
      profile,
    });
    for (const warning of certificate.warnings) context.narrator.note(`Note: ${warning}`);
    if (certificate.resumed) context.narrator.note('An erase that was interrupted before is finished now.');
    if (certificate.signedBy === null) context.narrator.note(WITHOUT_PERSON);
    return {
      json: { erased: true, certificate, file },
      text: () => `${certificateText(certificate)}\n\nThe certificate is in ${file}.`,
    };
  },
});

const WITHOUT_PERSON =
  'Warning: this profile has no person, so the certificate is signed with a key made for it alone. It shows that nothing was changed since, not who signed.';

/** Checks the certificate of an erased workspace; needs no workspace. */
export const workspaceVerifyCertificate: Command = defineCommand({
  parameters: { FILE: 'required' },
  flags: {},
  run: async (context, _flags, { FILE }) => {
    const check = verifyCertificate(await readInputFile(pathFrom(context, FILE), MAX_CERTIFICATE_BYTES));
    if (!check.ok) {
      return {
        json: { ok: false, reason: check.reason },
        text: () => `The certificate does NOT hold: ${oneLine(check.reason)}.`,
        status: 1,
      };
    }
    const { certificate } = check;
    const signer = signerFacts(certificate, peopleOf(context));
    return {
      json: { ok: true, signer, certificate },
      text: () => `${certificateText(certificate)}\n\n${signerText(signer)}`,
    };
  },
});

interface SignerFacts {
  readonly name: string;
  readonly fingerprint: string;
  /** Whether this profile trusts the card that signed, or it is its own. */
  readonly known: boolean;
}

function signerFacts({ signedBy }: EraseCertificate, people: People): SignerFacts | null {
  if (signedBy === null) return null;
  const known = people.list().some(({ id }) => id === signedBy.id);
  return { name: signedBy.name, fingerprint: fingerprintOfCard(signedBy), known };
}

function signerText(signer: SignerFacts | null): string {
  if (signer === null) return 'Nothing was changed since it was signed. Who signed it, it does not say.';
  const { name, fingerprint, known } = signer;
  const whose = known ? 'a card that you trust' : 'compare the fingerprint with theirs';
  return `Signed by ${oneLine(name)}, ${fingerprint} (${whose}).`;
}

function certificateText({ workspace, state, begunAt, erasedAt, log, counts, by }: EraseCertificate): string {
  return textFacts([
    ['Workspace', `${oneLine(workspace.name)} (${workspace.id})`],
    ['State', state === 'erased' ? `erased ${erasedAt}` : `begun ${begunAt}, not finished`],
    ['By', oneLine(by)],
    ['It held', countWords(counts)],
    ['Log ended with', `${log.head.seq} ${log.head.hash}`],
  ]);
}
