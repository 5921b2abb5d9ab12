import { describe, expect, it } from 'vitest';
import { changeProtection } from '../../../electron/engine/services/workspace/change-protection.ts';
import { openWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { CONNECTION } from '../../support/engine/cases-of-connections.ts';
import { withMailbox } from '../../support/engine/cases-of-letters.ts';
import { WEBHOOK } from '../../support/engine/cases-of-webhook.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ACTOR } from '../../support/engine/engine-workspace.ts';

const PASSPHRASE = 'rain on the old harbour wall';

/** A workspace with a mailbox, a connection that is signed in, and a webhook; each secret is the name it is kept under. */
async function withSecrets(): Promise<{ readonly engine: EngineTest; readonly names: readonly string[] }> {
  const engine = await engineTest();
  const { db, context, secrets } = engine.workspace;
  await withMailbox(engine);
  await db.write('addConnection', CONNECTION, context());
  await db.write('setWebhook', WEBHOOK, context());
  const names = await db.read('secretNames', null);
  for (const name of names) await secrets.set(name, `secret of ${name}`);
  return { engine, names };
}

async function reopened({ workspace, installation }: EngineTest, passphrase: string | null) {
  await workspace.close();
  const how =
    passphrase === null
      ? ({ kind: 'keyring', store: installation.keyring } as const)
      : ({ kind: 'passphrase', passphrase } as const);
  const options = { folder: workspace.folder, with: how, mode: 'write', actor: () => ACTOR } as const;
  return openWorkspace(installation, options);
}

describe('a change of protection', () => {
  it('takes the secrets of mailboxes, connections, sign-ins and the webhook along, there and back', async () => {
    const { engine, names } = await withSecrets();
    const { keyring } = engine.installation;
    expect(names).toHaveLength(4);
    await changeProtection(engine.workspace, { kind: 'passphrase', passphrase: PASSPHRASE }, keyring);
    const sealed = await reopened(engine, PASSPHRASE);
    for (const name of names) {
      expect(await sealed.secrets.get(name)).toBe(`secret of ${name}`);
      expect(await keyring.get(name)).toBeNull();
    }
    await changeProtection(sealed, { kind: 'keyring', store: keyring }, keyring);
    const back = await reopened({ ...engine, workspace: sealed }, null);
    for (const name of names) expect(await back.secrets.get(name)).toBe(`secret of ${name}`);
    expect(await back.db.read('secretValue', { key: names[0] ?? '' })).toBeNull();
    await back.close();
  });
});
