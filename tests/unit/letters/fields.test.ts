import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { letterFields, TEMPLATE_FIELDS } from '../../../shared/domain/letters/fields.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { isTemplateStage, TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';

const data = sampleLetterData(plainDate('2026-11-21'), 'en-GB');
const format = letterFormat('en-GB', data.currency);

describe('letterFields', () => {
  it('gives exactly the fields that the editor lists', () => {
    const names = Object.entries(letterFields(data, format)).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.keys(value).map((part) => `${name}.${part}`)
        : [name],
    );
    expect(names.toSorted()).toEqual(TEMPLATE_FIELDS.map(({ name }) => name).toSorted());
  });

  it('writes amounts and dates as the reader will see them', () => {
    expect(letterFields(data, format)).toMatchObject({
      asOf: '21 November 2026',
      totals: { overdue: '€51,410.50', unapplied: '-€1,200.00' },
      counts: { overdue: 2, dueSoon: 1, open: 4 },
      oldestDaysPastDue: 62,
    });
  });

  it('counts an empty text as lacking', () => {
    const fields = letterFields(
      { ...data, customer: { name: ' \u200B', number: '', contactName: null } },
      format,
    );
    expect(fields.customer).toEqual({ name: null, number: null, contactName: null });
  });

  it('keeps the lines of payment instructions and makes everything else one line', () => {
    const company = { ...data.company, name: 'Halden\nInstruments', paymentInstructions: 'Bank\r\nIBAN' };
    expect(letterFields({ ...data, company }, format).company).toMatchObject({
      name: 'Halden Instruments',
      paymentInstructions: 'Bank\nIBAN',
    });
  });
});

describe('TEMPLATE_STAGES', () => {
  it('are the five stages of the command line', () => {
    expect(TEMPLATE_STAGES).toEqual(['before_due', 'friendly', 'firm', 'final', 'statement']);
    expect([isTemplateStage('firm'), isTemplateStage('legal')]).toEqual([true, false]);
  });
});
