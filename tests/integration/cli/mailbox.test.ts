import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type CliDesk, type Json, ledgerDesk, runCli } from './command-line.ts';

const { available, reason } = dovecotAvailable();
if (!available) console.log(reason);

const SAVE = ['draft', 'create', '--account', '0007', '--template', 'friendly', '--save-to-mailbox'];

/** Runs a command with the passwords of the mailboxes in its environment. */
async function withPasswords(
  desk: CliDesk,
  secrets: Readonly<Record<string, string>>,
  ...args: readonly string[]
) {
  const global = ['--json', '--workspace', desk.workspace, '--passphrase-env', 'DESK_PASSPHRASE'];
  return runCli([...args, ...global], { env: { ...desk.env, ...secrets }, folder: desk.folder });
}

function add(desk: CliDesk, port: number, password: string, ...more: readonly string[]) {
  return withPasswords(
    desk,
    { BOX: password },
    ...['mail', 'account', 'add', '--address', 'alice@example.test', '--imap', `imaps://localhost:${port}`],
    ...['--user', 'alice@example.test', '--secret', 'password=BOX', ...more],
  );
}

describe.skipIf(!available)('with a real mail server', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  const inDrafts = () => readMailbox({ ...dovecot, ...dovecot.users.alice, folder: 'Drafts' });

  it('sets a mailbox up, tests it step by step, and lays the draft into its folder', async () => {
    const desk = await ledgerDesk();
    const ca = desk.file('ca.pem', dovecot.caPem);
    const smtp = `smtp+starttls://localhost:${dovecot.submissionPort}`;
    const { password } = dovecot.users.alice;
    const added = await add(
      desk,
      dovecot.imapsPort,
      password,
      '--ca',
      ca,
      '--smtp',
      smtp,
      '--name',
      'Alice Wong',
    );
    expect(added.json.account).toMatchObject({
      address: 'alice@example.test',
      hasSecret: true,
      displayName: 'Alice Wong',
    });
    expect(added.stdout + added.stderr).not.toContain(password);

    const test = await desk.done('mail', 'account', 'test');
    expect(test.ok).toBe(true);
    expect(test.checks.map((check: Json) => [check.check, check.ok])).toEqual(
      ['dns', 'connect', 'tls', 'login', 'drafts_folder', 'sent_folder', 'quota', 'smtp'].map((name) => [
        name,
        true,
      ]),
    );

    const saved = await desk.done(...SAVE);
    expect(saved.mailbox).toEqual({
      state: 'in_mailbox',
      folder: 'Drafts',
      messageId: saved.draft.messageId,
    });
    expect(saved.draft.text).toMatch(/Kind regards,\nAlice Wong\nHalden\nalice@example\.test\n$/);
    const messages = await inDrafts();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.flags).toContain('\\draft');
    expect(messages[0]?.bytes.toString('latin1')).toContain(`Message-ID: <${saved.draft.messageId}>`);
    expect(dovecot.relayed.filter((command) => command.startsWith('MAIL'))).toEqual([]);
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.map((entry: Json) => entry.kind)).toEqual([
      'draft_created',
      'draft_queued',
      'draft_saved_to_mailbox',
    ]);

    const removed = await desk.done('mail', 'account', 'remove', 'ALICE@example.test');
    expect(removed.removed).toBe(true);
    expect((await desk.done('mail', 'account', 'list')).accounts).toEqual([]);
  });

  it('says which step of the test failed and ends with status 1', async () => {
    const desk = await ledgerDesk();
    await add(desk, dovecot.imapsPort, 'wrong', '--ca', desk.file('ca.pem', dovecot.caPem));
    const { status, json } = await desk.run('mail', 'account', 'test', 'alice@example.test');
    expect(status).toBe(1);
    expect(json.ok).toBe(false);
    expect(json.checks.at(-1)).toMatchObject({
      check: 'login',
      ok: false,
      text: expect.stringContaining('refused'),
    });
    const error = await desk.refused(...SAVE);
    expect(error).toMatchObject({ code: 'auth', draft: { state: 'failed' } });
    const doctor = await desk.refused('doctor', '--online');
    expect(doctor).toMatchObject({ code: 'auth', report: { ok: false } });
  });
});

describe('without a mail server', () => {
  it('keeps the draft waiting when the network is down, and says so', async () => {
    const desk = await ledgerDesk();
    const port = await closedPort();
    expect((await add(desk, port, 'secret')).status).toBe(0);
    const error = await desk.refused(...SAVE);
    expect(error).toMatchObject({ code: 'network', draft: { id: expect.any(String), state: 'queued' } });
    expect(error.message).toContain('waits');
    const { entries } = await desk.done('log', 'list', '--account', '0007');
    expect(entries.map((entry: Json) => entry.kind)).toEqual(['draft_created', 'draft_queued']);
    const { json } = await desk.run('mail', 'account', 'test');
    expect(json.checks.at(-1)).toMatchObject({ check: 'connect', ok: false });
  });

  it.each([
    ['an unencrypted server', ['--imap', 'imap://localhost'], 'imaps://'],
    ['a secret that is no variable', ['--secret', 'hunter2'], 'password=NAME'],
    ['a variable that is not set', ['--secret', 'password=UNSET_HERE'], 'not set'],
    ['an address that is none', ['--address', 'alice'], 'mail address'],
  ])('refuses %s', async (_what, changed, said) => {
    const desk = await ledgerDesk();
    const flags = new Map([
      ['--address', 'alice@example.test'],
      ['--imap', 'imaps://localhost'],
      ['--user', 'alice'],
      ['--secret', 'password=BOX'],
    ]);
    flags.set(changed[0] ?? '', changed[1] ?? '');
    const { status, json, stdout } = await withPasswords(
      desk,
      { BOX: 'hunter2' },
      ...['mail', 'account', 'add', ...[...flags].flat()],
    );
    expect(status).toBe(1);
    expect(json.error).toMatchObject({ code: 'validation', message: expect.stringContaining(said) });
    expect(stdout).not.toContain('hunter2');
  });

  it('refuses the same mailbox twice and leaves it as it is, and asks which one where there are several', async () => {
    const desk = await ledgerDesk();
    const port = await closedPort();
    await add(desk, port, 'secret');
    const again = await add(desk, port, 'another secret', '--name', 'Alice Wong');
    expect(again.status).toBe(1);
    expect(again.json.error).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/left as it is.*Change it under Mailboxes.*or remove it/),
    });
    expect((await desk.done('mail', 'account', 'list')).accounts).toMatchObject([
      { displayName: null, hasSecret: true },
    ]);
    const other = await withPasswords(
      desk,
      { BOX: 'x' },
      ...['mail', 'account', 'add', '--address', 'bob@example.test', '--imap', 'imaps://localhost'],
      ...['--user', 'bob', '--secret', 'password=BOX'],
    );
    expect(other.status).toBe(0);
    const error = await desk.refused('mail', 'account', 'test');
    expect(error).toMatchObject({
      code: 'validation',
      addresses: ['alice@example.test', 'bob@example.test'],
    });
    expect(await desk.refused('mail', 'account', 'remove', 'eve@example.test')).toMatchObject({
      code: 'not_found',
    });
  });
});

/** A port on which nothing listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

describe('the servers of a provider', () => {
  const addWith = async (desk: CliDesk, ...more: readonly string[]) =>
    withPasswords(
      desk,
      { BOX: 'app password' },
      ...['mail', 'account', 'add', '--address', 'ines@fastmail.com', '--secret', 'password=BOX', ...more],
    );

  it('need not be spelled out', async () => {
    const desk = await ledgerDesk();
    const { json } = await addWith(desk, '--provider', 'fastmail');
    expect(json.account).toMatchObject({
      provider: 'fastmail',
      user: 'ines@fastmail.com',
      imap: { host: 'imap.fastmail.com', port: 993, security: 'tls' },
      smtp: { host: 'smtp.fastmail.com', port: 465, security: 'tls' },
    });
  });

  it.each([
    ['a provider that nobody knows', ['--provider', 'hotmale']],
    ['neither a server nor a provider', []],
    ['a server without a user', ['--imap', 'imaps://imap.halden.example']],
  ])('are asked for with %s', async (_what, more) => {
    const desk = await ledgerDesk();
    expect((await addWith(desk, ...more)).status).toBe(2);
  });
});
