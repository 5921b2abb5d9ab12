import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import { type LetterBlock, letterBodyFromText } from '../../../shared/domain/letters/letter-body.ts';
import { missingFieldsIn, missingMarker } from '../../../shared/domain/letters/missing-marker.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { tableWords } from '../../../shared/domain/letters/table-words.ts';
import { balanceTable, creditTable, invoiceTable } from '../../../shared/domain/letters/tables.ts';
import { escapeHtml, writeEditedHtml, writeLetterHtml } from '../../../shared/domain/letters/write-html.ts';
import { writeLetterText } from '../../../shared/domain/letters/write-text.ts';
import { ZERO } from '../../../shared/domain/money.ts';

const data = sampleLetterData(plainDate('2026-11-21'), 'en-GB');
const format = letterFormat('en-GB', data.currency);
const words = tableWords('en-GB');
if (words === null) throw new Error('English has its words.');
const textOf = (block: LetterBlock | null) => (block === null ? '' : writeLetterText([block]));

describe('the tables of a letter', () => {
  it('align amounts to the right and set the sum apart', () => {
    expect(textOf(invoiceTable(data, 'overdue', format, words))).toBe(
      [
        'Invoice        Your reference  Due date           Days past due  Invoice total  Amount open',
        '-------------------------------------------------------------------------------------------',
        'INV-1042       PO-1042         20 September 2026             62     €48,210.00   €48,210.00',
        'INV-1077       PO-1077         9 November 2026               12      €9,500.00    €3,200.50',
        '-------------------------------------------------------------------------------------------',
        'Total overdue                                                                    €51,410.50',
        '',
      ].join('\n'),
    );
  });

  it('leave out columns that say nothing', () => {
    const invoices = data.invoices.map((invoice) => ({ ...invoice, poNumber: null, total: invoice.open }));
    const [head] = textOf(invoiceTable({ ...data, invoices }, 'due_soon', format, words)).split('\n');
    expect(head).toBe('Invoice   Due date          Amount open');
  });

  it('show credits and unapplied payments as negative amounts', () => {
    const text = textOf(creditTable(data, format, words));
    expect(text).toMatch(/Credit note CN-88 +1 November 2026 +-€450\.00/u);
    expect(text).toMatch(/Payments not yet applied +-€1,200\.00/u);
  });

  it('are absent when there is nothing to list', () => {
    expect(creditTable({ ...data, credits: [], unapplied: ZERO }, format, words)).toBeNull();
    expect(invoiceTable({ ...data, invoices: [] }, 'all', format, words)).toBeNull();
  });

  it('come to a balance that adds up', () => {
    expect(textOf(balanceTable(data, format, words))).toBe(
      [
        'Open invoices             €64,294.50',
        'Credits on account          -€450.00',
        'Payments not yet applied  -€1,200.00',
        '------------------------------------',
        'Balance                   €62,644.50',
        '',
      ].join('\n'),
    );
  });

  it('show an invoice number as text, not as markup or a second line', () => {
    const [first] = data.invoices;
    if (!first) throw new Error('The sample has invoices.');
    const hostile = { ...data, invoices: [{ ...first, number: '<img src=x>\r\nINV\u202E' }] };
    const table = invoiceTable(hostile, 'all', format, words);
    expect(textOf(table)).toContain('<img src=x> INV ');
    expect(writeLetterHtml(table ? [table] : [], 'en')).toContain('&lt;img src=x&gt; INV<');
  });
});

describe('the HTML of a letter', () => {
  it('escapes every character that could begin markup, wherever it stands', () => {
    const evil = `<script>alert("x")</script>&'`;
    const html = writeLetterHtml(
      [
        { kind: 'paragraph', text: evil },
        { kind: 'preformatted', text: evil },
        { kind: 'table', columns: [{ label: evil, align: 'start' }], rows: [[evil]], foot: [evil] },
      ],
      `en" onload="x`,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('onload="x');
    expect(html.split('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;')).toHaveLength(6);
  });

  it('never lets a text add a tag', () => {
    const tags = (html: string) => html.match(/<[^>]*>/gu)?.length;
    const plain = tags(writeLetterHtml([{ kind: 'paragraph', text: 'x' }], 'en'));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '!', '-', ' ') }),
        (text) => {
          expect(tags(writeLetterHtml([{ kind: 'paragraph', text }], 'en'))).toBe(plain);
          expect(escapeHtml(text)).not.toMatch(/[<>"']/u);
        },
      ),
    );
  });

  it('breaks lines inside a paragraph', () => {
    expect(writeLetterHtml([{ kind: 'paragraph', text: 'Quay 4\nDenmark' }], 'en')).toContain(
      'Quay 4<br>\nDenmark',
    );
  });

  it('marks table headings for screen readers', () => {
    const table = invoiceTable(data, 'all', format, words);
    expect(writeLetterHtml(table ? [table] : [], 'en').match(/<th scope="col"/gu)).toHaveLength(7);
  });
});

describe('a letter that a person edited', () => {
  it('keeps its paragraphs and its aligned tables, byte for byte', () => {
    const text = writeLetterText([
      { kind: 'paragraph', text: 'Dear Mara,' },
      ...[invoiceTable(data, 'all', format, words), balanceTable(data, format, words)].filter(
        (table) => table !== null,
      ),
      { kind: 'paragraph', text: 'Kind regards,\nInes' },
    ]);
    const body = letterBodyFromText(text);
    expect(body.map(({ kind }) => kind)).toEqual(['paragraph', 'table', 'table', 'paragraph']);
    expect(writeLetterText(body)).toBe(text);
  });

  it('takes an ordinary paragraph with a double space for what it is', () => {
    const [block] = letterBodyFromText('First line.  Two spaces.\nSecond line without.');
    expect(block?.kind).toBe('paragraph');
  });

  it('is escaped in its HTML and loses hidden characters', () => {
    const html = writeEditedHtml('Hello <b>\u202Eyou</b>\r\n\r\nBye', 'en');
    expect(html).toContain('Hello &lt;b&gt;you&lt;/b&gt;');
    expect(html.match(/<p /gu)).toHaveLength(2);
  });

  it('still tells which fields are missing', () => {
    const text = `Pay to ${missingMarker('company.paymentInstructions')} soon, ${missingMarker('sender.name')}`;
    expect(missingFieldsIn(text, missingMarker('sender.name'))).toEqual([
      'company.paymentInstructions',
      'sender.name',
    ]);
    expect(missingFieldsIn('Nothing [missing] here')).toEqual([]);
  });
});
