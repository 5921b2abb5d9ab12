import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { readInputFile, readInputText } from '../../../electron/hosts/cli/files/input-file.ts';
import { requireOutputPlace, writeOutputFile } from '../../../electron/hosts/cli/files/output-file.ts';
import { parseMappingFile } from '../../../electron/hosts/cli/import-mapping.ts';
import { temporaryFolder } from '../../support/workspace.ts';

/** The code of the error that a promise or a call ends with. */
async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error);
  }
}

describe('an input file', () => {
  it('is read whole, and refused above its limit', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    writeFileSync(path, 'x'.repeat(3_000_000));
    expect(await readInputFile(path, 3_000_000)).toHaveLength(3_000_000);
    expect(await codeOf(() => readInputFile(path, 2_999_999))).toBe('bad_file');
  });

  it('is a file, not a folder or a device', async () => {
    expect(await codeOf(() => readInputFile(temporaryFolder(), 10))).toBe('bad_file');
    expect(await codeOf(() => readInputFile('/dev/zero', 10))).toBe('bad_file');
  });

  it('is text only in UTF-8', async () => {
    const path = join(temporaryFolder(), 'map.json');
    writeFileSync(path, Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]));
    expect(await readInputText(path, 100)).toBe('{}');
    writeFileSync(path, Buffer.from([0x22, 0xe4, 0x22]));
    expect(await codeOf(() => readInputText(path, 100))).toBe('bad_file');
  });
});

describe('an output file', () => {
  it('replaces an older one whole and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'log.csv');
    writeFileSync(path, 'a much longer text than the next');
    requireOutputPlace(path);
    await writeOutputFile(path, Buffer.from('short'));
    expect(readFileSync(path, 'utf8')).toBe('short');
    expect(readdirSync(folder)).toEqual(['log.csv']);
  });

  it('needs a folder, and is none itself', async () => {
    const folder = temporaryFolder();
    expect(await codeOf(() => requireOutputPlace(join(folder, 'no', 'x.csv')))).toBe('bad_file');
    expect(await codeOf(() => requireOutputPlace(folder))).toBe('bad_file');
  });

  it('is never a file of a workspace, by whatever path', async () => {
    const folder = join(temporaryFolder(), 'workspace');
    mkdirSync(folder);
    for (const name of ['workspace.json', 'workspace.db', 'notes.csv']) writeFileSync(join(folder, name), '');
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    const linkedFile = join(temporaryFolder(), 'export.csv');
    symlinkSync(join(folder, 'workspace.db'), linkedFile);
    for (const path of [
      join(folder, 'workspace.db'),
      join(folder, 'workspace.db-wal'),
      join(folder, 'workspace.lock'),
      join(folder, 'sign-in.lock'),
      join(link, 'workspace.json'),
      linkedFile,
    ]) {
      expect({ path, code: await codeOf(() => requireOutputPlace(path)) }).toEqual({
        path,
        code: 'validation',
      });
    }
    expect(await codeOf(() => requireOutputPlace(join(folder, 'notes.csv')))).toBe('none');
  });
});

describe('a mapping file', () => {
  const error = (text: string): EngineError => {
    try {
      parseMappingFile(text, '/m.json');
    } catch (thrown) {
      if (thrown instanceof EngineError) return thrown;
    }
    throw new Error('was taken');
  };

  it('names the field that is wrong', () => {
    expect(error('{"columns":{"amounts":"A"}}')).toMatchObject({
      code: 'bad_mapping',
      details: { field: 'columns' },
    });
    expect(error('{"columns":{},"decimal":";"}').message).toMatch(/\/m\.json: "decimal" /);
    expect(error('{"columns":{"amount":7}}').details.field).toBe('columns.amount');
    expect(error('[]').code).toBe('bad_mapping');
    expect(error('{"columns":').message).toContain('no JSON');
  });

  it.each([
    [
      '[]',
      '/m.json: a mapping file is one object in braces, with "columns" in it; the file has a list there.',
    ],
    [
      '{"columns":["A"]}',
      '/m.json: "columns" is an object that names, for each field, the header of its column; the file has a list there.',
    ],
    [
      '{}',
      '/m.json: "columns" is an object that names, for each field, the header of its column; the file has nothing there.',
    ],
    [
      '{"columns":{"amount":7}}',
      '/m.json: "columns.amount" is the header of a column as a text, or null; the file has 7.',
    ],
    ['{"columns":{},"kind":"bills"}', '/m.json: "kind" is "invoices" or "payments"; the file has "bills".'],
    [
      '{"columns":{},"currency":"dollars"}',
      '/m.json: "currency" is an ISO 4217 currency code such as "USD", or null; the file has "dollars".',
    ],
    [
      '{"columns":{},"currency":5}',
      '/m.json: "currency" is an ISO 4217 currency code such as "USD", or null; the file has 5.',
    ],
    [
      '{"columns":{},"dateFormat":""}',
      '/m.json: "dateFormat" is "auto" or a pattern such as "dd/MM/yyyy"; the file has "".',
    ],
    ['{"columns":{},"layout":{}}', '/m.json: "layout" is "column" or "group"; the file has an object there.'],
  ])('says in its own words what is wrong with %s', (text, message) => {
    expect(error(text).message).toBe(message);
  });

  it('lists the fields when it names one that there is not', () => {
    expect(error('{"columns":{"amounts":"A"}}').message).toMatch(
      /^\/m\.json: "columns" has no field "amounts"\. The fields are: customerNumber .* status\.$/,
    );
  });

  it('may leave out what it does not say', () => {
    expect(parseMappingFile('{"columns":{"amount":"A"}}', 'm')).toMatchObject({
      ...{ kind: 'invoices', currency: null, dateFormat: 'auto', decimal: 'auto' },
      columns: { amount: 'A', openAmount: null },
    });
  });
});
