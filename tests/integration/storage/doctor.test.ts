import { describe, expect, it } from 'vitest';
import { freeDiskBytes, storageFacts } from '../../../electron/engine/db/doctor.ts';
import { openConnection } from '../../../electron/engine/db/open.ts';
import { appendEntries, readHead } from '../../../electron/engine/db/touchpoint-log/append.ts';
import { newRecoveryCode } from '../../../electron/engine/secrets/recovery-code.ts';
import { withWrappedSlot } from '../../../electron/engine/secrets/unlock.ts';
import { damagePage } from '../../support/storage/damage.ts';
import { sampleEntries } from '../../support/storage/log-samples.ts';
import { CONTEXT, temporaryWorkspace } from '../../support/workspace.ts';

describe('the storage facts of doctor', () => {
  it('name cipher, key store, integrity, log and free disk of a sound workspace', async () => {
    const { folder, header, key, open } = temporaryWorkspace();
    const db = open('writer');
    appendEntries(db, sampleEntries(2), CONTEXT);
    const slots = await withWrappedSlot(header, key, 'recovery', newRecoveryCode());
    const keyring = { service: 'duebook', account: 'w' };
    expect(await storageFacts(folder, { ...header, slots: { ...slots, keyring } }, db)).toEqual({
      cipher: 'sqlcipher',
      sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
      keyStore: 'keyring',
      hasRecoveryCode: true,
      schemaVersion: expect.any(Number),
      integrity: 'ok',
      log: readHead(db),
      freeDiskBytes: expect.any(Number),
    });
  });

  it('say when there is only a passphrase, or no protection that lasts', async () => {
    const { folder, header, key, open } = temporaryWorkspace();
    const db = open('reader');
    const slots = await withWrappedSlot(header, key, 'passphrase', 'correct horse');
    expect((await storageFacts(folder, { ...header, slots }, db)).keyStore).toBe('passphrase');
    expect((await storageFacts(folder, header, db)).keyStore).toBe('none');
  });

  it('report damaged pages instead of failing', async () => {
    const { folder, header, key, paths, open } = temporaryWorkspace();
    const db = openConnection(paths.database, key, 'writer');
    appendEntries(db, sampleEntries(400), CONTEXT);
    db.close();
    damagePage(paths.database, -1);
    const { integrity } = await storageFacts(folder, header, open('reader'));
    expect(integrity).toMatch(/page|damaged/);
  });

  it('count the bytes that are left on the disk', async () => {
    expect(await freeDiskBytes(temporaryWorkspace().folder)).toBeGreaterThan(0);
  });
});
