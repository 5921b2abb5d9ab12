import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sessionBusFault } from '../../../electron/engine/secrets/session-bus.ts';
import { inKeyringSession, keyringMissing } from '../../support/secrets/keyring-session.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const missing = keyringMissing();
if (missing) console.log(`Skipped: the tests with a real gnome-keyring (${missing}).`);

describe.skipIf(missing !== null)('a real gnome-keyring', () => {
  it('keeps a secret from one session to the next, gives it back and removes it', () => {
    const home = temporaryFolder();
    expect(inKeyringSession('unlocked', home, 'probe')).toMatchObject({ outcome: { available: true } });
    expect(inKeyringSession('unlocked', home, 'set', 'workspace-1', 'ab12 "ü"')).toMatchObject({
      outcome: { found: [{ account: 'workspace-1', password: 'ab12 "ü"' }], viaStore: 'ab12 "ü"' },
    });
    expect(inKeyringSession('unlocked', home, 'get', 'workspace-1')).toMatchObject({
      outcome: { value: 'ab12 "ü"' },
    });
    expect(inKeyringSession('unlocked', home, 'delete', 'workspace-1')).toMatchObject({
      outcome: { first: true, second: false, left: null },
    });
    expect(inKeyringSession('unlocked', home, 'get', 'workspace-1')).toMatchObject({
      outcome: { value: null },
    });
  });

  it('keeps a long secret in parts, and removes all of them', () => {
    const home = temporaryFolder();
    const token = JSON.stringify({ refreshToken: 'M.C5_'.repeat(820), clientSecret: 'GOCSPX-ü' });
    expect(inKeyringSession('unlocked', home, 'keep', 'mailbox-1', token)).toMatchObject({
      outcome: { entries: 6, longest: 1_200, whole: true },
    });
    expect(inKeyringSession('unlocked', home, 'keep', 'mailbox-1', 'short')).toMatchObject({
      outcome: { entries: 1, longest: 5, whole: true },
    });
    inKeyringSession('unlocked', home, 'keep', 'mailbox-1', token);
    expect(inKeyringSession('unlocked', home, 'forget', 'mailbox-1')).toMatchObject({
      outcome: { deleted: true, entries: 0 },
    });
  });

  it('whose daemon dies in between answers no_key, and has its secret again in the next session', () => {
    const home = temporaryFolder();
    expect(inKeyringSession('unlocked', home, 'set, then lose the daemon', 'a', 'b')).toEqual({
      quick: true,
      outcome: { read: 'no_key', written: 'no_key' },
    });
    expect(inKeyringSession('unlocked', home, 'get', 'a')).toMatchObject({ outcome: { value: 'b' } });
  });

  it('that nobody can unlock counts as not available', () => {
    const home = temporaryFolder();
    expect(inKeyringSession('locked', home, 'probe')).toMatchObject({
      quick: true,
      outcome: { available: false, reason: expect.any(String) },
    });
    expect(inKeyringSession('locked', home, 'set', 'a', 'b')).toMatchObject({ outcome: { error: 'no_key' } });
  });
});

describe.skipIf(process.platform !== 'linux')('without a session bus', () => {
  it('the keyring is not available, at once, and nothing falls back to a store that forgets', () => {
    const home = temporaryFolder();
    expect(inKeyringSession('no bus', home, 'probe')).toEqual({
      quick: true,
      outcome: { available: false, reason: expect.stringContaining('no D-Bus session') },
    });
    expect(inKeyringSession('no bus', home, 'set', 'a', 'b')).toMatchObject({ outcome: { error: 'no_key' } });
    expect(inKeyringSession('no bus', home, 'get', 'a')).toMatchObject({ outcome: { error: 'no_key' } });
    expect(inKeyringSession('no bus', home, 'delete', 'a')).toMatchObject({ outcome: { error: 'no_key' } });
  });

  it('nor with an address that leads nowhere', () => {
    expect(inKeyringSession({ bus: 'unix:path=/nonexistent/bus' }, temporaryFolder(), 'probe')).toMatchObject(
      {
        quick: true,
        outcome: { available: false, reason: expect.stringContaining('cannot be reached') },
      },
    );
  });
});

describe.skipIf(process.platform === 'win32')('asking the session bus', () => {
  const listen = async (answer: string | null): Promise<string> => {
    const path = join(temporaryFolder(), 'bus');
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => answer !== null && socket.write(answer));
    });
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    onTestFinished(() => {
      server.close();
    });
    return path;
  };

  it('finds one that answers, by its address or in the runtime folder', async () => {
    const path = await listen('REJECTED EXTERNAL\r\n');
    expect(
      await sessionBusFault(5_000, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path},guid=00` }),
    ).toBeNull();
    expect(await sessionBusFault(5_000, { XDG_RUNTIME_DIR: join(path, '..') })).toBeNull();
  });

  it('gives up on one that accepts and never answers', async () => {
    const path = await listen(null);
    expect(await sessionBusFault(50, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` })).toContain(
      'does not answer',
    );
  });

  it('leaves other transports to the library', async () => {
    expect(await sessionBusFault(50, { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1' })).toBeNull();
  });
});
