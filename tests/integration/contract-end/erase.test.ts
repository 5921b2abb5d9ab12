import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../electron/engine/db/header.ts';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { rawKeyToHex } from '../../../electron/engine/secrets/raw-key.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import {
  findJournal,
  listCertificates,
} from '../../../electron/engine/services/contract-end/certificate-store.ts';
import { verifyCertificate } from '../../../electron/engine/services/contract-end/erase-certificate.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { unlockWith } from '../../../electron/engine/services/workspace/create-workspace.ts';
import {
  CLIENT,
  endingWorkspace,
  NOW,
  SECRET,
  withCopies,
} from '../../support/contract-end/ending-workspace.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { findPlaintext } from '../../support/storage/plaintext-scan.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ROWS = ['Alder & Co', 'Birch Ltd', 'Cedar AG'].map((customerName, index) => ({
  customerNumber: `C${index}`,
  customerName,
  invoiceNumber: `R${index}`,
  invoiceDate: '2026-10-01',
  amount: '10.00',
}));

describe.each(['keyring', 'passphrase'] as const)('a workspace whose key is kept by %s', (kind) => {
  it('is gone after the erase, with its backups, its copies and its key', async () => {
    const ending = await endingWorkspace(kind);
    await withCopies(ending);
    const workspace = await ending.open();
    await importRows(workspace, ROWS);
    const { key } = workspace;
    await workspace.close();
    const { certificate } = await ending.erase();
    expect(existsSync(ending.folder)).toBe(false);
    expect(findPlaintext([ending.base], [Buffer.from(key), rawKeyToHex(key), SECRET.value])).toEqual([]);
    expect(certificate).toMatchObject({
      state: 'erased',
      resumed: false,
      workspace: { name: CLIENT, protection: kind, currency: 'EUR' },
      counts: { accounts: 3 },
      by: 'Ines Okafor',
    });
    expect(certificate.removed).toEqual(
      expect.arrayContaining(['workspace.json', 'workspace.db', 'backups/pre-migration-9.db']),
    );
    expect(certificate.log.head.seq).toBe(certificate.log.entries);
  });

  it('does not open with a copy of its header that somebody kept, but for what the certificate warns of', async () => {
    const ending = await endingWorkspace(kind);
    const kept = readHeader(ending.folder);
    await ending.erase();
    const opening = unlock(kept, unlockWith(ending.keeping));
    if (kind === 'keyring') await expect(opening).rejects.toMatchObject({ code: 'no_key' });
    // A passphrase still opens a copy of the slots: that is why the database goes, too, and what the certificate says.
    else await expect(opening).resolves.toHaveLength(32);
    expect(existsSync(join(ending.folder, 'workspace.db'))).toBe(false);
  });

  it('is untouched when the name is not typed to the letter', async () => {
    const ending = await endingWorkspace(kind);
    for (const wrong of ['', 'halden instruments & söhne', `${CLIENT} `]) {
      await expect(ending.erase(wrong)).rejects.toMatchObject({ code: 'validation' });
    }
    const workspace = await ending.open();
    expect(workspace.name).toBe(CLIENT);
    expect(findJournal(ending.installation.home, ending.folder)).toBeNull();
  });
});

describe('an erase', () => {
  it('is refused while somebody has the workspace open', async () => {
    const ending = await endingWorkspace('passphrase');
    const lock = acquireLock(ending.folder);
    await expect(ending.erase()).rejects.toMatchObject({ code: 'locked' });
    lock.release();
    await expect(ending.erase()).resolves.toMatchObject({ certificate: { state: 'erased' } });
  });

  it.each(['auditor', 'backup'] as const)('is refused to somebody who is here as %s', async (role) => {
    const ending = await endingWorkspace('keyring');
    await ending.people.create({ name: 'Ada Brandt', role });
    await expect(ending.erase()).rejects.toMatchObject({ code: 'policy_blocked' });
    expect(existsSync(join(ending.folder, 'workspace.db'))).toBe(true);
  });

  it('is signed by the person of the profile', async () => {
    const ending = await endingWorkspace('keyring');
    const card = await ending.people.create({ name: 'Ines Okafor', role: 'supervisor' });
    const { file, certificate } = await ending.erase();
    expect(certificate.signedBy).toEqual(card);
    expect(verifyCertificate(readFileSync(file))).toEqual({ ok: true, certificate });
    expect(listCertificates(ending.installation.home)).toEqual([certificate]);
  });

  it('forgets the workspace in the profile', async () => {
    const ending = await endingWorkspace('passphrase');
    const { workspaceId: id } = readHeader(ending.folder);
    openProfile(ending.installation.home, {}).remember({ id, folder: ending.folder, openedAt: NOW });
    await ending.erase();
    expect(openProfile(ending.installation.home, {}).recents()).toEqual([]);
  });

  it('leaves and names what Duebook did not put into the folder, also the backup of another client', async () => {
    const ending = await endingWorkspace('keyring');
    const other = await endingWorkspace('passphrase');
    await withCopies(other);
    const theirs = join(other.folder, 'backups');
    const [backup = ''] = readdirSync(theirs).filter((name) => name.endsWith('.duebook-backup'));
    mkdirSync(join(ending.folder, 'backups'));
    copyFileSync(join(theirs, backup), join(ending.folder, 'backups', backup));
    writeFileSync(join(ending.folder, 'notes.txt'), 'not ours');
    const { certificate } = await ending.erase();
    expect(certificate.notErased.filter((line) => line.startsWith('Left in the folder'))).toEqual([
      expect.stringContaining(`backups/${backup}`),
      expect.stringContaining('notes.txt'),
    ]);
    expect(readdirSync(ending.folder).sort()).toEqual(['backups', 'notes.txt']);
  });

  it('removes a link without writing to what it points to', async () => {
    const ending = await endingWorkspace('passphrase');
    const elsewhere = join(temporaryFolder(), 'precious');
    writeFileSync(elsewhere, 'precious bytes');
    mkdirSync(join(ending.folder, 'backups'));
    symlinkSync(elsewhere, join(ending.folder, 'backups', 'linked.duebook-backup'));
    await ending.erase();
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious bytes');
    expect(existsSync(ending.folder)).toBe(false);
  });

  it('touches nothing when the keyring cannot be reached', async () => {
    const ending = await endingWorkspace('keyring');
    const lost = async () => {
      throw Object.assign(new Error('gone'), { code: 'no_key' });
    };
    const { eraseWorkspace } = await import(
      '../../../electron/engine/services/contract-end/erase-workspace.ts'
    );
    const { signerOf } = await import('../../../electron/engine/services/contract-end/signer.ts');
    const keyring = { get: lost, set: lost, delete: lost };
    await expect(
      eraseWorkspace(
        { ...ending.installation, keyring },
        {
          folder: ending.folder,
          confirm: CLIENT,
          findKey: (header) => unlock(header, unlockWith(ending.keeping)),
          signer: signerOf(ending.people),
          actor: 'Ines Okafor',
          person: () => null,
          profile: openProfile(ending.installation.home, {}),
        },
      ),
    ).rejects.toMatchObject({ code: 'no_key' });
    expect((await ending.open()).name).toBe(CLIENT);
    expect(findJournal(ending.installation.home, ending.folder)).toBeNull();
  });
});
