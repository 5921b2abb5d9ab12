// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { CommandsProvider } from '../../../renderer/app/commands/commands-context.tsx';
import {
  DEFAULT_PREFERENCES,
  PreferencesStoreProvider,
} from '../../../renderer/app/preferences/preferences.tsx';
import type { Column, Sort } from '../../../renderer/ui/table/column.ts';
import { DataTable } from '../../../renderer/ui/table/data-table.tsx';
import { NOTHING_SELECTED } from '../../../renderer/ui/table/row-selection.ts';
import { cleanPageAfterEach, givePageSizes, press } from './support/page.ts';

givePageSizes();
cleanPageAfterEach();

interface Row {
  readonly id: string;
  readonly name: string;
}

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Account',
    width: 200,
    sortKey: 'name',
    fixed: true,
    cell: (row) => row.name,
    sheet: (row) => row.name,
  },
  { id: 'id', header: 'Number', width: 100, cell: (row) => row.id, sheet: (row) => row.id },
];

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `Customer ${index}` }));

interface Seen {
  readonly opened: string[];
  readonly sorted: Sort[];
  more: number;
}

function Table(props: {
  readonly rows: readonly Row[] | null;
  readonly seen: Seen;
  readonly error?: string;
}) {
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  return (
    <DataTable
      id="test"
      label="Customers"
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.id}
      active={active}
      onActivate={(row) => setActive(row.id)}
      onOpen={(row) => props.seen.opened.push(row.id)}
      selection={selection}
      onSelect={setSelection}
      sort={{ key: 'name', descending: false }}
      onSort={(sort) => props.seen.sorted.push(sort)}
      onNeedMore={() => {
        props.seen.more += 1;
      }}
      primary
      empty="Nothing here"
      error={props.error}
    />
  );
}

function show(rows: readonly Row[] | null, error?: string) {
  const seen: Seen = { opened: [], sorted: [], more: 0 };
  render(
    <MantineProvider env="test">
      <PreferencesStoreProvider store={{ value: DEFAULT_PREFERENCES, change: () => {} }}>
        <CommandsProvider>
          <Table rows={rows} seen={seen} error={error} />
        </CommandsProvider>
      </PreferencesStoreProvider>
    </MantineProvider>,
  );
  const grid = screen.getByRole('grid', { name: 'Customers' });
  return { seen, grid };
}

const keys = (...pressed: string[]) => {
  for (const key of pressed) act(() => press(key));
};
const activeName = (grid: HTMLElement) =>
  document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;
const ticked = () =>
  screen
    .queryAllByRole('row', { selected: true })
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);

function copied(grid: HTMLElement): string | null {
  const clipboardData = new DataTransfer();
  fireEvent.copy(grid, { clipboardData });
  return clipboardData.getData('text/plain') || null;
}

describe('the table by keyboard', () => {
  it('moves by j and k from anywhere on the screen', () => {
    const { grid } = show(rowsOf(5));
    keys('j', 'j', 'j', 'k');
    expect(activeName(grid)).toContain('Customer 1');
  });

  it('moves by arrows, Home and End while it has the focus', () => {
    const { grid } = show(rowsOf(500));
    act(() => grid.focus());
    keys('End');
    expect(activeName(grid)).toContain('Customer 499');
    keys('ArrowUp');
    expect(activeName(grid)).toContain('Customer 498');
    keys('Home');
    expect(activeName(grid)).toContain('Customer 0');
    keys('PageDown');
    expect(activeName(grid)).toContain('Customer 18');
  });

  it('leaves the arrows alone while the focus is elsewhere', () => {
    const { grid } = show(rowsOf(5));
    keys('ArrowDown');
    expect(activeName(grid)).toBeNull();
  });

  it('opens the row by Enter', () => {
    const { seen, grid } = show(rowsOf(5));
    act(() => grid.focus());
    keys('j', 'j', 'Enter');
    expect(seen.opened).toEqual(['r1']);
  });

  it('ticks by x, extends by Shift, and clears by Escape', () => {
    show(rowsOf(5));
    keys('j', 'x', 'Shift+j', 'Shift+j');
    expect(ticked()).toEqual(['r0', 'r1', 'r2']);
    keys('Escape');
    expect(ticked()).toEqual([]);
  });

  it('ticks everything by Control A', () => {
    show(rowsOf(4));
    keys('Control+a');
    expect(ticked()).toEqual(['r0', 'r1', 'r2', 'r3']);
  });

  it('does not act on keys while a person types', () => {
    const { grid } = show(rowsOf(5));
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    keys('j', 'x');
    input.remove();
    expect(activeName(grid)).toBeNull();
    expect(ticked()).toEqual([]);
  });
});

describe('the table by mouse', () => {
  it('selects by a press, a range by Shift, single rows by Control', () => {
    const { grid } = show(rowsOf(6));
    const row = (index: number) => screen.getByText(`Customer ${index}`);
    fireEvent.click(row(1));
    expect(activeName(grid)).toContain('Customer 1');
    fireEvent.click(row(0), { ctrlKey: true });
    fireEvent.click(row(2), { shiftKey: true });
    fireEvent.click(row(1), { ctrlKey: true });
    expect(ticked()).toEqual(['r0', 'r2']);
  });

  it('opens by a double press', () => {
    const { seen } = show(rowsOf(3));
    fireEvent.doubleClick(screen.getByText('Customer 2'));
    expect(seen.opened).toEqual(['r2']);
  });

  it('turns the order round by a press on the sorted head', () => {
    const { seen } = show(rowsOf(3));
    expect(screen.getByRole('columnheader', { name: 'Account' }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(screen.getByRole('button', { name: 'Account' }));
    expect(seen.sorted).toEqual([{ key: 'name', descending: true }]);
  });
});

describe('what the table draws', () => {
  it('draws only the rows in sight, and tells how many there are', () => {
    const { grid } = show(rowsOf(5000));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(grid.getAttribute('aria-rowcount')).toBe('5001');
  });

  it('asks for more when the last loaded rows come into sight', () => {
    expect(show(rowsOf(20)).seen.more).toBeGreaterThan(0);
  });

  it('does not ask for more while the end is far', () => {
    expect(show(rowsOf(2000)).seen.more).toBe(0);
  });

  it('says that it is busy before the first page', () => {
    expect(show(null).grid.getAttribute('aria-busy')).toBe('true');
  });

  it('says what to do when there is nothing', () => {
    show([]);
    expect(screen.getByText('Nothing here')).toBeDefined();
  });

  it('shows an error in the place of the rows', () => {
    show(rowsOf(3), 'Could not be read');
    expect(screen.getByText('Could not be read')).toBeDefined();
    expect(screen.queryByText('Customer 0')).toBeNull();
  });
});

describe('copying', () => {
  it('takes the row that the keyboard is on, with headers', () => {
    const { grid } = show(rowsOf(3));
    keys('j');
    expect(copied(grid)).toBe('Account\tNumber\r\nCustomer 0\tr0');
  });

  it('takes the ticked rows in the order of the list', () => {
    const { grid } = show(rowsOf(4));
    fireEvent.click(screen.getByText('Customer 3'), { ctrlKey: true });
    fireEvent.click(screen.getByText('Customer 1'), { ctrlKey: true });
    expect(copied(grid)).toBe('Account\tNumber\r\nCustomer 1\tr1\r\nCustomer 3\tr3');
  });

  it('takes nothing when there is nothing to take', () => {
    expect(copied(show([]).grid)).toBeNull();
  });
});
