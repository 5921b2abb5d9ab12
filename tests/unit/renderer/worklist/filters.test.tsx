// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type SavedView, SavedViews } from '../../../../renderer/features/worklist/saved-views.tsx';
import { SortMenu } from '../../../../renderer/features/worklist/sort-menu.tsx';
import {
  INITIAL_QUERY,
  type WorklistQuery,
  type WorklistSort,
} from '../../../../renderer/features/worklist/worklist-filter.ts';
import { WorklistFilters } from '../../../../renderer/features/worklist/worklist-filters.tsx';
import { SearchField } from '../../../../renderer/ui/search-field.tsx';
import { type WorklistFilter, worklistFilterSchema } from '../../../../shared/contract/worklist.ts';
import type { ViewId } from '../../../../shared/domain/ids.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const INITIAL = INITIAL_QUERY.worklist;
const LATE: WorklistQuery = {
  filter: worklistFilterSchema.parse({ minDaysPastDue: 60 }),
  sort: { key: 'oldest', descending: true },
};
const VIEW: SavedView = { id: 'view-1' as ViewId, name: 'Over 60 days', count: 3, ...LATE };
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const item = (name: string | RegExp) => screen.findByRole('menuitem', { name, hidden: true });

describe('saved views', () => {
  it('are not offered while nothing differs from the screen as it is at first', async () => {
    await showPart(<SavedViews query={INITIAL} initial={INITIAL} open={null} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('keep filter and order under a name, and open at once', async () => {
    const sample = createSampleEngine();
    sample.answer('worklist.views.save', () => VIEW);
    await showPart(<SavedViews query={LATE} initial={INITIAL} open={null} />, sample);
    await click(button('Save view'));
    const field = await screen.findByLabelText('Name of the view');
    fireEvent.change(field, { target: { value: ' Over 60 days ' } });
    await act(async () => void fireEvent.submit(field));
    expect(inputsOf(sample, 'worklist.views.save')).toEqual([{ name: 'Over 60 days', ...LATE }]);
    expect(window.location.hash).toBe('#/worklist?view=view-1');
  });

  it('take over changes under their own name', async () => {
    const sample = createSampleEngine();
    sample.answer('worklist.views.save', () => VIEW);
    await showPart(<SavedViews query={INITIAL} initial={VIEW} open={VIEW} />, sample);
    await click(button('View'));
    await click(await item('Keep the changes'));
    expect(inputsOf(sample, 'worklist.views.save')).toEqual([
      { id: 'view-1', name: 'Over 60 days', ...INITIAL },
    ]);
  });

  it('are removed at once; undo brings back what was saved, not what was changed since', async () => {
    const sample = createSampleEngine();
    sample.answer('worklist.views.remove', () => ({ removed: true }));
    sample.answer('worklist.views.save', () => VIEW);
    await showPart(<SavedViews query={INITIAL} initial={VIEW} open={VIEW} />, sample);
    await click(button('View'));
    await click(await item('Remove this view'));
    expect(inputsOf(sample, 'worklist.views.remove')).toEqual([{ id: 'view-1' }]);
    await screen.findByText('View “Over 60 days” removed');
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'worklist.views.save')).toEqual([{ name: 'Over 60 days', ...LATE }]),
    );
  });

  it('are what the list asks for when the address names one, on the worklist only', async () => {
    const sample = createSampleEngine();
    sample.answer('worklist.views.list', () => [VIEW]);
    await showWindow(sample, '#/worklist?view=view-1');
    expect(await screen.findByRole('grid', { name: 'Over 60 days' })).toBeDefined();
    await waitFor(() => expect(inputsOf(sample, 'worklist.page').at(-1)).toMatchObject(LATE));
  });
});

describe('the order of the list', () => {
  const choose = async (sort: WorklistSort, name: string) => {
    const chosen: WorklistSort[] = [];
    await showPart(<SortMenu sort={sort} onChange={(one) => chosen.push(one)} />);
    await click(button(/^Sort: /));
    await click(await item(name));
    return chosen;
  };

  it('has the largest first, but names from A on', async () => {
    expect(await choose(INITIAL.sort, 'By overdue')).toEqual([{ key: 'overdue', descending: true }]);
  });

  it('begins names with A', async () => {
    expect(await choose(INITIAL.sort, 'By name')).toEqual([{ key: 'name', descending: false }]);
  });

  it('turns round when the same is chosen again', async () => {
    expect(await choose(INITIAL.sort, 'chosen By priority')).toEqual([
      { key: 'priority', descending: false },
    ]);
  });
});

describe('a filter that is on', () => {
  const show = async (part: Partial<WorklistFilter>, currencies = ['EUR', 'GBP']) => {
    const filters: WorklistFilter[] = [];
    await showPart(
      <WorklistFilters
        kind="worklist"
        filter={worklistFilterSchema.parse(part)}
        onChange={(one) => filters.push(one)}
        facets={{
          currencies: currencies.map((code) => currencyCode(code)),
          countries: ['Germany', 'France'],
        }}
        edges={[30, 60, 90]}
      />,
    );
    return filters;
  };

  it.each([
    ['Days late', { minDaysPastDue: 60 }, { minDaysPastDue: null }],
    ['At least', { minOverdue: 5_000 as never }, { minOverdue: null }],
    ['Currency', { currencies: [currencyCode('GBP')] }, { currencies: [] }],
    ['Age', { buckets: ['d1_30' as const] }, { buckets: [] }],
    ['Stage', { stages: ['firm' as const] }, { stages: [] }],
    ['Country', { countries: ['France'] }, { countries: [] }],
    ['Disputed', { disputedInLedger: 'only' as const }, { disputedInLedger: 'any' as const }],
  ])('says so and can be taken away: %s', async (label, on, off) => {
    const filters = await show(on);
    await click(button(`Take away the filter ${label}`));
    expect(filters).toEqual([{ ...worklistFilterSchema.parse(on), ...off }]);
  });

  it('names two values and counts more', async () => {
    await show({ stages: ['firm', 'final'], buckets: ['current', 'd1_30', 'd31_60'] });
    expect(button('Stage: firm, final')).toBeDefined();
    expect(button('Age: 3 chosen')).toBeDefined();
  });

  it('is not offered where it could change nothing', async () => {
    await show({}, ['EUR']);
    await click(button('Filter'));
    expect(await item('Age')).toBeDefined();
    expect(screen.queryByRole('menuitem', { name: 'Currency', hidden: true })).toBeNull();
  });
});

describe('the search of a list', () => {
  it('is emptied by Escape, which goes no further', async () => {
    const sent: string[] = [];
    await showPart(<SearchField label="Search accounts" value="north" onChange={(one) => sent.push(one)} />);
    const field = screen.getByLabelText('Search accounts') as HTMLInputElement;
    field.focus();
    await act(async () => void fireEvent.keyDown(field, { key: 'Escape' }));
    expect(field.value).toBe('');
    expect(document.activeElement).not.toBe(field);
    await waitFor(() => expect(sent).toEqual(['']));
  });
});

describe('ticked rows', () => {
  it('are counted, and forgotten with the next filter', async () => {
    await showWindow();
    await type('x', 'j', 'x');
    expect(screen.getByText('2 rows selected')).toBeDefined();
    await click(screen.getByRole('button', { name: /^Sort: / }));
    await click(await item('By open'));
    await waitFor(() => expect(screen.queryByText(/rows selected/)).toBeNull());
  });
});
