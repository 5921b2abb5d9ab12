import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  PRIVATE_KEY,
  type RunningNetsuite,
  runNetsuite,
} from '../../support/ledger/netsuite/netsuite-contract.ts';
import { NETSUITE_SHAPE } from '../../support/ledger/netsuite/netsuite-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';

const systems: RunningNetsuite[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const going = () => new AbortController().signal;

async function begin(): Promise<RunningNetsuite> {
  const netsuite = await runNetsuite(sampleBooks(NETSUITE_SHAPE).ledger);
  systems.push(netsuite);
  return netsuite;
}

/** A pair as the guide has it made, good from now for so many days. */
function pair(days: number): { readonly key: string; readonly certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-netsuite-'));
  folders.push(folder);
  execFileSync(
    'openssl',
    `req -new -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days ${days} -subj /CN=duebook`.split(
      ' ',
    ),
    { cwd: folder, stdio: 'ignore' },
  );
  return {
    key: readFileSync(join(folder, 'key.pem'), 'utf8'),
    certificate: readFileSync(join(folder, 'certificate.pem'), 'utf8'),
  };
}

test('a good connection shows the company, what was found and what is nice to have', async () => {
  const netsuite = await begin();
  netsuite.fake.hidden.add('deletedrecord');
  const report = await netsuite.connect().test(going());
  expect(report).toMatchObject({
    ok: true,
    company: { name: 'Northwind Instruments GmbH', baseCurrency: 'EUR' },
  });
  const said = report.checks.map(({ text }) => text).join('\n');
  expect(said).toContain('17 invoices, 2 credit memos, 5 payments, 2 deposits');
  expect(said).toContain('Deleted Records');
});

test.each([
  ['customer', 'Lists → Customers'],
  ['transaction', 'Transactions → Find Transaction'],
  ['currency', 'Lists → Currency'],
])('a role that does not show “%s” is told which permission is missing', async (record, permission) => {
  const netsuite = await begin();
  netsuite.fake.hidden.add(record);
  const report = await netsuite.connect().test(going());
  expect(report.ok).toBe(false);
  expect(report.checks.at(-1)).toMatchObject({ step: 'role', ok: false });
  expect(report.checks.at(-1)?.text).toContain(permission);
});

test('a role without REST web services is told the three permissions for them', async () => {
  const netsuite = await begin();
  netsuite.fake.roleClosed = true;
  const [login, role] = (await netsuite.connect().test(going())).checks;
  expect(login).toMatchObject({ step: 'login', ok: true });
  expect(role).toMatchObject({ step: 'role', ok: false });
  expect(role?.text).toContain('SuiteAnalytics Workbook');
});

test('a type of transaction of which there is none is named, because the role may hide it', async () => {
  const { ledger } = sampleBooks(NETSUITE_SHAPE);
  ledger.payments.clear();
  const netsuite = await runNetsuite(ledger);
  systems.push(netsuite);
  const { checks } = await netsuite.connect().test(going());
  expect(checks.find(({ step }) => step === 'read')?.text).toContain(
    '“Customer Payment” or “Customer Deposit”',
  );
});

test('a certificate that NetSuite does not know is a matter of the login', async () => {
  const netsuite = await begin();
  const report = await netsuite.connectAs({ ...netsuite.proof, certificateId: 'another' }).test(going());
  expect(report.checks).toMatchObject([{ step: 'login', ok: false }]);
  expect(report.checks[0]?.text).toContain('M2M');
});

test('an expired certificate is told from an unknown one, with its day, before NetSuite is asked', async () => {
  const netsuite = await begin();
  const { key, certificate } = pair(1);
  netsuite.timing.advance(3_650 * 86_400_000);
  const report = await netsuite.connectAs({ ...netsuite.proof, key: `${key}${certificate}` }).test(going());
  expect(report.checks).toMatchObject([{ step: 'login', ok: false }]);
  expect(report.checks[0]?.text).toMatch(/expired on \d{4}-\d{2}-\d{2}/);
  expect(netsuite.fake.server.seen).toEqual([]);
});

test.each([
  [100, /good until \d{4}-\d{2}-\d{2}\.$/],
  [850, /good until \d{4}-\d{2}-\d{2}; make a new one soon\.$/],
])('after %d of 1000 days the certificate is spoken of as %s', async (days, words) => {
  const netsuite = await begin();
  const { key, certificate } = pair(1_000);
  const { publicKey, validFromDate, validToDate } = new X509Certificate(certificate);
  netsuite.timing.advance(validFromDate.getTime() + days * 86_400_000 - netsuite.timing.now());
  netsuite.fake.accounts.certificates.set('cert-1', { key: publicKey, endsAt: Number.POSITIVE_INFINITY });
  const connector = netsuite.connectAs({ ...netsuite.proof, key: `${key}${certificate}` });
  const { checks, signIn } = await connector.test(going());
  expect(signIn).toEqual({
    what: 'certificate',
    from: validFromDate.toISOString(),
    until: validToDate.toISOString(),
  });
  expect(checks[0]).toMatchObject({ step: 'login', ok: true });
  expect(checks[0]?.text).toMatch(words);
});

test('a key and a certificate that were not made together are noticed', async () => {
  const netsuite = await begin();
  const { certificate } = pair(1);
  const report = await netsuite
    .connectAs({ ...netsuite.proof, key: `${PRIVATE_KEY}${certificate}` })
    .test(going());
  expect(report.checks[0]?.text).toContain('does not belong');
});

test('a text that is no key is refused without being repeated', async () => {
  const netsuite = await begin();
  const report = await netsuite.connectAs({ ...netsuite.proof, key: 'MIIEvQIBADANBgkq' }).test(going());
  expect(report.checks).toMatchObject([{ step: 'login', ok: false }]);
  expect(report.checks[0]?.text).not.toContain('MIIE');
});

test('a server that is not there is a matter of the network', async () => {
  const netsuite = await begin();
  const connector = netsuite.connect();
  await netsuite.fake.server.stop();
  systems.splice(0);
  expect((await connector.test(going())).checks).toMatchObject([{ step: 'connect', ok: false }]);
});
