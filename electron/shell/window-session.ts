import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Session, session } from 'electron';
import { APP_SCHEME, answerAppRequest } from './app-protocol.ts';
import { mayDownload, mayHave } from './navigation-policy.ts';

/** The session of the window: in memory only, on the built files only, with no permission but to copy text. */
export function createWindowSession(windowFolder: string): Session {
  const own = session.fromPartition('duebook', { cache: false });
  own.protocol.handle(APP_SCHEME, (request) =>
    answerAppRequest(request, {
      read: async (path) => new Uint8Array(await readFile(join(windowFolder, path))),
      nonce: () => randomBytes(16).toString('base64'),
    }),
  );
  own.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin));
  own.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(mayHave(permission, details.requestingUrl));
  });
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
  return own;
}
