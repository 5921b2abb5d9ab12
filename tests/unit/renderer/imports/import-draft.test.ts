import { describe, expect, it } from 'vitest';
import {
  backToColumns,
  changeReading,
  newDraft,
  settle,
} from '../../../../renderer/features/imports/import-draft.ts';
import { goodRows, resultLine, rowFigures } from '../../../../renderer/features/imports/result-words.ts';
import { otherRows } from '../../../../renderer/features/imports/row-words.ts';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { noRows } from '../../../../shared/domain/imports/inspection.ts';
import { columnMapping, type ImportMapping } from '../../../../shared/domain/imports/mapping.ts';

const MAPPING: ImportMapping = {
  kind: 'invoices',
  currency: 'EUR',
  dateFormat: 'auto',
  decimal: 'auto',
  columns: columnMapping({ amount: 'Total' }),
  preset: null,
  sheet: null,
  layout: 'column',
};
const FILE = { grant: 'g1', name: 'open.csv' };

describe('an import that is being set up', () => {
  const checked = {
    ...settle(newDraft(FILE), { mapping: MAPPING, shapeHash: 's' }, null),
    tryOut: 'j' as JobId,
  };

  it('begins with the columns and nothing chosen by hand', () => {
    expect(newDraft(FILE)).toMatchObject({ step: 'columns', mapping: null, complete: false, asOf: null });
  });

  it('forgets the dry run when anything about the reading changes', () => {
    expect(changeReading(checked, { complete: true })).toMatchObject({
      step: 'columns',
      complete: true,
      settled: null,
      tryOut: null,
    });
  });

  it('keeps what was chosen by hand on the way back', () => {
    const chosen = { ...checked, mapping: MAPPING };
    expect(backToColumns(chosen)).toMatchObject({ step: 'columns', mapping: MAPPING, tryOut: null });
  });

  it('does not take over the mapping that was proposed as one chosen by hand', () => {
    expect(checked.mapping).toBeNull();
    expect(checked.settled?.mapping).toBe(MAPPING);
  });
});

describe('the words for a result', () => {
  const rows = { read: 620, imported: 1034, updated: 120, unchanged: 457, skipped: 4, rejected: 2 };

  it('say what is new, changed, unchanged and rejected on one line', () => {
    expect(resultLine(rows, 'en-GB')).toBe('1,034 new · 120 changed · 457 unchanged · 2 rejected');
  });

  it('say so when a file changed nothing', () => {
    const nothing = { read: 0, imported: 0, updated: 0, unchanged: 0, skipped: 3, rejected: 0 };
    expect(resultLine(nothing, 'en-GB')).toBe('nothing new');
  });

  it('are quiet about zeros', () => {
    const quiet = rowFigures({ ...rows, rejected: 0 }).filter((figure) => figure.quiet);
    expect(quiet.map((figure) => figure.label)).toEqual(['rejected']);
  });

  it('count unchanged rows as good ones: they confirm what is there', () => {
    expect(goodRows(rows)).toBe(1034 + 120 + 457);
  });

  it('name the rows that are left out, one and many', () => {
    const counts = { ...noRows(), data: 9, title: 2, subtotal: 1, header: 1, blank: 7, unknown: 1204 };
    expect(otherRows(counts, 'en-GB')).toEqual(['2 title rows', '1 subtotal', '1,204 unknown rows']);
  });
});
