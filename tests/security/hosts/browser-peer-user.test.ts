import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userOf } from '../../../electron/hosts/browser/peer-user.ts';
import { exchangeToken, startTestHost, type TestHost } from '../../support/browser-host.ts';

const NOBODY = 65534;

/** Exchanges the token as another user of this machine; prints the status. */
const PROGRAM = `
  const [uid, port, origin, token] = process.argv.slice(1);
  process.setuid(Number(uid));
  const { request } = require('node:http');
  const sent = request({ host: '127.0.0.1', port, path: '/session', method: 'POST', headers: { origin } }, (response) => {
    console.log(response.statusCode);
    process.exit();
  });
  sent.end(JSON.stringify({ token }));`;

let test: TestHost;
beforeEach(async () => {
  test = await startTestHost();
});
afterEach(() => test.close());

async function exchangeAs(uid: number): Promise<number> {
  const { port, origin } = test.host;
  const child = spawn(process.execPath, ['-e', PROGRAM, String(uid), String(port), origin, test.token]);
  const [printed] = await once(child.stdout, 'data');
  return Number(String(printed));
}

describe('another user of this machine', () => {
  it('cannot use the link, even with the right token read from a command line', async (context) => {
    context.skip(
      process.platform !== 'linux' || process.getuid?.() !== 0,
      'only root can act as another user',
    );
    expect(await exchangeAs(NOBODY)).toBe(403);
    expect((await exchangeToken(test.host, test.token)).status).toBe(200);
  });

  it('is told apart by the table of connections of the system', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1',
      '   1: 0100007F:D431 0100007F:1F90 01 00000000:00000000 02:0000A8C1 00000000  1001        0 2 2',
      '   2: 0100007F:1F90 0100007F:D431 01 00000000:00000000 02:0000A8C1 00000000  1000        0 3 2',
    ].join('\n');
    expect(userOf(table, { peerPort: 0xd431, ownPort: 0x1f90 })).toBe(1001);
    expect(userOf(table, { peerPort: 0xd432, ownPort: 0x1f90 })).toBeUndefined();
    expect(userOf('', { peerPort: 1, ownPort: 2 })).toBeUndefined();
  });
});
