/**
 * Who may import whom. The first rule whose folder holds a file decides for it; a file without a rule is refused.
 * `allow` missing means all but what `deny` names. `scope/*` stands for all packages of a scope.
 * @typedef {{ allow?: readonly string[], deny?: readonly string[] }} List
 * @typedef {{ from: string, files: readonly string[], packages: List, builtins: List }} Rule
 */

const NONE = { allow: [] };
const ANY = {};
const WINDOW = [
  'electron',
  'react',
  'react-dom',
  '@mantine/*',
  '@tanstack/*',
  '@orpc/client',
  '@orpc/tanstack-query',
];
const DATABASE = ['better-sqlite3', 'drizzle-orm'];
const NETWORK_BUILTINS = ['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'net', 'tls'];
const NETWORK = ['imapflow', 'nodemailer', 'undici', 'ws'];

const engine = (folder, files, packages = {}, builtins = ANY) => ({
  from: `electron/engine/${folder}`,
  files: [`electron/engine/${folder}`, 'electron/engine/platform', 'shared/domain', ...files],
  packages: { ...packages, deny: [...WINDOW, ...(packages.deny ?? [])] },
  builtins,
});

/** @type {readonly Rule[]} */
export const RULES = [
  {
    from: 'shared/domain',
    files: ['shared/domain'],
    packages: { allow: ['temporal-polyfill', 'big.js', 'date-holidays'] },
    builtins: NONE,
  },
  {
    from: 'shared/contract',
    files: ['shared/contract', 'shared/domain'],
    packages: { allow: ['zod', '@orpc/contract'] },
    builtins: NONE,
  },
  { from: 'shared/window', files: ['shared/window'], packages: { allow: ['zod'] }, builtins: NONE },
  engine('platform', [], { deny: [...DATABASE, ...NETWORK, '@orpc/server'] }),
  // It knows how Drizzle is loaded; the rest of the database folder takes Drizzle from it.
  engine('db/drizzle.ts', [], { allow: ['drizzle-orm'] }, { allow: ['module'] }),
  engine(
    'db',
    ['electron/engine/secrets'],
    { deny: ['drizzle-orm', ...NETWORK, '@orpc/server'] },
    { deny: NETWORK_BUILTINS },
  ),
  // The session bus of the Linux keyring is a local socket.
  engine(
    'secrets',
    [],
    { deny: [...DATABASE, ...NETWORK] },
    { deny: NETWORK_BUILTINS.filter((name) => name !== 'net') },
  ),
  engine('connectors', [], { deny: DATABASE }),
  engine('mail', [], { deny: DATABASE }),
  engine('jobs', ['electron/engine/db', 'shared/contract'], { deny: NETWORK }),
  engine('services', [
    'electron/engine/connectors',
    'electron/engine/db',
    'electron/engine/jobs',
    'electron/engine/mail',
    'electron/engine/secrets',
    'shared',
  ]),
  engine('api', ['electron/engine/services', 'electron/engine/jobs', 'shared/contract'], {
    deny: [...DATABASE, ...NETWORK],
  }),
  {
    from: 'electron/hosts',
    files: ['electron/hosts', 'electron/engine', 'shared', 'package.json'],
    packages: { deny: ['electron', 'react', 'react-dom', '@mantine/*', ...DATABASE] },
    builtins: ANY,
  },
  {
    from: 'electron/shell',
    files: ['electron/shell', 'shared'],
    packages: { allow: ['electron', 'zod'] },
    builtins: ANY,
  },
  {
    from: 'renderer',
    files: ['renderer', 'shared/contract', 'shared/domain', 'shared/window'],
    packages: {
      allow: [
        '@fontsource-variable/inter',
        '@mantine/*',
        '@orpc/client',
        '@orpc/contract',
        '@orpc/tanstack-query',
        '@tabler/icons-react',
        '@tanstack/react-query',
        '@tanstack/react-virtual',
        'big.js',
        'react',
        'react-dom',
        'temporal-polyfill',
        'zod',
      ],
    },
    builtins: NONE,
  },
];
