import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeGlobalOptions, wantsJson } from '../../../electron/hosts/cli/arguments/global-options.ts';
import { parseArguments } from '../../../electron/hosts/cli/arguments/parse-arguments.ts';
import { UsageError } from '../../../electron/hosts/cli/arguments/usage-error.ts';
import { LATER_COMMANDS } from '../../../electron/hosts/cli/later-commands.ts';
import { COMMANDS, findCommand } from '../../../electron/hosts/cli/registry.ts';

const KINDS = {
  flags: { name: 'required', text: 'optional', set: 'repeated', 'dry-run': 'switch' },
  parameters: { FILE: 'required', DIR: 'optional' },
} as const;
const parse = (...given: readonly string[]) => parseArguments(given, KINDS, 'try FILE');

describe('the arguments of a command', () => {
  it('are flags with values, switches and words, in any order', () => {
    const expected = {
      flags: { name: 'N', text: 'a=b', set: ['1', '2'], 'dry-run': true },
      parameters: { FILE: 'f', DIR: 'd' },
    };
    expect(parse('f', 'd', '--name', 'N', '--text', 'a=b', '--set', '1', '--set=2', '--dry-run')).toEqual(
      expected,
    );
    expect(parse('--dry-run', '--set=1', 'f', '--text=a=b', '--set', '2', '--name=N', 'd')).toEqual(expected);
  });

  it('are empty where nothing was given', () => {
    expect(parse('f', '--name', '')).toEqual({
      flags: { name: '', text: null, set: [], 'dry-run': false },
      parameters: { FILE: 'f', DIR: null },
    });
  });

  it('take values that begin with a dash, but no flag for a value', () => {
    expect(parse('f', '--name', '-5').flags.name).toBe('-5');
    expect(parse('f', '--name', '-- so --').flags.name).toBe('-- so --');
    expect(parse('f', '--name=--text').flags.name).toBe('--text');
    expect(() => parse('f', '--name', '--text')).toThrow('--name=…');
  });

  it('are words after --', () => {
    expect(parse('--name', 'N', '--', '--odd name', '-')).toMatchObject({
      parameters: { FILE: '--odd name', DIR: '-' },
    });
  });

  it.each([
    ['an unknown flag', ['f', '--name', 'N', '--colour'], '--colour'],
    ['a flag of every object', ['f', '--name', 'N', '--constructor', 'x'], '--constructor'],
    ['a short flag', ['f', '--name', 'N', '-x'], '-x'],
    ['a missing value', ['f', '--name'], '--name'],
    ['a missing flag', ['f'], '--name'],
    ['a flag twice', ['f', '--name', 'N', '--name', 'M'], 'more than once'],
    ['a value for a switch', ['f', '--name', 'N', '--dry-run=yes'], '--dry-run'],
    ['a missing word', ['--name', 'N'], 'FILE'],
    ['a word too many', ['f', 'd', 'e', '--name', 'N'], '"e"'],
  ])('are refused with %s', (_what, given, said) => {
    expect(() => parse(...given)).toThrow(UsageError);
    expect(() => parse(...given)).toThrow(said);
  });

  it('come back as they were given, whatever texts they are', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (file, name, set) => {
        const parsed = parse(`--name=${name}`, `--set=${set}`, '--', file);
        expect(parsed).toMatchObject({ flags: { name, set: [set] }, parameters: { FILE: file } });
      }),
    );
  });
});

describe('the global flags', () => {
  it('are taken out wherever they stand', () => {
    const { options, rest } = takeGlobalOptions([
      '--json',
      'a',
      '--workspace',
      'w',
      'b',
      '--quiet',
      '--passphrase-env=P',
      '--x',
    ]);
    expect(options).toMatchObject({
      json: true,
      quiet: true,
      help: false,
      workspace: 'w',
      passphraseEnv: 'P',
    });
    expect(rest).toEqual(['a', 'b', '--x']);
  });

  it('are left alone after --', () => {
    expect(takeGlobalOptions(['a', '--', '--json']).rest).toEqual(['a', '--', '--json']);
    expect(wantsJson(['a', '--', '--json'])).toBe(false);
    expect(wantsJson(['a', '--frob', '--json'])).toBe(true);
  });

  it.each([
    [['--workspace']],
    [['--workspace', '--json']],
    [['--workspace=']],
    [['--workspace', 'a', '--workspace', 'b']],
    [['--passphrase-env', 'A', '--recovery-code-env', 'B']],
  ])('are refused as %j', (given) => {
    expect(() => takeGlobalOptions(given)).toThrow(UsageError);
  });
});

describe('a command', () => {
  it('is found by its words, and its arguments are what follows', () => {
    const found = findCommand(['mail', 'account', 'add', '--user', 'u']);
    expect(found.command.name).toBe('mail account add');
    expect(found.rest).toEqual(['--user', 'u']);
    expect(findCommand(['import', 'worklist']).command.name).toBe('import');
  });

  it.each([[[]], [['frob']], [['report', 'daily']], [['--frob', 'aging']]])(
    'is not guessed from %j; the answer lists what there is',
    (given) => {
      expect(() => findCommand(given)).toThrow(/There are: workspace create, .*doctor/);
    },
  );

  it.each([[['mail']], [['mail', 'account', 'delete', 'x']]])(
    'is not guessed from %j; the answer lists those of the same group only',
    (given) => {
      expect(() => findCommand(given)).toThrow(/There are: mail account add, [^.]*mail account remove\.$/);
      expect(() => findCommand(given)).not.toThrow(/worklist/);
    },
  );

  it('of a later version is said to be not there yet, and is none of those that there are', () => {
    for (const name of LATER_COMMANDS) {
      const given = [...name.split(' '), '--account', 'A'];
      expect(() => findCommand(given)).toThrow(`"${name}" is not in this version yet.`);
      expect(COMMANDS.map((command) => command.name)).not.toContain(name);
    }
    expect(() => findCommand(['report', 'monthly'])).not.toThrow('not in this version');
  });

  it('is described by the usage that it is listed with', async () => {
    for (const { usage, load } of COMMANDS) {
      const { flags, parameters } = await load();
      const described = [...usage.matchAll(/--([a-z-]+)/g)].map((match) => match[1]);
      const hidden = Object.keys(flags).filter((flag) => !described.includes(flag));
      expect({ usage, unknown: described.filter((flag) => !Object.hasOwn(flags, flag ?? '')) }).toEqual({
        usage,
        unknown: [],
      });
      expect({ usage, hidden: hidden.filter((flag) => flag !== 'address') }).toEqual({ usage, hidden: [] });
      for (const [name, kind] of Object.entries(flags)) {
        const bracketed = new RegExp(`\\[[^\\]]*--${name}\\b`).test(usage);
        if (kind === 'required')
          expect({ usage, name, bracketed }).toEqual({ usage, name, bracketed: false });
      }
      for (const name of Object.keys(parameters)) expect(usage).toContain(name);
    }
  });
});
