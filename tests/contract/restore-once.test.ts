import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, passphraseDesk } from './desk.ts';
import { PASSPHRASE } from './inputs.ts';

/** A desk with books under a passphrase and the grant of a backup of them; the books are closed. */
async function deskWithBackup(): Promise<{
  readonly desk: Desk;
  readonly grant: string;
  readonly recoveryCode: string;
}> {
  const desk = await passphraseDesk();
  const { workspaces, app } = desk.client;
  const status = await app.status();
  if (status.state !== 'ready') throw new Error('The books are not open.');
  const job = await desk.ended((await workspaces.backups.create()).jobId);
  const { fileName } = job.result as { readonly fileName: string };
  await workspaces.close();
  const file = join(status.workspace.path, 'backups', fileName);
  return { desk, grant: desk.engine.files.offerOpenPath(file), recoveryCode: desk.recoveryCode };
}

describe('a backup under a passphrase', () => {
  it('is open once it is restored: the passphrase is asked for once', async () => {
    const { desk, grant } = await deskWithBackup();
    const { workspaces, app, log } = desk.client;
    const unlock = { with: 'passphrase', passphrase: PASSPHRASE } as const;
    const { folder } = await workspaces.backups.restore({ grant, unlock });
    expect(await app.status()).toMatchObject({ state: 'ready', workspace: { path: folder } });
    const { entries } = await log.page({ filter: {}, limit: 1 });
    expect(entries).toMatchObject([{ kind: 'workspace_restored' }]);
  });

  it('is open once it is restored with the recovery code, and its protection can be chosen anew', async () => {
    const { desk, grant, recoveryCode } = await deskWithBackup();
    const { workspaces, app } = desk.client;
    const unlock = { with: 'recovery', code: recoveryCode } as const;
    const { folder, workspaceId } = await workspaces.backups.restore({ grant, unlock });
    expect(await app.status()).toMatchObject({
      state: 'ready',
      workspace: { path: folder, id: workspaceId },
    });
    const kept = await workspaces.changeProtection({ kind: 'passphrase', passphrase: 'another passphrase' });
    expect(kept.recoveryCode).not.toBe(recoveryCode);
    expect(await app.status()).toMatchObject({ state: 'ready', workspace: { id: workspaceId } });
  });

  it('stays shut under another passphrase', async () => {
    const { desk, grant } = await deskWithBackup();
    const unlock = { with: 'passphrase', passphrase: 'not the one' } as const;
    await expect(desk.client.workspaces.backups.restore({ grant, unlock })).rejects.toMatchObject({
      code: 'wrong_key',
    });
    expect(await desk.client.app.status()).toMatchObject({ state: 'no_workspace' });
  });
});
