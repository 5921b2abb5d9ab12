import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unzipped } from '../../support/contract-end/unpack.ts';
import { ledgerDesk, runCli } from './command-line.ts';

it('the end of a contract: everything out, the workspace erased, the certificate checked', async () => {
  const desk = await ledgerDesk();
  const before = await desk.done('log', 'verify');
  const out = join(desk.folder, 'all.zip');
  const exported = await desk.done('workspace', 'export', desk.workspace, '--out', out);
  expect(exported).toMatchObject({ file: out, head: before.head });
  const files = await unzipped(readFileSync(out));
  expect(files.size).toBe(exported.files);
  const log = desk.file('log.jsonl', files.get('log.jsonl') ?? '');
  expect((await runCli(['log', 'verify', log, '--json'], { env: desk.env })).json).toMatchObject({
    ok: true,
    head: before.head,
  });

  const refused = await desk.refused('workspace', 'erase', desk.workspace, '--confirm', 'halden');
  expect(refused).toMatchObject({ code: 'validation' });
  const missing = await desk.run('workspace', 'erase', desk.workspace);
  expect(missing.status).toBe(2);
  expect(existsSync(join(desk.workspace, 'workspace.db'))).toBe(true);

  const erased = await desk.run('workspace', 'erase', desk.workspace, '--confirm', 'Halden');
  expect(erased.status).toBe(0);
  expect(erased.stderr).toContain('not who signed');
  const { certificate, file } = erased.json;
  expect(erased.json.erased).toBe(true);
  expect(certificate.log.head.seq).toBe(before.head.seq + 1);
  expect(existsSync(desk.workspace)).toBe(false);
  expect(readdirSync(join(desk.folder, 'home', 'certificates'))).toHaveLength(1);

  const verify = (path: string) =>
    runCli(['workspace', 'verify-certificate', path, '--json'], { env: desk.env });
  expect((await verify(file)).json).toMatchObject({ ok: true, signer: null, certificate });
  const changed = desk.file('changed.json', readFileSync(file, 'utf8').replace('"Halden"', '"Halten"'));
  expect(await verify(changed)).toMatchObject({ status: 1, json: { ok: false } });
  const again = await desk.refused('workspace', 'erase', desk.workspace, '--confirm', 'Halden');
  expect(again).toMatchObject({ code: 'not_found' });
});
