import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import type { Logger } from '../../../electron/engine/platform/logger.ts';
import { UsageError } from '../../../electron/hosts/cli/arguments/usage-error.ts';
import { userFolder } from '../../../electron/hosts/cli/context.ts';
import { printedError } from '../../../electron/hosts/cli/errors.ts';
import { groupedDecimal } from '../../../electron/hosts/cli/output/amounts.ts';
import { createNarrator } from '../../../electron/hosts/cli/output/narrator.ts';
import { textFacts, textTable } from '../../../electron/hosts/cli/output/table.ts';
import { displayWidth, manyLines, oneLine } from '../../../electron/hosts/cli/output/terminal-text.ts';
import { DateError } from '../../../shared/domain/dates.ts';
import { currencyCode, formatDecimal, minorUnits } from '../../../shared/domain/money.ts';

describe('a table', () => {
  it('aligns its columns by what they take on a terminal', () => {
    const rows = [
      { name: '日本', amount: '5' },
      { name: 'Zoë', amount: '1,000' },
    ];
    const table = textTable(
      [
        { header: 'Name', value: (row) => row.name },
        { header: 'Amount', align: 'right', value: (row) => row.amount },
      ],
      rows,
    );
    expect(table.split('\n')).toEqual(['Name  Amount', '────  ──────', '日本       5', 'Zoë    1,000']);
  });

  it('cuts long cells, except those that are to be read whole', () => {
    const long = 'x'.repeat(200);
    const row = (whole: boolean) =>
      textTable([{ header: 'A', value: () => long, ...(whole ? { whole: true } : {}) }], [null]).split(
        '\n',
      )[2];
    expect(row(false)).toBe(`${'x'.repeat(59)}…`);
    expect(row(true)).toBe(long);
  });

  it('keeps every row on one line, whatever is in its cells', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (cells) => {
        const table = textTable([{ header: 'A', value: (cell: string) => cell }], cells);
        expect(table.split('\n')).toHaveLength(cells.length + 2);
        expect(table.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it('puts facts below each other', () => {
    expect(
      textFacts([
        ['A', '1'],
        ['Long', 'two\nlines'],
      ]),
    ).toBe('A     1\nLong  two lines');
    expect(textFacts([])).toBe('');
  });
});

describe('text of somebody else', () => {
  it('is shown without what steers a terminal', () => {
    expect(oneLine('a\u001B[31mb\u202Ec\td')).toBe('a\uFFFD[31mb\uFFFDc d');
    expect(manyLines('a\r\n\tb \u0007\n')).toBe('a\n    b \uFFFD\n');
  });

  it('has the width of its letters', () => {
    expect([
      displayWidth('abc'),
      displayWidth('é'.normalize('NFD')),
      displayWidth('請求'),
      displayWidth(''),
    ]).toEqual([3, 1, 4, 0]);
  });
});

describe('an amount in a table', () => {
  it.each([
    [123456789, 'USD', '1,234,567.89'],
    [-100000, 'EUR', '-1,000.00'],
    [1234567, 'JPY', '1,234,567'],
    [1234, 'KWD', '1.234'],
    [-5, 'USD', '-0.05'],
  ])('of %d in %s is %s', (minor, code, text) => {
    expect(groupedDecimal(minorUnits(minor), currencyCode(code))).toBe(text);
  });

  it('is the exact decimal with commas', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, code) => {
        const [amount, currency] = [minorUnits(minor), currencyCode(code)];
        expect(groupedDecimal(amount, currency).replaceAll(',', '')).toBe(formatDecimal(amount, currency));
      }),
    );
  });
});

describe('the narrator', () => {
  function recorded(options: { readonly watched: boolean; readonly quiet: boolean }) {
    const written: string[] = [];
    return { written, narrator: createNarrator({ ...options, write: (text) => written.push(text) }) };
  }

  it('draws a bar for those who watch and takes it away again', () => {
    const { written, narrator } = recorded({ watched: true, quiet: false });
    narrator.progress('Reading', 1, 2);
    narrator.progress('Reading', 1, 2);
    expect(written).toEqual([`Reading ${'█'.repeat(12)}${'░'.repeat(12)} 50 %`]);
    narrator.clear();
    narrator.clear();
    expect(written).toHaveLength(2);
    expect(written[1]).toBe('\r\u001B[K');
  });

  it('draws none into a file, and says nothing when told to be quiet', () => {
    const file = recorded({ watched: false, quiet: false });
    file.narrator.progress('Reading', 1, 2);
    file.narrator.note('Careful\u001B[2J');
    expect(file.written).toEqual(['Careful\uFFFD[2J\n']);
    const quiet = recorded({ watched: true, quiet: true });
    quiet.narrator.progress('Reading', 1, null);
    quiet.narrator.note('Careful');
    expect(quiet.written).toEqual([]);
  });
});

describe('an error', () => {
  const places: unknown[] = [];
  const logger: Logger = {
    info: () => {},
    warn: () => {},
    error: (_event, _error, fields) => `ref-${places.push(fields?.where)}`,
  };
  const print = (error: unknown) => printedError(error, () => logger, 'mail account add');

  it('of the engine is printed with its code, its words and what else it says', () => {
    const printed = print(new EngineError('bad_file', 'No.', { row: 3, code: 'x', message: 'y' }));
    expect(printed).toEqual({
      status: 1,
      json: { error: { code: 'bad_file', message: 'No.', row: 3 } },
      text: 'No. [bad_file]',
    });
    expect(Object.keys(printed.json.error)).toEqual(['code', 'message', 'row']);
  });

  it('of the command line ends with 2 and shows how it is written', () => {
    expect(print(new UsageError('Bad.', 'aging'))).toMatchObject({ status: 2, text: 'Bad.\nUsage: aging' });
    expect(print(new UsageError('Bad.')).text).toBe('Bad.\nTry --help.');
  });

  it('of a value or a file has a code that people can act on', () => {
    expect(print(new DateError('No such day.')).json.error).toMatchObject({ code: 'validation' });
    const errno = (code: string) => Object.assign(new Error('internal words'), { code, path: '/x/y.csv' });
    expect(print(errno('ENOENT')).text).toBe('/x/y.csv does not exist. Check the path. [bad_file]');
    expect(print(errno('EACCES')).json.error).toMatchObject({ code: 'bad_file', file: '/x/y.csv' });
    expect(print(errno('ENOSPC')).json.error).toMatchObject({ code: 'disk_full' });
    const output = Object.assign(new Error('internal words'), { code: 'ENOSPC' });
    expect(print(output).text).toContain('no room to write the output.');
  });

  it('of a key says how a key is given here, when another kind of key would help', () => {
    const said = (details: Readonly<Record<string, unknown>>) =>
      print(new EngineError('no_key', 'Closed.', details)).text;
    expect(said({ kind: 'keyring' })).toContain('--passphrase-env NAME');
    expect(said({ reason: 'there is no D-Bus session' })).toContain('--passphrase-env NAME');
    expect(said({ variable: 'PP' })).toBe('Closed. [no_key]');
  });

  it('that nobody expected says no more than where to look', () => {
    const { json, text } = print(new TypeError('secret customer'));
    expect(json.error).toMatchObject({ code: 'internal', reference: 'ref-1' });
    expect(text).not.toContain('secret');
    expect(print(new EngineError('internal', 'x', {}, new Error('inner'))).json.error.reference).toBe(
      'ref-2',
    );
    expect(print(new EngineError('internal', 'Without a cause.')).text).toBe(
      'Without a cause. The local log says more under ref-3. [internal]',
    );
    expect(print('thrown text').status).toBe(1);
    expect(places).toEqual(Array(4).fill('mail.account.add'));
  });
});

describe('relative paths', () => {
  it('start where the user stood when npm runs the command, and nowhere else', () => {
    expect(userFolder({ npm_lifecycle_event: 'cli', INIT_CWD: '/user' }, '/project')).toBe('/user');
    expect(userFolder({ npm_lifecycle_event: 'test', INIT_CWD: '/user' }, '/here')).toBe('/here');
    expect(userFolder({}, '/here')).toBe('/here');
  });
});
