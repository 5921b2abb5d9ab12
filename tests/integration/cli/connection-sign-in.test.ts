import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { quickbooksForSignIn } from '../../support/ledger/quickbooks/quickbooks-for-sign-in.ts';
import { xeroForSignIn } from '../../support/ledger/xero/xero-for-sign-in.ts';
import { intuitAt, xeroAt } from '../../support/oauth/vendor-hosts.ts';
import { type CliDesk, type Finished, madeDesk, preparedDesk, STARTER } from './command-line.ts';

const ROUTE_HOSTS = pathToFileURL(
  join(import.meta.dirname, '..', '..', 'support', 'oauth', 'route-hosts.ts'),
);

/** For commands that are to find servers of the test where the vendor's would be. */
function routedTo(routes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=${ROUTE_HOSTS}`, DUEBOOK_TEST_ROUTES: JSON.stringify(routes) };
}

/** Runs a sign-in as a person at a terminal: `browse` gets the address that is printed, and says what is typed then. */
async function signIn(
  desk: CliDesk,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  browse: (address: string) => Promise<string>,
): Promise<Finished> {
  const all = [
    '--workspace',
    desk.workspace,
    '--passphrase-env',
    'DESK_PASSPHRASE',
    '--json',
    'connection',
    'sign-in',
  ];
  const child = spawn(process.execPath, [STARTER, ...all, ...args], {
    cwd: desk.folder,
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...desk.env, ...env },
  });
  let [stdout, stderr] = ['', ''];
  let browsed: Promise<string> | null = null;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
    const address = /^(https:\S+)\n/mu.exec(stderr)?.[1];
    if (address === undefined || browsed !== null) return;
    browsed = browse(address).then((typed) => {
      if (typed !== '') child.stdin.write(`${typed}\n`);
      return typed;
    });
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await browsed;
  return { status, stdout, stderr, json: JSON.parse(stdout) };
}

const only = async (desk: CliDesk) => (await desk.done('connection', 'list')).connections[0];

describe('signing in to Xero from a terminal', () => {
  const xeroDesk = async () => {
    const xero = await xeroForSignIn();
    const desk = await madeDesk();
    const clientId = `clientId=${xero.fake.accounts.clientId}`;
    await desk.done('connection', 'add', 'Site', '--kind', 'xero', '--set', clientId);
    const env = routedTo(xeroAt(xero.fake.server.origin));
    const browse = async (address: string) => {
      await xero.walk(address);
      return '';
    };
    return { ...xero, desk, env, browse };
  };

  it('prints the address, waits for the browser and keeps the sign-in for the commands to come', async () => {
    const { desk, env, browse, ledger, fake } = await xeroDesk();
    expect(await only(desk)).toMatchObject({ status: 'reconnect', signedIn: false, signIn: null });
    expect((await desk.show('connection', 'list')).stdout).toContain('not signed in');
    const doctor = await desk.run('doctor');
    expect(doctor.json.error.report.problems).toMatchObject([
      { code: 'auth', message: expect.stringContaining('connection sign-in') },
    ]);
    const done = await signIn(desk, env, ['Site'], browse);
    expect({ status: done.status, company: done.json.company }).toEqual({
      status: 0,
      company: ledger.company,
    });
    expect(done.stdout + done.stderr).not.toContain('refresh-token-of-xero');
    expect(await only(desk)).toMatchObject({
      status: 'ready',
      signedIn: true,
      signIn: { what: 'sign-in', state: 'lasting' },
    });
    expect(fake.accounts.exchanges).toEqual(['authorization_code']);
  });

  it('asks which of several organisations it is, and takes the one that is named', async () => {
    const { desk, env, browse, fake, ledger } = await xeroDesk();
    fake.others.push('Halden Holding AS');
    const asked = await signIn(desk, env, ['Site'], browse);
    expect(asked.status).toBe(1);
    expect(asked.json.error).toMatchObject({
      code: 'validation',
      message: expect.stringMatching(/"Halden Holding AS".*--books/u),
    });
    expect(await only(desk)).toMatchObject({ signedIn: false });
    const named = await signIn(desk, env, ['Site', '--books', ledger.company.toUpperCase()], browse);
    expect(named.json.connection.settings).toMatchObject({ tenantId: fake.tenantId });
  });

  it('says that the person refused', async () => {
    const { desk, env, fake } = await xeroDesk();
    const refused = await signIn(desk, env, ['Site'], async (address) => {
      await fetch(fake.accounts.authorize(new URL(address), 'refuses'));
      return '';
    });
    expect(refused.status).toBe(1);
    expect(refused.json.error.message).toContain('refused in the browser');
  });
});

describe('signing in to QuickBooks from a terminal', () => {
  const quickbooksDesk = async () => {
    const quickbooks = await quickbooksForSignIn();
    const desk = await preparedDesk('with a secret', async () => {}, {
      APP_SECRET: quickbooks.fake.accounts.clientSecret,
    });
    const add = ['connection', 'add', 'Site', '--kind', 'quickbooks', '--secret', 'clientSecret=APP_SECRET'];
    const clientId = `clientId=${quickbooks.fake.accounts.clientId}`;
    const redirect = 'redirect=https://www.halden.example/duebook';
    await desk.done(...add, '--set', clientId, '--set', redirect);
    return { ...quickbooks, desk, env: routedTo(intuitAt(quickbooks.fake.server.origin)) };
  };

  it('takes the pasted address, and keeps it out of what it prints', async () => {
    const { desk, env, walk, fake } = await quickbooksDesk();
    let typed = '';
    const done = await signIn(desk, env, ['Site', '--paste'], async (address) => {
      typed = walk(address).href;
      return typed;
    });
    expect(done.status).toBe(0);
    expect(done.json.connection.settings).toMatchObject({ realmId: fake.realmId });
    expect(done.stdout + done.stderr).not.toContain(new URL(typed).searchParams.get('code'));
    expect(await only(desk)).toMatchObject({ signedIn: true });
  });

  it('refuses the address of another sign-in', async () => {
    const { desk, env, walk } = await quickbooksDesk();
    const refused = await signIn(desk, env, ['Site', '--paste'], async (address) => {
      const back = walk(address);
      back.searchParams.set('state', 'guess');
      return back.href;
    });
    expect(refused.json.error).toMatchObject({
      code: 'validation',
      message: expect.stringContaining('another sign-in'),
    });
  });

  it('says at once that the address has to be pasted', async () => {
    const { desk } = await quickbooksDesk();
    const { status, json } = await desk.run('connection', 'sign-in', 'Site');
    expect(status).toBe(2);
    expect(json.error.message).toContain('--paste');
  });
});
