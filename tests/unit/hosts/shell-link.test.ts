import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileExchange } from '../../../electron/engine/platform/files.ts';
import { type ShellPort, serveShell, type WindowPort } from '../../../electron/hosts/utility/shell-link.ts';
import type { ShellReply, ShellRequest } from '../../../shared/window/shell-messages.ts';
import { echoRouter } from '../../support/browser-host.ts';
import { asWindowPort } from '../../support/window-port.ts';

class TestShell {
  readonly files = createFileExchange();
  readonly #messages = new EventEmitter();
  closed = 0;
  signIns: readonly string[] = [];
  readonly opened: string[] = [];

  constructor() {
    const port: ShellPort = {
      on: (_event, listener) => this.#messages.on('to engine', listener),
      postMessage: (reply) => this.#messages.emit('to shell', reply),
    };
    const engine = {
      router: echoRouter,
      context: {},
      files: this.files,
      signInAddresses: () => this.signIns,
      takeOpenedAddress: (address: string) => {
        this.opened.push(address);
        return address.endsWith('state=1');
      },
      close: async () => undefined,
    };
    serveShell(port, engine, () => {
      this.closed += 1;
    });
  }

  tell(data: unknown, ports: readonly WindowPort[] = []): void {
    this.#messages.emit('to engine', { data, ports });
  }

  async ask(request: ShellRequest): Promise<ShellReply> {
    const answered = once(this.#messages, 'to shell');
    this.tell(request);
    return (await answered)[0];
  }

  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.tell({ kind: 'connect' }, [asWindowPort(port2)]);
    return port1;
  }
}

let shell: TestShell;
let folder: string;
beforeEach(async () => {
  shell = new TestShell();
  folder = await mkdtemp(join(tmpdir(), 'duebook-shell-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the engine’s process', () => {
  it('serves every window over a port of its own', async () => {
    for (const text of ['first', 'second']) {
      const port = shell.connect();
      const link = new RPCLink({ port: port as unknown as globalThis.MessagePort });
      const client: RouterClient<typeof echoRouter> = createORPCClient(link);
      await expect(client.echo({ text })).resolves.toEqual({ text });
      await expect(client.refuse()).rejects.toMatchObject({ code: 'LOCKED' });
      port.close();
    }
  });

  it('closes a port that sends anything but calls', async () => {
    for (const hostile of ['hello', {}, { i: '1', p: { u: '/echo' } }, new Uint8Array(10), null]) {
      const port = shell.connect();
      const closed = once(port, 'close');
      port.postMessage(hostile);
      await closed;
    }
  });

  it('turns a picked path into a grant', async () => {
    const path = join(folder, 'open.csv');
    await writeFile(path, 'rows');
    const reply = await shell.ask({ kind: 'offer_file', request: 7, path });
    expect(reply).toMatchObject({ kind: 'offered', request: 7 });
    if (reply.kind !== 'offered') throw new Error('no grant');
    expect((await shell.files.readGrant(reply.grant)).name).toBe('open.csv');
  });

  it('saves an export where the person chose, once, and says why it could not', async () => {
    const download = shell.files.putDownload({ name: 'a.csv', mime: 'text/csv', bytes: Buffer.from('rows') });
    const path = join(folder, 'a.csv');
    const save: ShellRequest = { kind: 'save_download', request: 1, download, path };
    expect(await shell.ask(save)).toEqual({ kind: 'saved', request: 1 });
    expect(await readFile(path, 'utf8')).toBe('rows');
    expect(await shell.ask(save)).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('Export it again'),
    });
  });

  it('says which sign-ins are under way, and only these', async () => {
    const list: ShellRequest = { kind: 'list_sign_ins', request: 3 };
    expect(await shell.ask(list)).toEqual({ kind: 'sign_ins', request: 3, addresses: [] });
    shell.signIns = ['https://login.halden.example/authorize?state=1'];
    expect(await shell.ask(list)).toMatchObject({ addresses: shell.signIns });
  });

  it('takes an address that the desktop opened, and says whether a sign-in waited for it', async () => {
    const take = (address: string): ShellRequest => ({ kind: 'take_address', request: 4, address });
    const answer = 'duebook://sign-in/netsuite?code=c&state=1';
    expect(await shell.ask(take(answer))).toEqual({ kind: 'taken', request: 4, taken: true });
    const guess = 'duebook://sign-in/netsuite?code=c&state=2';
    expect(await shell.ask(take(guess))).toEqual({ kind: 'taken', request: 4, taken: false });
    expect(shell.opened).toEqual([answer, guess]);
  });

  it('passes over what is no request and closes when told', () => {
    for (const data of [undefined, null, 'close', { kind: 'offer_file' }, { kind: 'eval', code: '1' }]) {
      shell.tell(data);
    }
    expect(shell.closed).toBe(0);
    shell.tell({ kind: 'close' });
    expect(shell.closed).toBe(1);
  });
});
