import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailAccount } from '../../../electron/engine/mail/account/mail-account.ts';
import { isInSent } from '../../../electron/engine/mail/imap/sent-folder.ts';
import { closed, listenOnLoopback } from '../../support/dovecot/relay.ts';
import { selfSigned } from '../../support/tls-server.ts';

const MARKS = { messageId: '01a2@example.test', reference: '01a2' };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A mail server with messages in Sent that answers every search with all of them. */
async function carelessServer(headers: readonly string[], answersSearch: boolean): Promise<MailAccount> {
  const identity = selfSigned();
  const server = createServer({ ...identity, minVersion: 'TLSv1.2' }, (socket) => {
    let heard = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => {
      heard += part.toString('latin1');
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        socket.write(answerTo(heard.slice(0, end), headers, answersSearch));
        heard = heard.slice(end + 2);
      }
    });
    socket.write('* OK [CAPABILITY IMAP4rev1] careless\r\n');
  });
  const port = await listenOnLoopback(server);
  closers.push(() => closed(server));
  return {
    address: 'alice@example.test',
    user: 'alice@example.test',
    imap: { protocol: 'imap', host: 'localhost', port, security: 'tls' },
    smtp: null,
    caPem: null,
    pins: { imap: identity.cert, smtp: null },
    draftsFolder: null,
    sentFolder: null,
  };
}

function answerTo(line: string, headers: readonly string[], answersSearch: boolean): string {
  const [tag = '', verb = '', second = ''] = line.split(' ');
  const all = headers.map((_, index) => index + 1);
  const untagged: Readonly<Record<string, string>> = {
    CAPABILITY: '* CAPABILITY IMAP4rev1\r\n',
    NAMESPACE: '* NAMESPACE (("" "/")) NIL NIL\r\n',
    LIST: '* LIST (\\HasNoChildren \\Sent) "/" "Sent"\r\n',
    EXAMINE: `* ${headers.length} EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 9] ok\r\n`,
    SEARCH: `* SEARCH ${all.join(' ')}\r\n`,
    FETCH: headers
      .map((text, index) => {
        const fields = 'MESSAGE-ID X-MICROSOFT-ORIGINAL-MESSAGE-ID X-DUEBOOK-REF';
        return `* ${index + 1} FETCH (UID ${index + 1} BODY[HEADER.FIELDS (${fields})] {${text.length}}\r\n${text})\r\n`;
      })
      .join(''),
  };
  const command = verb === 'UID' ? second : verb;
  if (command === 'SEARCH' && !answersSearch) return `${tag} BAD no such search\r\n`;
  return `${untagged[command.toUpperCase()] ?? ''}${tag} OK done\r\n`;
}

const OTHER = 'Message-ID: <other@example.test>\r\n\r\n';
const OURS = 'message-id:\r\n <01a2@example.test>\r\n\r\n';
const PASSWORD = { kind: 'password', password: 'wonderland' } as const;

describe('a server that finds whatever it is asked for', () => {
  it('is not believed: the message that it found is another one', async () => {
    const account = await carelessServer([OTHER, OTHER], true);
    expect(await isInSent({ account, secret: PASSWORD, marks: MARKS })).toBe(false);
  });

  it('still has the message when it is there', async () => {
    const account = await carelessServer([OTHER, OURS, OTHER], true);
    expect(await isInSent({ account, secret: PASSWORD, marks: MARKS })).toBe(true);
  });
});

describe('a server that cannot search for a header', () => {
  it.each([
    [[OTHER, OURS], true],
    [[OTHER], false],
  ] as const)('is read message by message: %j', async (headers, there) => {
    const account = await carelessServer(headers, false);
    expect(await isInSent({ account, secret: PASSWORD, marks: MARKS })).toBe(there);
  });
});
