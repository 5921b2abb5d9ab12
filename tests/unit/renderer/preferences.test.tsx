// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EngineProvider } from '../../../renderer/api/engine-context.tsx';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import {
  DEFAULT_PREFERENCES,
  PreferencesProvider,
  PreferencesStoreProvider,
  useLayoutPreference,
  usePreferences,
} from '../../../renderer/app/preferences/preferences.tsx';
import type { Column } from '../../../renderer/ui/table/column.ts';
import { useColumnLayout } from '../../../renderer/ui/table/use-column-layout.ts';
import { createSampleEngine } from './support/sample-engine.ts';
import { TODAY } from './support/sample-ledger.ts';
import { inputsOf } from './support/show-window.tsx';

afterEach(cleanup);

const widthSchema = z.number();

function Divider() {
  const [width, setWidth] = useLayoutPreference('pane', widthSchema, 300);
  const { change } = usePreferences();
  return (
    <>
      <output>{width}</output>
      <button type="button" onClick={() => setWidth(width + 10)}>
        wider
      </button>
      <button type="button" onClick={() => change({ density: 'comfortable' })}>
        looser
      </button>
    </>
  );
}

async function showDivider(stored?: unknown) {
  const sample = createSampleEngine();
  if (stored !== undefined) {
    sample.answer('app.preferences.get', () => ({ ...DEFAULT_PREFERENCES, layout: { pane: stored } }));
  }
  await act(async () => {
    render(
      <QueryClientProvider client={createQueryClient()}>
        <EngineProvider engine={sample.engine}>
          <PreferencesProvider>
            <Divider />
          </PreferencesProvider>
        </EngineProvider>
      </QueryClientProvider>,
    );
  });
  return { sample, width: () => screen.getByRole('status').textContent };
}

describe('a preference', () => {
  it('is what the engine kept', async () => {
    const { width } = await showDivider(420);
    await waitFor(() => expect(width()).toBe('420'));
  });

  it('is used at once and kept a moment later, in one go', async () => {
    const { sample, width } = await showDivider();
    await waitFor(() => expect(inputsOf(sample, 'app.preferences.get')).toHaveLength(1));
    fireEvent.click(screen.getByText('wider'));
    await waitFor(() => expect(width()).toBe('310'));
    fireEvent.click(screen.getByText('wider'));
    fireEvent.click(screen.getByText('looser'));
    expect(inputsOf(sample, 'app.preferences.set')).toEqual([]);
    await waitFor(() =>
      expect(inputsOf(sample, 'app.preferences.set')).toEqual([
        { layout: { 'today.seen': TODAY, pane: 320 }, density: 'comfortable' },
      ]),
    );
  });

  it('of another form, from an older version, counts as none', async () => {
    const { width } = await showDivider({ left: 1 });
    expect(width()).toBe('300');
  });
});

type Row = { readonly id: string };
const column = (id: string, more: Partial<Column<Row>> = {}): Column<Row> => ({
  id,
  header: id,
  width: 100,
  cell: (row) => row.id,
  ...more,
});

let layout: ReturnType<typeof useColumnLayout<Row>>;

function Layout(props: { readonly columns: readonly Column<Row>[] }) {
  layout = useColumnLayout('t', props.columns);
  return null;
}

/** Draws a layout over a store that keeps what is changed, as the engine does. */
function showLayout(columns: readonly Column<Row>[], stored: Record<string, unknown> = {}) {
  let value = { ...DEFAULT_PREFERENCES, layout: stored };
  const draw = () => (
    <PreferencesStoreProvider
      store={{
        value,
        change: (part) => {
          value = { ...value, ...(typeof part === 'function' ? part(value) : part) };
          view.rerender(draw());
        },
      }}
    >
      <Layout columns={columns} />
    </PreferencesStoreProvider>
  );
  const view = render(draw());
}

const shown = () => layout.shown.map(({ id }) => id);
const columns = [
  column('name', { fixed: true }),
  column('overdue'),
  column('stage', { hiddenAtFirst: true }),
];

describe('the columns of a table', () => {
  it('stand as they were made at first', () => {
    showLayout(columns);
    expect(shown()).toEqual(['name', 'overdue']);
  });

  it('can be shown, hidden and moved', () => {
    showLayout(columns);
    act(() => layout.toggle('stage'));
    act(() => layout.move('stage', -2));
    expect(shown()).toEqual(['stage', 'name', 'overdue']);
    act(() => layout.toggle('overdue'));
    expect(shown()).toEqual(['stage', 'name']);
    act(() => layout.reset());
    expect(shown()).toEqual(['name', 'overdue']);
  });

  it('keep a width within reason', () => {
    showLayout(columns);
    act(() => layout.resize('overdue', 171.6));
    expect(layout.shown[1]?.currentWidth).toBe(172);
    act(() => layout.resize('overdue', 1));
    expect(layout.shown[1]?.currentWidth).toBe(48);
  });

  it('never lose the column that names the row', () => {
    showLayout(columns, { 'table.t': { order: ['overdue', 'name'], hidden: ['name'], widths: {} } });
    expect(shown()).toEqual(['overdue', 'name']);
  });

  it('take in a column of a newer version, and forget one of an older', () => {
    showLayout([...columns, column('new')], {
      'table.t': { order: ['gone', 'overdue', 'name'], hidden: [], widths: {} },
    });
    expect(shown()).toEqual(['overdue', 'name', 'new']);
  });
});
