import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowClassifier } from '../../../electron/engine/connectors/files/classify.ts';
import { columnPlan } from '../../../electron/engine/connectors/files/header.ts';
import { totalLabel } from '../../../electron/engine/connectors/files/total-labels.ts';
import type { RowClass } from '../../../shared/domain/imports/inspection.ts';
import { ROW_CLASSES } from '../../../shared/domain/imports/inspection.ts';
import type { CustomerLayout } from '../../../shared/domain/imports/mapping.ts';
import { mappingOf } from '../../support/import-samples.ts';

const NAMES = ['Customer', 'Date', 'Number', 'Amount', 'Note'];
const PLAN = columnPlan(
  NAMES,
  mappingOf({ customerName: 'Customer', invoiceDate: 'Date', invoiceNumber: 'Number', amount: 'Amount' }),
);

function classifier(layout: CustomerLayout, closedGroups: readonly string[] = []) {
  const header = { line: 3, names: NAMES, titles: [], below: [] };
  return new RowClassifier({ header, plan: PLAN, layout, closedGroups: new Set(closedGroups) });
}

/** Classes of rows that come one after another below the header. */
function classes(
  layout: CustomerLayout,
  rows: readonly (readonly string[])[],
  closed: readonly string[] = [],
): RowClass[] {
  const rowClasses = classifier(layout, closed);
  return rows.map((cells, at) => rowClasses.classify({ line: 4 + at, cells, kinds: null }));
}

describe('rows of a list', () => {
  it('above the header are titles, the header may come again on every page', () => {
    const list = classifier('column');
    expect(list.classify({ line: 1, cells: ['Report', '', 'x'], kinds: null })).toBe('title');
    expect(list.classify({ line: 2, cells: ['', '  '], kinds: null })).toBe('blank');
    expect(list.classify({ line: 3, cells: NAMES, kinds: null })).toBe('header');
    expect(list.classify({ line: 40, cells: NAMES, kinds: null })).toBe('header');
  });

  it.each<readonly [RowClass, readonly string[]]>([
    ['data', ['A', '2026-01-01', '7', '10']],
    ['data', ['A', '', '', '10']],
    ['data', ['Total Wine', '2026-01-01', '7', '10']],
    ['data', ['Total Wine', '', '', '10']],
    ['blank', ['', ' ', 'NaN', '']],
    ['grand', ['Total', '', '', '10']],
    ['grand', ['', 'TOTAL', '', '10']],
    ['grand', ['Grand Total:', '', '', '10']],
    ['grand', ['Summe', '', '', '10']],
    ['subtotal', ['Total for A', '', '', '10']],
    ['subtotal', ['Subtotal', '', '', '10']],
    ['subtotal', ['Total - 101 Delta', '', '', '10']],
    ['group', ['1 - 30 days past due', '', '', '']],
    ['footer', ['Accrual Basis Friday, May 15, 2026 01:21 AM GMTZ', '', '', '']],
    ['footer', ['Page 1 of 3']],
    ['unknown', ['something', '', '', '']],
    ['unknown', ['something', '', '', '', 'else']],
  ])('are %s for %j', (rowClass, cells) => {
    expect(classes('column', [cells])).toEqual([rowClass]);
  });

  it('know "Total X" as a subtotal right below the rows of X', () => {
    expect(
      classes('column', [
        ['Heron', '2026-01-01', '7', '1'],
        ['Total Heron', '', '', '1'],
      ]),
    ).toEqual(['data', 'subtotal']);
  });
});

describe('rows of a report with groups', () => {
  it('carry the customer of their group down until it is closed', () => {
    const report = classifier('group', ['Heron', 'Marsh']);
    const rows = [
      ['Heron', '', '', ''],
      ['', '2026-01-01', '1', '5'],
      ['Total for Heron', '', '', '5'],
      ['Marsh', '', '', ''],
      ['', '2026-01-01', '2', '6'],
      ['Total Marsh', '', '', '6'],
      ['Total', '', '', '11'],
      ['thank you', '', '', ''],
    ];
    const seen = rows.map((cells, at) => [
      report.classify({ line: 4 + at, cells, kinds: null }),
      report.group?.name ?? null,
    ]);
    expect(seen).toEqual([
      ['group', 'Heron'],
      ['data', 'Heron'],
      ['subtotal', null],
      ['group', 'Marsh'],
      ['data', 'Marsh'],
      ['subtotal', null],
      ['grand', null],
      ['footer', null],
    ]);
  });

  it('end where the next one starts when nothing closes them', () => {
    const report = classifier('group');
    for (const name of ['Heron', 'Marsh']) report.classify({ line: 9, cells: [name], kinds: null });
    expect(report.group?.name).toBe('Marsh');
  });

  it('read a bare "Total" as the end of the innermost group, then of the report', () => {
    const rows = [['Heron'], ['', '2026-01-01', '1', '5'], ['', '', 'Totals:', '5'], ['', '', 'Total', '5']];
    expect(classes('group', rows)).toEqual(['group', 'data', 'subtotal', 'grand']);
  });
});

describe('every row', () => {
  it('has exactly one class, whatever it holds', () => {
    const word = fc.constantFrom(
      '',
      'Total',
      'Total for A',
      'A',
      '7',
      '2026-01-01',
      '10.00',
      'A/C:',
      'Page 1',
      'Current',
    );
    const cells = fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 30 }), fc.constantFrom('column', 'group'), (rows, layout) => {
        for (const rowClass of classes(layout, rows, ['A'])) expect(ROW_CLASSES).toContain(rowClass);
      }),
    );
  });
});

describe('totalLabel', () => {
  it.each([
    ['Total for Heron', { kind: 'total_of', name: 'Heron' }],
    ['Total for Cool Cars with sub-customers', { kind: 'total_of', name: 'Cool Cars' }],
    ['Total Heron', { kind: 'total_name', name: 'Heron' }],
    ['TOTAL', { kind: 'total', name: null }],
    ['Gesamtsumme', { kind: 'grand', name: null }],
    ['Zwischensumme', { kind: 'subtotal', name: null }],
    ['Totally Tubular', null],
    ['Summer Foods', null],
    ['Heron Total', null],
  ])('reads %j', (text, label) => {
    expect(totalLabel(text)).toEqual(label);
  });
});
