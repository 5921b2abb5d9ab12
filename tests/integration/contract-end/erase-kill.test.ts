import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import {
  findJournal,
  listCertificates,
} from '../../../electron/engine/services/contract-end/certificate-store.ts';
import { verifyCertificate } from '../../../electron/engine/services/contract-end/erase-certificate.ts';
import { eraseWorkspace } from '../../../electron/engine/services/contract-end/erase-workspace.ts';
import { signerOf } from '../../../electron/engine/services/contract-end/signer.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import {
  CLIENT,
  type EndingWorkspace,
  endingWorkspace,
  PASSPHRASE,
  SECRET,
  withCopies,
} from '../../support/contract-end/ending-workspace.ts';
import { startChild } from '../../support/storage/child.ts';
import { findPlaintext } from '../../support/storage/plaintext-scan.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const CHILD = '../contract-end/erase-child.ts';
/** More than there are steps: the child that is told so erases to the end. */
const NEVER = 1_000;

async function runChild({ base, keeping }: EndingWorkspace, killedAt: number): Promise<readonly string[]> {
  const passphrase = keeping.kind === 'passphrase' ? PASSPHRASE : '';
  const child = startChild(CHILD, [base, CLIENT, passphrase, String(killedAt)], null);
  await child.ended;
  return child.lines;
}

/** A second run that has neither the key nor anything else but the journal and the name. */
function finish({ installation, folder, people }: EndingWorkspace) {
  return eraseWorkspace(installation, {
    folder,
    confirm: CLIENT,
    findKey: async () => {
      throw new Error('The key was asked for.');
    },
    signer: signerOf(people),
    actor: 'Ines Okafor',
    person: () => people.own(),
    profile: openProfile(installation.home, {}),
  });
}

describe.each(['keyring', 'passphrase'] as const)('an erase that is killed, key kept by %s', (kind) => {
  it('is finished by a second run, whatever the step', async () => {
    const ending = await endingWorkspace(kind);
    await withCopies(ending);
    const workspace = await ending.open();
    const { key } = workspace;
    await workspace.close();
    await ending.people.create({ name: 'Ines Okafor', role: 'specialist' });
    const before = temporaryFolder();
    cpSync(ending.base, before, { recursive: true });
    const { home } = ending.installation;
    let killedAt = 0;
    for (; killedAt < NEVER; killedAt += 1) {
      cpSync(before, ending.base, { recursive: true });
      if ((await runChild(ending, killedAt)).includes('erased')) break;
      expect(findJournal(home, ending.folder)).not.toBeNull();
      // Killed before anything was gone, it begins anew, and needs the key for that.
      const whole = existsSync(join(ending.folder, 'workspace.json'));
      expect(whole).toBe(killedAt === 0);
      const { certificate, file } = whole ? await ending.erase() : await finish(ending);
      expect(certificate).toMatchObject({ state: 'erased', resumed: !whole, workspace: { name: CLIENT } });
      expect(certificate.removed).toEqual(expect.arrayContaining(['workspace.json', 'workspace.db']));
      expect(verifyCertificate(readFileSync(file))).toEqual({ ok: true, certificate });
      expect(existsSync(ending.folder)).toBe(false);
      expect(findJournal(home, ending.folder)).toBeNull();
      expect(findPlaintext([ending.base], [Buffer.from(key), rawKeyToHex(key), SECRET.value])).toEqual([]);
    }
    // Every file, the key and the secret are steps of their own.
    expect(killedAt).toBeGreaterThan(kind === 'keyring' ? 8 : 6);
    expect(listCertificates(home).length).toBeGreaterThan(0);
  }, 600_000);

  it('is not finished for somebody who does not type the name', async () => {
    const ending = await endingWorkspace(kind);
    await runChild(ending, 1);
    await expect(ending.erase('something else')).rejects.toMatchObject({ code: 'validation' });
    expect(existsSync(join(ending.folder, 'workspace.db'))).toBe(true);
    await expect(finish(ending)).resolves.toMatchObject({ certificate: { resumed: true } });
  }, 120_000);
});
