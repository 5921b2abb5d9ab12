import type { RequestOptions } from 'node:https';
import { createServer, type Server } from 'node:https';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type DiscoveryOptions,
  discoverServers,
} from '../../../electron/engine/mail/presets/discover-servers.ts';
import { closed, listenOnLoopback } from '../../support/dovecot/relay.ts';
import { type NameServer, startNameServer } from '../../support/name-server.ts';
import { type SelfSigned, selfSigned } from '../../support/tls-server.ts';

const DOMAIN = 'halden.example';
const ADDRESS = `ines@${DOMAIN}`;
const FILE = `<clientConfig version="1.1"><emailProvider id="${DOMAIN}"><incomingServer type="imap"><hostname>post.${DOMAIN}</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`;

let identity: SelfSigned;
const names: NameServer[] = [];
const sites: Server[] = [];
beforeAll(() => {
  identity = selfSigned('autoconfig.halden.example');
});
afterEach(async () => {
  await Promise.all([...names.splice(0).map((server) => server.stop()), ...sites.splice(0).map(closed)]);
});

/** Every name of the web leads nowhere, unless a site of the test answers. */
const nowhere: NonNullable<DiscoveryOptions['tls']> = {
  lookup: (host, _options, done) => done(Object.assign(new Error(`No ${host}`), { code: 'ENOTFOUND' }), ''),
};

async function asking(
  records: Parameters<typeof startNameServer>[0],
  tls: DiscoveryOptions['tls'] = nowhere,
  broken = false,
) {
  const server = await startNameServer(records, { broken });
  names.push(server);
  return discoverServers(ADDRESS, { resolver: server.resolver, ...(tls === undefined ? {} : { tls }) });
}

/** A site for `autoconfig.halden.example` alone, with a certificate that the caller trusts or not. */
async function site(
  answer: (path: string) => { readonly status: number; readonly body?: string; readonly location?: string },
  trusted = true,
): Promise<NonNullable<DiscoveryOptions['tls']>> {
  const server = createServer({ ...identity }, (request, response) => {
    const { status, body = '', location } = answer(request.url ?? '');
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(body);
  });
  const port = await listenOnLoopback(server);
  sites.push(server);
  const lookup: RequestOptions['lookup'] = (host, options, done) => {
    if (host !== `autoconfig.${DOMAIN}`) {
      done(Object.assign(new Error(`No ${host}`), { code: 'ENOTFOUND' }), '');
    } else if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  };
  return { lookup, port, ...(trusted ? { ca: identity.cert } : {}) };
}

const foundBy = ({ proposals }: Awaited<ReturnType<typeof asking>>) =>
  proposals.map((proposal) => proposal.foundBy);

describe('looking for the servers of an address', () => {
  it('takes a preset for an address of a provider, and asks nobody', async () => {
    const { proposals, problems } = await discoverServers('ines@gmail.com', { tls: nowhere });
    expect(problems).toEqual([]);
    expect(proposals).toMatchObject([{ foundBy: 'preset', provider: 'google', foreign: false }]);
  });

  it('takes SRV records, encryption from the first byte before STARTTLS, the lowest priority first', async () => {
    const found = await asking([
      { type: 'SRV', name: `_imap._tcp.${DOMAIN}`, port: 143, target: `old.${DOMAIN}` },
      { type: 'SRV', name: `_imaps._tcp.${DOMAIN}`, port: 993, target: `second.${DOMAIN}`, priority: 20 },
      { type: 'SRV', name: `_imaps._tcp.${DOMAIN}`, port: 1993, target: `first.${DOMAIN}`, priority: 10 },
      { type: 'SRV', name: `_submission._tcp.${DOMAIN}`, port: 587, target: `first.${DOMAIN}` },
    ]);
    expect(found.problems).toEqual([]);
    expect(found.proposals[0]).toEqual({
      foundBy: 'srv',
      provider: 'other',
      imap: { protocol: 'imap', host: `first.${DOMAIN}`, port: 1993, security: 'tls' },
      smtp: { protocol: 'smtp', host: `first.${DOMAIN}`, port: 587, security: 'starttls' },
      user: ADDRESS,
      foreign: false,
    });
  });

  it('marks servers outside the domain, and takes "." for "not offered"', async () => {
    const [found] = (
      await asking([
        { type: 'SRV', name: `_imaps._tcp.${DOMAIN}`, port: 993, target: 'mail.elsewhere.example' },
        { type: 'SRV', name: `_submissions._tcp.${DOMAIN}`, port: 0, target: '.' },
      ])
    ).proposals;
    expect(found).toMatchObject({ foundBy: 'srv', smtp: null, foreign: true });
  });

  it('knows the provider behind a company’s own domain by where its mail goes', async () => {
    const found = await asking([
      { type: 'MX', name: DOMAIN, target: 'halden-example.mail.protection.outlook.com' },
    ]);
    expect(found.proposals[0]).toMatchObject({ foundBy: 'mx', provider: 'microsoft365', foreign: false });
    expect(found.proposals[0]?.smtp).toMatchObject({ host: 'smtp.office365.com', port: 587 });
  });

  it('takes the file that the domain publishes, over https with a good certificate', async () => {
    const tls = await site((path) =>
      path === '/mail/config-v1.1.xml' ? { status: 200, body: FILE } : { status: 404 },
    );
    const found = await asking([], tls);
    expect(found.problems).toEqual([]);
    expect(found.proposals[0]).toMatchObject({ foundBy: 'autoconfig', imap: { host: `post.${DOMAIN}` } });
  });

  it('does not send the address along', async () => {
    const asked: string[] = [];
    const tls = await site((path) => {
      asked.push(path);
      return { status: 404 };
    });
    await asking([], tls);
    expect(asked).toEqual(['/mail/config-v1.1.xml']);
  });

  it.each([
    ['an unencrypted page', { status: 302, location: 'http://autoconfig.halden.example/x' }, /unencrypted/u],
    ['itself', { status: 302, location: '/mail/config-v1.1.xml' }, /page to page/u],
    ['a huge answer', { status: 200, body: 'x'.repeat(100_000) }, /too large/u],
  ])('does not follow to %s, and tells', async (_what, answer, words) => {
    const { proposals, problems } = await asking([], await site(() => answer));
    expect(proposals.map((proposal) => proposal.foundBy)).toEqual(['guess']);
    expect(problems).toEqual([expect.stringMatching(words)]);
  });

  it('takes nothing from a site whose certificate is not good, and tells', async () => {
    const found = await asking([], await site(() => ({ status: 200, body: FILE }), false));
    expect(foundBy(found)).toEqual(['guess']);
    expect(found.problems).toEqual([expect.stringMatching(/autoconfig\.halden\.example.*self-signed/u)]);
  });

  it('only guesses where nothing is published, and calls it a guess', async () => {
    expect(await asking([])).toEqual({
      problems: [],
      proposals: [
        {
          foundBy: 'guess',
          provider: 'other',
          imap: { protocol: 'imap', host: `imap.${DOMAIN}`, port: 993, security: 'tls' },
          smtp: { protocol: 'smtp', host: `smtp.${DOMAIN}`, port: 587, security: 'starttls' },
          user: ADDRESS,
          foreign: false,
        },
      ],
    });
  });

  it('tells when names cannot be looked up, and still guesses', async () => {
    const { proposals, problems } = await asking([], nowhere, true);
    expect(proposals.map((proposal) => proposal.foundBy)).toEqual(['guess']);
    expect(problems).toHaveLength(5);
    for (const problem of problems) expect(problem).toMatch(/could not be looked up/u);
  });

  it.each(['ines', 'ines@', 'ines@localhost', '@', 'ines@halden example', 'ines@-./x.example'])(
    'refuses %s, which is no address',
    async (address) => {
      await expect(discoverServers(address, { tls: nowhere })).rejects.toMatchObject({ code: 'validation' });
    },
  );
});
