import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certificateFileName,
  countWords,
} from '../../../electron/engine/services/contract-end/erase-words.ts';
import { safeName } from '../../../electron/engine/services/contract-end/export-parts.ts';

describe('the name of an invoice file in the archive', () => {
  it('keeps what is plain, with its ending', () => {
    expect(safeName('Rechnung 0017 Söhne.pdf')).toBe('Rechnung 0017 Söhne.pdf');
  });

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\books\\a.pdf', 'C_books_a.pdf'],
    ['...', 'file'],
    ['', 'file'],
    [`${'a'.repeat(100)}. .${'b'.repeat(78)}`, 'b'.repeat(78)],
    ['a\u202Efdp.exe', 'a_fdp.exe'],
  ])('of %j is harmless', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('never leaves its folder, whatever the books called it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[/\\:\n\r\t\0]/u);
        expect(safe.startsWith('.')).toBe(false);
        expect(safe.length).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });
});

it('a certificate is offered under the name of its workspace', () => {
  expect(certificateFileName('Halden & Söhne, Ltd.', '2026-11-20T10:00:00.000Z')).toBe(
    'erased-Halden-Söhne-Ltd-2026-11-20.json',
  );
  expect(certificateFileName('***', '2026-11-20')).toBe('erased-workspace-2026-11-20.json');
});

it('what there was is counted in words, without what there was none of', () => {
  expect(countWords({ accounts: 1, documents: 600, drafts: 0, entries: 1, invoiceFiles: 2 })).toBe(
    '1 account, 600 documents, 1 entry of the log, 2 invoice files',
  );
  expect(countWords({ accounts: 0 })).toBe('nothing');
});
