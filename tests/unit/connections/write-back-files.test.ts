import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteMarker } from '../../../shared/domain/connections/write-back.ts';
import {
  exampleLetter,
  fileMarker,
  letterFileName,
} from '../../../shared/domain/connections/write-back-files.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';

const DATE = plainDate('2026-11-22');
const MARKER = '4f1c09be27d5';
const ENTRY = 'a1b2c3d4-e5f6-8a7b-8c9d-0e1f2a3b4c5d';

const named = (...numbers: readonly string[]) =>
  letterFileName({ date: DATE, stage: 'friendly', numbers }, MARKER);

describe('the name of a letter in the books', () => {
  it('says when it was sent, what it was and which invoices it asks for', () => {
    expect(named('INV-1', 'INV-2')).toBe(
      '2026-11-22 friendly reminder INV-1, INV-2 [Duebook 4f1c09be27d5].eml',
    );
    expect(exampleLetter(DATE)).toBe(named('INV-1', 'INV-2'));
    expect(letterFileName({ date: DATE, stage: 'statement', numbers: [] }, MARKER)).toBe(
      '2026-11-22 statement of account [Duebook 4f1c09be27d5].eml',
    );
  });

  it('makes of a number what no system takes for a folder, a pattern or a mark-up', () => {
    expect(named('../INV/2026\\1')).toContain(' INV-2026-1 [');
    expect(named('<b>1</b>', '%_*?"')).toContain(' b-1-b, _ [');
    expect(named('INV\n1\u202e')).toContain(' INV-1 [');
    expect(named('Rechnung Nr. 7 (Kopie)', 'Фактура-9')).toContain(' Rechnung Nr. 7 (Kopie), Фактура-9 [');
  });

  it('says how many more there are where there is no room for all', () => {
    const many = Array.from({ length: 300 }, (_, index) => `INV-2026-${index}`);
    expect(named(...many)).toMatch(/reminder INV-2026-0, INV-2026-1, .* and 29\d more \[Duebook/);
    expect(named('9'.repeat(500), 'B')).toMatch(/reminder 9{60} and 1 more \[Duebook/);
  });

  it('is short, of one line, safe, and ends with its marker, whatever the invoices are called', () => {
    const facts = fc.record({
      date: fc.constant(DATE),
      stage: fc.constantFrom(...TEMPLATE_STAGES),
      numbers: fc.array(fc.string({ unit: 'binary', maxLength: 90 }), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(facts, (letter) => {
        const name = letterFileName(letter, MARKER);
        expect([...name].length).toBeLessThanOrEqual(140);
        expect(name).toMatch(
          /^2026-11-22 [^\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|%#]+ \[Duebook 4f1c09be27d5\]\.eml$/u,
        );
      }),
    );
  });
});

describe('the marker of a letter', () => {
  it('is the same for the same entry, and another than that of its note', () => {
    expect(fileMarker(ENTRY)).toBe('0e1f2a3b4c5d');
    expect(fileMarker(ENTRY)).not.toBe(noteMarker(ENTRY));
    expect(fileMarker(ENTRY.replace('5d', '5e'))).not.toBe(fileMarker(ENTRY));
  });
});
