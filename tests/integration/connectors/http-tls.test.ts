import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient } from '../../../electron/engine/connectors/http/http-client.ts';
import { createRateLimiter } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { listener, listening, type SeenRequest, stopped } from '../../support/ledger/web-server.ts';

const usual = getCACertificates('default');
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  setDefaultCACertificates(usual);
  for (const end of ends.splice(0)) await end();
});

function certificate(name: string): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-https-'));
  try {
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
        .concat(['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`])
        .concat(['-keyout', 'key.pem', '-out', 'cert.pem']),
      { cwd: folder, stdio: 'pipe' },
    );
    return {
      key: readFileSync(join(folder, 'key.pem'), 'utf8'),
      cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serving(identity: { readonly key: string; readonly cert: string }) {
  const seen: SeenRequest[] = [];
  const server = createServer(
    identity,
    listener(seen, (_request, response) => {
      response.end('{}');
    }),
  );
  const host = await listening(server);
  ends.push(() => stopped(server));
  return { seen, host: host.replace('127.0.0.1', 'localhost') };
}

function request(host: string) {
  const timing = fakeTiming();
  const client = createHttpClient({
    system: 'Fakebooks',
    hosts: [host],
    timing,
    limiter: createRateLimiter({ concurrent: 1 }, timing),
    authorization: { headers: async () => ({ authorization: 'Bearer secret' }) },
    onCost: () => undefined,
  });
  return client.request({ url: `https://${host}/x` }, new AbortController().signal);
}

test('a certificate that nobody vouches for ends the connection before anything is sent, and is not tried again', async () => {
  const server = await serving(certificate('localhost'));
  await expect(request(server.host)).rejects.toMatchObject({
    details: { reason: 'tls', step: 'tls' },
    message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
  });
  expect(server.seen).toEqual([]);
});

test('a certificate for another name is refused even when its issuer is trusted', async () => {
  const identity = certificate('books.example');
  setDefaultCACertificates([...usual, identity.cert]);
  const server = await serving(identity);
  await expect(request(server.host)).rejects.toMatchObject({ details: { reason: 'tls' } });
  expect(server.seen).toEqual([]);
});

test('a certificate that is trusted for this name is good', async () => {
  const identity = certificate('localhost');
  setDefaultCACertificates([...usual, identity.cert]);
  const server = await serving(identity);
  await expect(request(server.host)).resolves.toMatchObject({ status: 200 });
});
