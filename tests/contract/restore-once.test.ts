import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, passphraseDesk } from './desk.ts';
import { PASSPHRASE } from './inputs.ts';

/** A desk with books under a passphrase and the grant of a backup of them; the books are closed. */
async function deskWithBackup(): Promise<{ readonly desk: Desk; readonly grant: string }> {
  const desk = await passphraseDesk();
  const { workspaces, app } = desk.client;
  const status = await app.status();
  if (status.state !== 'ready') throw new Error('The books are not open.');
  const job = await desk.ended((await workspaces.backups.create()).jobId);
  const { fileName } = job.result as { readonly fileName: string };
  await workspaces.close();
  const file = join(status.workspace.path, 'backups', fileName);
  return { desk, grant: desk.engine.files.offerOpenPath(file) };
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

  it('stays shut under another passphrase', async () => {
    const { desk, grant } = await deskWithBackup();
    const unlock = { with: 'passphrase', passphrase: 'not the one' } as const;
    await expect(desk.client.workspaces.backups.restore({ grant, unlock })).rejects.toMatchObject({
      code: 'wrong_key',
    });
    expect(await desk.client.app.status()).toMatchObject({ state: 'no_workspace' });
  });
});
