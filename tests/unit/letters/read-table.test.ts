import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LetterBlock, letterBodyFromText } from '../../../shared/domain/letters/letter-body.ts';
import { readTextTable } from '../../../shared/domain/letters/read-table.ts';
import { writeEditedHtml } from '../../../shared/domain/letters/write-html.ts';
import { writeLetterText } from '../../../shared/domain/letters/write-text.ts';

const INVOICES: LetterBlock = {
  kind: 'table',
  columns: [
    { label: 'Invoice', align: 'start' },
    { label: 'Due date', align: 'start' },
    { label: 'Days past due', align: 'end' },
    { label: 'Amount open', align: 'end' },
  ],
  rows: [
    ['INV-24275', '11 June 2026', '163', '£10,448.22'],
    ['INV-24630', '20 November 2026', '1', '£176.40'],
  ],
  foot: ['Total overdue', '', '', '£10,624.62'],
};

describe('a table in an edited letter', () => {
  it('is a table again when nobody touched it', () => {
    expect(letterBodyFromText(writeLetterText([INVOICES]))).toEqual([INVOICES]);
  });

  it('keeps a cell that a person changed without breaking the alignment', () => {
    const edited = writeLetterText([INVOICES]).replace('INV-24630', 'INV-24631');
    const [table] = letterBodyFromText(edited);
    expect(table).toMatchObject({ kind: 'table', rows: [{}, { 0: 'INV-24631' }] });
  });

  it('goes out as a table in the HTML, between the paragraphs around it', () => {
    const text = writeLetterText([
      { kind: 'paragraph', text: 'Dear Becky,' },
      INVOICES,
      { kind: 'paragraph', text: 'I will call you on Friday.' },
    ]);
    const html = writeEditedHtml(text, 'en');
    expect(html).toContain('<td');
    expect(html).not.toContain('<pre');
    expect(html.indexOf('Dear Becky,')).toBeLessThan(html.indexOf('INV-24275'));
  });

  it('stays as it was typed when its columns are broken', () => {
    const broken = 'Invoice  Amount\n------\nA 10,00\nB  9';
    expect(readTextTable(broken)).toBeNull();
  });

  it('is not seen in ordinary text', () => {
    for (const text of ['', 'Please pay.', 'one  two\nthree  four', '---', 'a\n---\nb']) {
      expect(readTextTable(text)).toBeNull();
    }
  });

  it('whatever its words, comes back with the same cells', () => {
    const word = fc
      .stringMatching(/^[A-Za-z0-9€£.,-]{1,12}( [A-Za-z0-9]{1,8})?$/)
      .filter((text) => !/^-+$/.test(text));
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.record({
        columns: fc.array(
          fc.record({ label: word, align: fc.constantFrom('start' as const, 'end' as const) }),
          {
            minLength: width,
            maxLength: width,
          },
        ),
        rows: fc.array(fc.array(word, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 6,
        }),
        foot: fc.option(fc.array(word, { minLength: width, maxLength: width })),
      }),
    );
    fc.assert(
      fc.property(table, ({ columns, rows, foot }) => {
        const read = readTextTable(writeLetterText([{ kind: 'table', columns, rows, foot }]).trimEnd());
        expect(read?.rows).toEqual(rows);
        expect(read?.foot ?? null).toEqual(foot);
        expect(read?.columns.map((column) => column.label)).toEqual(columns.map((column) => column.label));
      }),
    );
  });
});
