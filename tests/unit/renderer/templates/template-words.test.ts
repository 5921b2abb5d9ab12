import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredFor,
  insertedAt,
  insertion,
  isSameWording,
  templateState,
} from '../../../../renderer/features/templates/template-words.ts';
import type { Template } from '../../../../shared/contract/templates.ts';
import { TEMPLATE_FIELDS, TEMPLATE_TAGS } from '../../../../shared/domain/letters/fields.ts';

const template = (part: Partial<Template>): Template => ({
  id: 't-1' as Template['id'],
  stage: 'firm',
  language: 'en',
  version: 2,
  subject: 'Overdue',
  body: 'Dear …',
  approved: false,
  approvedBy: null,
  shipped: false,
  createdAt: '2026-11-21T09:00:00.000Z' as Template['createdAt'],
  createdBy: 'Ines',
  ...part,
});

describe('the state of a wording', () => {
  it('tells shipped, approved and unapproved apart', () => {
    expect(templateState(template({ approved: true, shipped: true }), false).text).toBe('as shipped');
    expect(templateState(template({ approved: true }), false).text).toBe('approved');
    expect(templateState(template({}), false)).toEqual({ text: 'not approved', tone: 'amber' });
  });

  it('says first that something is not saved', () => {
    expect(templateState(template({ approved: true }), true).text).toBe('not saved');
  });

  it('names who answers for it', () => {
    expect(answeredFor(template({}))).toContain('Nobody has approved');
    expect(answeredFor(template({ approved: true, approvedBy: 'Mara Lindt' }))).toBe(
      'Approved by Mara Lindt.',
    );
    expect(answeredFor(template({ approved: true, shipped: true }))).toContain('as shipped');
  });
});

describe('putting a field into the text', () => {
  it('writes fields in brackets and tags as they are', () => {
    for (const { name } of TEMPLATE_FIELDS) expect(insertion(name)).toBe(`{{ ${name} }}`);
    for (const { name } of TEMPLATE_TAGS) expect(insertion(name)).toBe(name);
  });

  it('replaces what is marked and leaves the cursor behind the field', () => {
    expect(insertedAt('Dear XXX,', 5, 8, '{{ customer.name }}')).toEqual({
      text: 'Dear {{ customer.name }},',
      cursor: 24,
    });
  });

  it('changes nothing but the marked part', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.string(), (text, one, other, piece) => {
        const [from, to] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
        const result = insertedAt(text, from ?? 0, to ?? 0, piece);
        expect(result.text.startsWith(text.slice(0, from))).toBe(true);
        expect(result.text.endsWith(text.slice(to))).toBe(true);
        expect(result.text.slice(from, result.cursor)).toBe(piece);
      }),
    );
  });
});

describe('comparing wordings', () => {
  it('looks at subject and body', () => {
    const wording = { subject: 'a', body: 'b' };
    expect(isSameWording(wording, { ...wording })).toBe(true);
    expect(isSameWording(wording, { ...wording, body: 'c' })).toBe(false);
    expect(isSameWording(wording, { ...wording, subject: 'c' })).toBe(false);
  });
});
