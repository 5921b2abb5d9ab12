import { describe, expect, it } from 'vitest';
import { FIELD_WORDS, fieldGroups } from '../../../../renderer/features/imports/field-words.ts';
import { otherRows, ROW_WORDS } from '../../../../renderer/features/imports/row-words.ts';
import { ROW_CLASSES, type RowClassCounts } from '../../../../shared/domain/imports/inspection.ts';

const counts = (part: Partial<RowClassCounts>): RowClassCounts => ({
  title: 0,
  header: 0,
  group: 0,
  data: 0,
  subtotal: 0,
  grand: 0,
  footer: 0,
  blank: 0,
  unknown: 0,
  ...part,
});

describe('rows that hold no data', () => {
  it('are named in singular and plural', () => {
    expect(
      otherRows(counts({ title: 1, group: 1, subtotal: 1, grand: 1, footer: 1, unknown: 1 }), 'en-GB'),
    ).toEqual([
      '1 title row',
      '1 customer heading',
      '1 subtotal',
      '1 grand total',
      '1 footer row',
      '1 unknown row',
    ]);
    expect(otherRows(counts({ title: 2, subtotal: 1_400 }), 'en-GB')).toEqual([
      '2 title rows',
      '1,400 subtotals',
    ]);
  });

  it('go without saying when they are the header or blank', () => {
    expect(otherRows(counts({ header: 1, blank: 12, data: 400 }), 'en-GB')).toEqual([]);
  });

  it('have a word each beside them; a row of data has none', () => {
    expect(ROW_CLASSES.filter((rowClass) => ROW_WORDS[rowClass] === '')).toEqual(['data']);
  });
});

describe('the fields to choose from', () => {
  it.each(['invoices', 'payments'] as const)(
    'of a file of %s stand in one group each, with a name',
    (kind) => {
      const fields = fieldGroups(kind).flatMap((group) => group.fields);
      expect(new Set(fields).size).toBe(fields.length);
      expect(fields.every((field) => FIELD_WORDS[field] !== '')).toBe(true);
    },
  );

  it('together are all that there are, and no two have the same name', () => {
    const offered = new Set(
      [...fieldGroups('invoices'), ...fieldGroups('payments')].flatMap(({ fields }) => fields),
    );
    expect([...offered].sort()).toEqual(Object.keys(FIELD_WORDS).sort());
    expect(new Set(Object.values(FIELD_WORDS)).size).toBe(Object.keys(FIELD_WORDS).length);
  });

  it('ask for no due date of a payment, and for no unapplied rest of an invoice', () => {
    const of = (kind: 'invoices' | 'payments') => fieldGroups(kind).flatMap((group) => group.fields);
    expect(of('payments')).not.toContain('dueDate');
    expect(of('invoices')).not.toContain('unappliedAmount');
  });
});
