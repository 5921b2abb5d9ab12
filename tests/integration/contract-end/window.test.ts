import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { verifyCertificate } from '../../../electron/engine/services/contract-end/erase-certificate.ts';
import { workspaceExportSchema } from '../../../shared/contract/contract-end.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { unzipped } from '../../support/contract-end/unpack.ts';
import { type LinkedEngine, linkedEngine } from '../../support/engine/linked-engine.ts';

const PASSPHRASE = 'nine quiet herons at noon';
const NAME = 'Halden Instruments';

async function deskWithBooks(): Promise<LinkedEngine> {
  const desk = await linkedEngine();
  onTestFinished(() => desk.close());
  const protection = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
  await desk.client.workspaces.create({
    name: NAME,
    currency: currencyCode('EUR'),
    timeZone: 'Europe/Berlin',
    protection,
  });
  return desk;
}

it('a window exports everything, erases behind the typed name, and offers the certificate afterwards', async () => {
  const { client, engine, ended } = await deskWithBooks();
  await client.people.create({
    name: 'Ines Okafor',
    role: 'supervisor',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  });
  const status = await client.app.status();
  const folder = status.state === 'ready' ? status.workspace.path : '';
  const look = await client.workspaces.end.look();
  expect(look).toMatchObject({ name: NAME, allowed: true, warnings: [], signedByPerson: true });

  const job = await ended((await client.workspaces.end.export()).jobId);
  const { download, files } = workspaceExportSchema.parse(job.result);
  const archive = engine.files.takeDownload(download.downloadId)?.bytes ?? new Uint8Array();
  expect((await unzipped(archive)).size).toBe(files);

  await expect(client.workspaces.end.erase({ confirm: 'Halden' })).rejects.toMatchObject({
    code: 'validation',
  });
  expect((await client.app.status()).state).toBe('ready');

  const { certificate } = await client.workspaces.end.erase({ confirm: NAME });
  expect((await client.app.status()).state).toBe('no_workspace');
  expect(existsSync(folder)).toBe(false);
  expect((await client.app.info()).recents).toEqual([]);
  expect(await client.workspaces.end.certificates.list()).toEqual([certificate]);
  const offered = await client.workspaces.end.certificates.download({ id: certificate.id });
  expect(offered.fileName).toMatch(/^erased-Halden-Instruments-\d{4}-\d\d-\d\d\.json$/u);
  const check = verifyCertificate(engine.files.takeDownload(offered.downloadId)?.bytes ?? new Uint8Array());
  expect(check).toMatchObject({ ok: true, certificate: { signedBy: { name: 'Ines Okafor' } } });
});

it('a person whose keys are locked is asked for them while the workspace is still whole', async () => {
  const { client } = await deskWithBooks();
  await client.people.create({
    name: 'Ines Okafor',
    role: 'specialist',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  });
  await client.workspaces.lock();
  await client.workspaces.unlock({ with: 'passphrase', passphrase: PASSPHRASE });
  await expect(client.workspaces.end.erase({ confirm: NAME })).rejects.toMatchObject({ code: 'no_key' });
  expect((await client.app.status()).state).toBe('ready');
  await client.people.unlock({ passphrase: PASSPHRASE });
  await expect(client.workspaces.end.erase({ confirm: NAME })).resolves.toMatchObject({
    certificate: { name: NAME },
  });
});

it('an auditor sees that they may not, and is refused', async () => {
  const { client } = await deskWithBooks();
  await client.people.create({
    name: 'Ada Brandt',
    role: 'auditor',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  });
  expect((await client.workspaces.end.look()).allowed).toBe(false);
  await expect(client.workspaces.end.erase({ confirm: NAME })).rejects.toMatchObject({
    code: 'policy_blocked',
  });
  expect((await client.app.status()).state).toBe('ready');
});
