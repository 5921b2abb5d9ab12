import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerQuestion,
  certainty,
  chooseField,
  fieldOf,
  isSavedMapping,
  readiness,
} from '../../../../renderer/features/imports/mapping-state.ts';
import type { ImportQuestion } from '../../../../shared/domain/imports/inspection.ts';
import { noRows } from '../../../../shared/domain/imports/inspection.ts';
import {
  columnMapping,
  FIELD_NAMES,
  type FieldName,
  type ImportMapping,
} from '../../../../shared/domain/imports/mapping.ts';

const COLUMNS = ['Customer', 'No', 'Date', 'Due', 'Total', 'Open', 'Curr'];

function mappingOf(columns: Partial<Record<FieldName, string | null>> = {}): ImportMapping {
  return {
    kind: 'invoices',
    currency: null,
    dateFormat: 'auto',
    decimal: 'auto',
    columns: columnMapping(columns),
    preset: 'generic',
    sheet: null,
    layout: 'column',
  };
}

const choice = fc.record({
  column: fc.constantFrom(...COLUMNS),
  field: fc.option(fc.constantFrom(...FIELD_NAMES), { nil: null }),
});

describe('saying what a column is', () => {
  it('gives the column its field', () => {
    expect(fieldOf(chooseField(mappingOf(), 'Total', 'amount'), 'Total')).toBe('amount');
  });

  it('takes the field from the column that had it', () => {
    const before = mappingOf({ amount: 'Total' });
    const after = chooseField(before, 'Open', 'amount');
    expect(fieldOf(after, 'Open')).toBe('amount');
    expect(fieldOf(after, 'Total')).toBeNull();
  });

  it('takes a column out of the import', () => {
    expect(fieldOf(chooseField(mappingOf({ amount: 'Total' }), 'Total', null), 'Total')).toBeNull();
  });

  it('leaves the given mapping as it was', () => {
    const before = mappingOf({ amount: 'Total' });
    chooseField(before, 'Total', null);
    expect(before.columns.amount).toBe('Total');
  });

  it('keeps one field to a column and the last word on each, after any choices', () => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 30 }), (choices) => {
        const mapping = choices.reduce(
          (so, { column, field }) => chooseField(so, column, field),
          mappingOf(),
        );
        const used = FIELD_NAMES.map((field) => mapping.columns[field]).filter((column) => column !== null);
        expect(new Set(used).size).toBe(used.length);
        const last = choices.at(-1);
        expect(fieldOf(mapping, last?.column ?? '')).toBe(last?.field);
      }),
    );
  });

  it('touches no column beside the chosen one and the one that had the field', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 10 }), choice, (earlier, { column, field }) => {
        const before = earlier.reduce((so, one) => chooseField(so, one.column, one.field), mappingOf());
        const after = chooseField(before, column, field);
        const formerOwner = field === null ? null : before.columns[field];
        for (const other of COLUMNS.filter((name) => name !== column && name !== formerOwner)) {
          expect(fieldOf(after, other)).toBe(fieldOf(before, other));
        }
      }),
    );
  });
});

const question = (code: ImportQuestion['code'], text = 'Which?'): ImportQuestion => ({
  code,
  column: null,
  text,
  choices: [],
});

describe('answers to questions about a file', () => {
  it('take the order of the dates, the decimal mark and the currency into the mapping', () => {
    expect(answerQuestion(mappingOf(), question('date_order'), 'd/M/yyyy').dateFormat).toBe('d/M/yyyy');
    expect(answerQuestion(mappingOf(), question('decimal_mark'), ',').decimal).toBe(',');
    expect(answerQuestion(mappingOf(), question('decimal_mark'), '.').decimal).toBe('.');
    expect(answerQuestion(mappingOf(), question('currency'), 'EUR').currency).toBe('EUR');
  });

  it('leave the mapping alone when they are given elsewhere', () => {
    const mapping = mappingOf();
    expect(answerQuestion(mapping, question('as_of'), '2026-11-20')).toBe(mapping);
  });
});

describe('what is still to be said', () => {
  const counts = { ...noRows(), data: 12 };

  it('is nothing for a file without questions', () => {
    expect(readiness({ questions: [], counts }, false, null).missing).toEqual([]);
  });

  it('names each open question once, in words', () => {
    const questions = [
      question('columns', 'No column was recognised as the invoice number. Choose it.'),
      question('date_order', 'The dates in "A"?'),
      question('date_order', 'The dates in "B"?'),
      question('currency'),
    ];
    expect(readiness({ questions, counts }, false, null).missing).toEqual([
      'the column of the invoice number',
      'the order of the dates',
      'the currency',
    ]);
  });

  it('asks for the day of a complete list only', () => {
    const questions = [question('as_of')];
    expect(readiness({ questions, counts }, false, null).missing).toEqual([]);
    expect(readiness({ questions, counts }, true, null).missing).toEqual(['the date of the complete list']);
    expect(readiness({ questions, counts }, true, '2026-11-20').missing).toEqual([]);
  });

  it('needs a row of data', () => {
    expect(readiness({ questions: [], counts: noRows() }, false, null).missing).toEqual(['a row of data']);
  });
});

describe('how sure a column is', () => {
  it.each([
    [0.95, 'sure'],
    [0.6, 'likely'],
    [0.3, 'guess'],
    [0, 'chosen'],
  ] as const)('is at %d said as %s', (confidence, word) => {
    expect(certainty(confidence)).toBe(word);
  });
});

describe('the mapping of the last file', () => {
  const saved = mappingOf({ amount: 'Total', customerName: 'Customer' });

  it('is recognised by its columns, whatever the sheet is called now', () => {
    expect(isSavedMapping({ ...saved, sheet: 'November' }, saved)).toBe(true);
  });

  it('is not claimed for other columns, another kind or no saved one', () => {
    expect(isSavedMapping(chooseField(saved, 'Open', 'openAmount'), saved)).toBe(false);
    expect(isSavedMapping({ ...saved, kind: 'payments' }, saved)).toBe(false);
    expect(isSavedMapping(saved, null)).toBe(false);
  });
});
