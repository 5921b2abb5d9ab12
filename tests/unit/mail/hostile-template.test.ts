import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_LIMITS } from '../../../electron/engine/mail/templates/limits.ts';
import { renderSource } from '../../../electron/engine/mail/templates/liquid-engine.ts';
import { renderLetter } from '../../../electron/engine/mail/templates/render-letter.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { LetterFields } from '../../../shared/domain/letters/fields.ts';
import { hasControlCharacters } from '../../../shared/domain/letters/safe-text.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';

const data = sampleLetterData(plainDate('2026-11-21'), 'en-GB');
const named = (name: string) => ({ ...data, customer: { ...data.customer, name } });
const render = (body: string, subject = 'Subject') => renderLetter({ subject, body }, data, 'en');
const problemOf = (body: string, subject?: string): EngineError => {
  try {
    render(body, subject);
  } catch (error) {
    if (error instanceof EngineError) return error;
  }
  throw new Error('The template was taken.');
};

describe('a hostile template', () => {
  it.each([
    ['a loop over a huge range', '{% for i in (1..100000000) %}x{% endfor %}', /too much memory/u],
    [
      'loops inside each other',
      '{% for i in (1..9999) %}{% for j in (1..9999) %}{% endfor %}{% endfor %}',
      /too long|memory/u,
    ],
    [
      'a text that doubles itself',
      '{% assign a = "x" %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}',
      /memory/u,
    ],
    [
      'a loop that writes without end',
      `{% for i in (1..9999) %}${'y'.repeat(1_000)}{% endfor %}`,
      /too much text/u,
    ],
  ])('ends with bad_template and its line: %s', (_what, body, message) => {
    const problem = problemOf(`First line\n\n${body}`);
    expect(problem).toMatchObject({ code: 'bad_template', details: { part: 'body', line: 3 } });
    expect(problem.message).toMatch(message);
  });

  it('ends by its time when nothing else stops it', () => {
    const loops = '{% for i in (1..999) %}'.repeat(4) + '{% endfor %}'.repeat(4);
    const patient = { ...TEMPLATE_LIMITS, memory: 1e12, renderMs: 50 };
    expect(() => renderLetter({ subject: 'x', body: `\n${loops}` }, data, 'en', patient)).toThrow(
      /Line 2 .* takes too long, as if it never ended/u,
    );
  });

  it('is not blamed for the time in which the computer did something else', () => {
    const busy = new Int32Array(new SharedArrayBuffer(4));
    let reads = 0;
    const customer = {
      get name() {
        reads += 1;
        if (reads === 1) Atomics.wait(busy, 0, 0, 120);
        return 'Aurora';
      },
    };
    const hurried = { ...TEMPLATE_LIMITS, renderMs: 100 };
    const fields = { customer } as unknown as LetterFields;
    expect(renderSource('{{ customer.name }} {{ 1 }}', 'body', fields, hurried).text).toBe('Aurora 1');
    expect(reads).toBe(2);
  });

  it.each([
    ['include', '{% include "/etc/passwd" %}'],
    ['render', '{% render "/etc/passwd" %}'],
    ['layout', '{% layout "/etc/passwd" %}'],
    ['raw', '{% raw %}{{ x }}{% endraw %}'],
    ['liquid', '{% liquid\nassign a = 1 %}'],
    ['increment', '{% increment a %}'],
  ])('has no tag "%s"', (tag, body) => {
    expect(problemOf(body).message).toContain(`uses the tag "${tag}"`);
  });

  it.each(['raw', 'json', 'inspect', 'where_exp', 'url_decode', 'strip_html', 'newline_to_br', 'date'])(
    'has no filter "%s"',
    (filter) => {
      expect(problemOf(`\n{{ customer.name | ${filter} }}`)).toMatchObject({
        code: 'bad_template',
        message: expect.stringContaining(`Line 2 of the template's body uses the filter "${filter}"`),
      });
    },
  );

  it.each([
    ['an open tag', 'Hello\n{% if customer.name %}', 2],
    ['an open field', 'Hello {{ customer.name', 1],
    ['an unknown table', '\n\n{% invoices everything %}', 3],
    ['brackets without end', `{{ a${'[b'.repeat(9_000)} }}`, 1],
    ['tags nested ten thousand deep', '{%if a%}'.repeat(5_000), 1],
  ])('names the line of what cannot be read: %s', (_what, body, line) => {
    expect(problemOf(body).details).toMatchObject({ part: 'body', line: expect.any(Number) });
    if (line > 1) expect(problemOf(body).details.line).toBe(line);
  });

  it('may not be longer than the limit', () => {
    expect(problemOf('x'.repeat(50_001)).message).toContain('too long');
    expect(problemOf('x', 'x'.repeat(1_001)).details.part).toBe('subject');
  });

  it.each([
    'customer.constructor',
    'customer.__proto__',
    'constructor.constructor',
    'customer.name.constructor',
    'customer.toString',
    'company.portal.constructor.name',
    'invoices.constructor',
    'forloop.constructor',
    'nothing.liquidMethodMissing',
    'hasOwnProperty',
  ])('reaches nothing behind the data: %s', (path) => {
    const { text, unresolved } = render(`{{ ${path} }}`);
    expect(unresolved).toEqual([path]);
    expect(text).toBe(`[missing: ${path}]\n`);
  });

  it('reaches nothing by a name that it puts together', () => {
    const { unresolved } = render('{% assign key = "construct" | append: "or" %}{{ customer[key] }}');
    expect(unresolved).toEqual(['customer.constructor']);
  });

  it('reaches nothing behind the objects of the template library itself', () => {
    const loop = render('{% for i in (1..2) %}{{ forloop.constructor }}{{ forloop.next }}{% endfor %}');
    expect(loop.unresolved).toContain('forloop.constructor');
    const data = { ...sampleLetterData(plainDate('2026-11-21'), 'en-GB'), reference: '' };
    const body = '{% assign gone = reference %}{{ gone.constructor }}{{ gone.path }}{{ gone.valueOf }}';
    const { unresolved } = renderLetter({ subject: 'x', body }, data, 'en');
    expect(unresolved).toEqual(expect.arrayContaining(['gone.constructor', 'gone.valueOf']));
  });

  it('shows nothing of a list or an object in a sentence', () => {
    expect(render('[{{ customer }}{{ invoices }}]').text).toBe('[]\n');
  });

  it('cannot place HTML: its own text is escaped too', () => {
    const { html, text } = render('<script>alert(1)</script> & <b>{{ customer.name }}</b>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;Northwind');
    expect(text).toContain('<b>Northwind Traders</b>');
  });

  it('cannot imitate a table with control characters', () => {
    expect(render('\u0001invoices all\u0001').text).toBe('invoices all\n');
    expect(render('{{ "\u0001invoices all\u0001" }}').text).toBe('invoices all\n');
  });

  it('leaves the next letter untouched', () => {
    render('{% assign customer = "gone" %}{{ customer }}');
    expect(render('{{ customer.name }}').text).toBe('Northwind Traders\n');
  });
});

describe('a hostile customer name', () => {
  const letterTo = (name: string) =>
    renderLetter(
      { subject: 'For {{ customer.name }}', body: 'Dear {{ customer.name }},' },
      named(name),
      'en',
    );

  it('is escaped in HTML, in whatever form it comes', () => {
    for (const name of [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onload='x",
      '<!--',
      '&lt;b&gt;',
    ]) {
      const { html } = letterTo(name);
      expect(html).not.toMatch(/<(?:script|img|!--)/u);
      expect(html.match(/<p /gu)).toHaveLength(1);
      expect(html).not.toContain('&lt;b&gt;');
    }
  });

  it('is not read as a template', () => {
    const { text, unresolved } = letterTo('{{ totals.overdue }}{% for i in (1..9) %}x{% endfor %}');
    expect(text).toBe('Dear {{ totals.overdue }}{% for i in (1..9) %}x{% endfor %},\n');
    expect(unresolved).toEqual([]);
  });

  it('cannot add a header line to the subject', () => {
    expect(letterTo('Evil\r\nBcc: all@example.test\u0000').subject).toBe('For Evil Bcc: all@example.test');
  });

  it('cannot turn the reading direction of the letter', () => {
    const { text, html, subject } = letterTo('\u202Emoc.live\u2066 Ltd');
    expect([text, html, subject].join()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
    expect(text).toBe('Dear moc.live Ltd,\n');
  });

  it('cannot become a table', () => {
    expect(letterTo('\u0001balance\u0001').text).toBe('Dear balance,\n');
  });

  it('never breaks the subject or adds a tag, whatever it is', () => {
    const tags = (html: string) => html.match(/<[^>]*>/gu)?.length;
    const usual = tags(letterTo('Acme').html);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
        const { subject, html } = letterTo(`x${name}`);
        expect(hasControlCharacters(subject)).toBe(false);
        expect(tags(html)).toBe(usual);
      }),
    );
  });

  it('is shortened in the subject when it is endless', () => {
    const { subject } = letterTo('👷'.repeat(500));
    expect([...subject]).toHaveLength(200);
    expect(subject.endsWith('👷…')).toBe(true);
  });
});
