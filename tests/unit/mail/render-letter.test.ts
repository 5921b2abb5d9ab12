import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../electron/engine/mail/templates/render-letter.ts';
import { parseTemplateFile } from '../../../electron/engine/mail/templates/template-source.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { LetterData } from '../../../shared/domain/letters/letter-data.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';

const data = sampleLetterData(plainDate('2026-11-21'), 'en-GB');
const render = (body: string, changes: Partial<LetterData> = {}, subject = 'Subject') =>
  renderLetter({ subject, body }, { ...data, ...changes }, 'en');
const bare: Partial<LetterData> = { company: { ...data.company, paymentInstructions: null, portal: null } };

describe('renderLetter', () => {
  it('puts fields, conditions and loops to work', () => {
    const body =
      '{{ customer.name }}: {% for invoice in invoices %}{{ invoice.number }} {% endfor %}' +
      '{% if totals.open and counts.open > 3 %}many{% else %}few{% endif %}';
    expect(render(body).text).toBe('Northwind Traders: INV-1042 INV-1077 INV-1103 INV-1120 many\n');
  });

  it('gives the same letter as text and as HTML from one source', () => {
    const { text, html } = render('Dear {{ customer.contactName }},\n\n{% invoices overdue %}\n\nBye\nInes');
    for (const part of [
      'Dear Mara Lindqvist,',
      'INV-1042',
      '€48,210.00',
      'Total overdue',
      '€51,410.50',
      'Ines',
    ]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    expect(html.match(/<p /gu)).toHaveLength(2);
    expect(html.match(/<table/gu)).toHaveLength(1);
  });

  it('tells which invoices it lists, each once', () => {
    expect(render('{% invoices overdue %}{% invoices all %}').invoices).toEqual([
      'INV-1042',
      'INV-1077',
      'INV-1103',
      'INV-1120',
    ]);
    expect(render('{% invoices due_soon %}').invoices).toEqual(['INV-1103']);
    expect(render('No table').invoices).toEqual([]);
  });

  it('sets a table as a block of its own, also in the middle of a sentence', () => {
    const { body } = render('Before {% credits %} after');
    expect(body.map(({ kind }) => kind)).toEqual(['paragraph', 'table', 'paragraph']);
  });

  it('leaves no gap where a table or a condition gives nothing', () => {
    const none = { credits: [], unapplied: data.totals.overdue };
    const { body } = render('A\n\n{% if hasCredits %}x{% endif %}\n\nB', none);
    expect(body).toEqual([
      { kind: 'paragraph', text: 'A' },
      { kind: 'paragraph', text: 'B' },
    ]);
  });

  it('chooses the word for one or several', () => {
    expect(
      render('{{ counts.credits | plural: "credit", "credits" }} {{ counts.open | plural: "a", "b" }}').text,
    ).toBe('credit b\n');
  });

  it('refuses a language without wording', () => {
    expect(() => renderLetter({ subject: 'x', body: 'x' }, data, 'xx')).toThrow(
      /no letters in the language "xx"/u,
    );
  });
});

describe('a field that the data lacks', () => {
  it('stands visibly in text and HTML and is listed', () => {
    const letter = render('Pay to {{ company.paymentInstructions }}', bare);
    expect(letter.text).toBe('Pay to [missing: company.paymentInstructions]\n');
    expect(letter.html).toContain('[missing: company.paymentInstructions]');
    expect(letter.unresolved).toEqual(['company.paymentInstructions']);
  });

  it('is listed once, subject and body together, in the order of the letter', () => {
    const letter = render(
      '{{ company.portal }}{{ nothing.here }}{{ company.portal }}',
      bare,
      '{{ company.portal }}',
    );
    expect(letter.unresolved).toEqual(['company.portal', 'nothing.here']);
    expect(letter.subject).toBe('[missing: company.portal]');
  });

  it('is no when a condition asks for it, and is not listed then', () => {
    const letter = render(
      '{% if company.portal %}yes{% else %}no{% endif %}{% unless company.portal %}!{% endunless %}',
      bare,
    );
    expect(letter.text).toBe('no!\n');
    expect(letter.unresolved).toEqual([]);
  });

  it('gives way to a default', () => {
    const letter = render('{{ company.portal | default: company.phone }}', bare);
    expect(letter.text).toBe('+45 5550 0100\n');
    expect(letter.unresolved).toEqual([]);
  });

  it.each([
    '{{ company.portal | upcase }}',
    '{{ "see " | append: company.portal }}',
    '{% assign where = company.portal %}{{ where | strip }}',
    '{{ company.portal | default: company.portal | truncate: 5 }}',
  ])('is never lost on the way: %s', (body) => {
    const letter = render(body, bare);
    expect(letter.unresolved).toEqual(['company.portal']);
    expect(letter.text).toBe('[missing: company.portal]\n');
  });

  it('includes a table of invoices that would be empty', () => {
    const letter = render('{% invoices overdue %}', { invoices: [] });
    expect(letter.unresolved).toEqual(['invoices overdue']);
    expect(letter.text).toBe('[missing: invoices overdue]\n');
  });

  it('is only shown, not looped over', () => {
    expect(render('{% for x in company.portal %}{{ x }}{% else %}none{% endfor %}', bare).text).toBe(
      'none\n',
    );
  });
});

describe('parseTemplateFile', () => {
  it('reads subject and body, with either kind of line end', () => {
    expect(parseTemplateFile('---\r\nsubject: Hello: {{ asOf }}\r\n---\r\n\r\nBody\r\n')).toEqual({
      subject: 'Hello: {{ asOf }}',
      body: 'Body',
    });
  });

  it.each(['Body only', '---\ntitle: x\n---\nBody', '---\nsubject: x\nBody'])(
    'refuses a file without its head: %j',
    (text) => {
      expect(() => parseTemplateFile(text)).toThrow(/needs a head/u);
    },
  );
});
