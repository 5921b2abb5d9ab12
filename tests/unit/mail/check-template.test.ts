import { describe, expect, it } from 'vitest';
import {
  checkTemplate,
  requireGoodTemplate,
} from '../../../electron/engine/mail/templates/check-template.ts';
import { TEMPLATE_FIELDS, TEMPLATE_TAGS } from '../../../shared/domain/letters/fields.ts';

const check = (body: string, subject = 'Subject') => checkTemplate({ subject, body });

describe('checkTemplate', () => {
  it('takes every field and tag of the editor’s list', () => {
    const fields = TEMPLATE_FIELDS.map(({ name }) => `{{ ${name} }}`).join('\n');
    expect(check(fields + TEMPLATE_TAGS.map(({ name }) => name).join('\n'))).toEqual([]);
  });

  it('takes what loops and assignments bring with them', () => {
    const body =
      '{% for invoice in invoices %}{{ invoice.number }}{{ forloop.index }}{% endfor %}' +
      '{% assign due = totals.overdue %}{{ due }}{{ invoices.first.number }}{{ invoices[0].open }}';
    expect(check(body)).toEqual([]);
  });

  it('names a field that does not exist, with its line', () => {
    expect(
      check('Dear {{ customer.name }},\n\n{% if customer.nmae %}x{% endif %}', '{{ total.overdue }}'),
    ).toEqual([
      { part: 'subject', line: 1, message: expect.stringContaining('no field "total.overdue"') },
      { part: 'body', line: 3, message: expect.stringContaining('no field "customer.nmae"') },
    ]);
  });

  it('names what cannot be read, with its line', () => {
    expect(check('One\n{% if customer.name %}')).toEqual([
      { part: 'body', line: 2, message: expect.stringContaining('never closed') },
    ]);
  });

  it('asks for a subject and a body', () => {
    expect(check(' ', '').map(({ part }) => part)).toEqual(['subject', 'body']);
  });
});

describe('requireGoodTemplate', () => {
  it('lets a good template pass', () => {
    expect(() => requireGoodTemplate({ subject: '{{ asOf }}', body: '{% balance %}' })).not.toThrow();
  });

  it('refuses with the first problem and all of them', () => {
    expect(() => requireGoodTemplate({ subject: '{{ a }}', body: '{{ b }}' })).toThrow(
      expect.objectContaining({
        code: 'bad_template',
        details: { part: 'subject', line: 1, problems: [expect.anything(), expect.anything()] },
      }),
    );
  });
});
