// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createToldEngine, openWindow, READY } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { answered, check, checked, mayCheck, pickedFile, started, tell } from './open-import.tsx';
import { OUTCOME } from './sample-file.ts';

givePageSizes();
cleanPageAfterEach();

beforeEach(() => {
  const pickFile = async () => ({ grant: 'grant-1', name: 'open.csv' });
  Object.defineProperty(window, 'duebook', { configurable: true, value: { pickFile } });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

describe('the mapping step', () => {
  it('shows each column with what it was recognised as, and how surely', async () => {
    await pickedFile();
    const select = screen.getByLabelText('Total is') as HTMLSelectElement;
    expect(select.value).toBe('amount');
    const head = select.closest('th');
    expect(head?.textContent).toContain('likely');
    expect((screen.getByLabelText('Remarks is') as HTMLSelectElement).value).toBe('');
  });

  it('marks the rows that are not data with their class', async () => {
    await pickedFile();
    const rows = within(screen.getByRole('table'));
    expect(rows.getByRole('row', { name: /title Halden Supply/ }).getAttribute('data-class')).toBe('title');
    expect(rows.getByRole('row', { name: /total Total/ }).getAttribute('data-class')).toBe('grand');
    expect(rows.getByRole('row', { name: /unknown see note/ })).toBeDefined();
  });

  it('does not go on before its questions are answered', async () => {
    await pickedFile();
    expect(check().hasAttribute('disabled')).toBe(true);
    expect(screen.getByText('Still to say: the order of the dates, the currency.')).toBeDefined();
    await click(screen.getByRole('button', { name: 'Day first (31/12/2026)' }));
    expect(await screen.findByText('Still to say: the currency.')).toBeDefined();
    await click(screen.getByRole('button', { name: /EUR, the currency/ }));
    await mayCheck(true);
  });

  it('asks the engine to read the file under the changed mapping', async () => {
    const { sample } = await pickedFile();
    await act(async () => {
      fireEvent.change(screen.getByLabelText('Remarks is'), { target: { value: 'poNumber' } });
    });
    await waitFor(() =>
      expect(inputsOf(sample, 'imports.inspect').at(-1)).toMatchObject({
        grant: 'grant-1',
        preset: null,
        mapping: { columns: { poNumber: 'Remarks', amount: 'Total' } },
      }),
    );
    expect((screen.getByLabelText('Remarks is') as HTMLSelectElement).value).toBe('poNumber');
    expect(screen.getByLabelText('Remarks is').closest('th')?.textContent).toContain('your choice');
  });

  it('keeps every choice while the file is still being read by the one before', async () => {
    const { sample } = await pickedFile();
    sample.answer('imports.inspect', () => new Promise(() => {}));
    const choose = (column: string, field: string) =>
      act(async () => {
        fireEvent.change(screen.getByLabelText(`${column} is`), { target: { value: field } });
      });
    await choose('Remarks', 'poNumber');
    await choose('Total', 'openAmount');
    await waitFor(() =>
      expect(inputsOf(sample, 'imports.inspect').at(-1)).toMatchObject({
        mapping: { columns: { poNumber: 'Remarks', openAmount: 'Total', amount: null } },
      }),
    );
    expect(check().hasAttribute('disabled')).toBe(true);
  });

  it('needs the date of a complete list', async () => {
    await answered();
    await click(screen.getByLabelText(/A complete list/));
    await mayCheck(false);
    await act(async () => {
      fireEvent.change(screen.getByLabelText('Open amounts as of'), { target: { value: '2026-11-20' } });
    });
    await mayCheck(true);
  });

  it('says why a file cannot be read, and lets another one be picked', async () => {
    const told = createToldEngine(READY);
    told.sample.answer('imports.presets', () => []);
    told.sample.answer('imports.inspect', () => {
      throw new ORPCError('bad_file', {
        message: 'open.xlsx is protected by a password. Remove it in Excel.',
      });
    });
    await openWindow(told.sample, '#/imports/new');
    await click(await screen.findByRole('button', { name: 'Pick a file' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/protected by a password/);
    expect(screen.getByRole('button', { name: 'Pick another file' })).toBeDefined();
  });

  it('is still there after a look at another screen', async () => {
    await answered();
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    await click(rail.getByRole('link', { name: /Worklist/ }));
    await screen.findByRole('grid', { name: /worklist/i });
    await click(rail.getByRole('link', { name: /Imports/ }));
    await click(await screen.findByRole('button', { name: 'Go on with open.csv' }));
    await screen.findByRole('table');
    await mayCheck(true);
  });
});

describe('the check', () => {
  it('works the import out once and changes nothing', async () => {
    const { sample } = await checked();
    expect(inputsOf(sample, 'imports.tryOut')).toMatchObject([
      {
        grant: 'grant-1',
        complete: false,
        shapeHash: 'shape-1',
        mapping: { dateFormat: 'd/M/yyyy', currency: 'EUR' },
      },
    ]);
    expect(inputsOf(sample, 'imports.run')).toEqual([]);
    expect(await screen.findByText(/Nothing has been changed yet/)).toBeDefined();
  });

  it('shows counts, totals by currency, warnings and rejected rows with their reason', async () => {
    await checked();
    const rows = within(await screen.findByRole('region', { name: 'Rows' }));
    expect(rows.getByText('new').parentElement?.textContent).toBe('new3');
    expect(screen.getByRole('region', { name: 'Open in this file' }).textContent).toContain('€1,204.50');
    expect(screen.getByText('Amounts were rounded.')).toBeDefined();
    const rejected = within(screen.getByRole('grid', { name: 'Rejected rows' }));
    expect(rejected.getByText('"31/02/2026" is not a date that exists.')).toBeDefined();
  });

  it('shows a long reason in full, of the first rejected row and then of the one in hand', async () => {
    const long = (row: number) =>
      `Row ${row} ${'stands in the file more than once with different amounts. '.repeat(3)}`;
    const rejected = [7, 9].map((row) => ({
      row,
      column: 'No',
      code: 'invoice_differs',
      message: long(row),
    }));
    await checked({ ...OUTCOME, rows: { ...OUTCOME.rows, rejected: 2 }, rejected });
    expect(await screen.findByText(/^Line 7, in full: Row 7 stands/)).toBeDefined();
    click(within(screen.getByRole('grid', { name: 'Rejected rows' })).getByText(long(9).trim()));
    expect(await screen.findByText(/^Line 9, in full: Row 9 stands/)).toBeDefined();
  });

  it('does not import a file without a good row', async () => {
    const none = { read: 1, imported: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 1 };
    await checked({ ...OUTCOME, rows: none });
    expect(await screen.findByText(/No row can be imported/)).toBeDefined();
    expect(screen.getByRole('button', { name: /^Import/ }).hasAttribute('disabled')).toBe(true);
  });

  it('tells what went wrong and leads back to the columns', async () => {
    const told = await answered();
    await click(check());
    await started(told);
    await tell(told, { state: 'failed', error: { code: 'bad_file', message: 'The file ends in line 3.' } });
    expect(await screen.findByText('The file ends in line 3.')).toBeDefined();
    await click(screen.getByRole('button', { name: 'Back to the columns' }));
    expect(await screen.findByRole('table')).toBeDefined();
  });

  it('says that nothing was changed when it was stopped', async () => {
    const told = await answered();
    await click(check());
    await started(told);
    await tell(told, { done: 1 });
    const [stop] = await screen.findAllByRole('button', { name: 'Cancel: Checking open.csv' });
    if (stop) await click(stop);
    expect(inputsOf(told.sample, 'app.jobs.cancel')).toEqual([{ id: 'try-1' }]);
    await tell(told, { state: 'cancelled' });
    expect(await screen.findByText(/The check was stopped. Nothing was changed./)).toBeDefined();
  });
});

describe('the import', () => {
  it('runs with what was checked, and ends on its own page', async () => {
    const told = await checked();
    const batch = {
      id: 'batch-1',
      fileName: 'open.csv',
      importedAt: '2026-11-21T09:00:00.000Z',
      importedBy: 'Mara Lindt',
      complete: true,
      asOf: '2026-11-20',
      undoneAt: null,
      undoable: true,
      result: { ...OUTCOME, batch: 'batch-1' },
    };
    let closed: readonly string[] = [];
    told.sample.answer('imports.history', () => [{ ...batch, closed }]);
    told.sample.answer('imports.undo', () => ({ undone: true }));
    told.sample.answer('imports.closeGone', ({ items }: { items: readonly string[] }) => {
      closed = items;
      return { closed: 1 };
    });
    await screen.findByText(/Nothing has been changed yet/);
    await type('Control+Enter');
    expect(inputsOf(told.sample, 'imports.run')).toEqual(inputsOf(told.sample, 'imports.tryOut'));
    await tell(told, { id: 'run-1' as never, state: 'done', result: batch.result });
    await screen.findByRole('button', { name: 'Undo this import' });
    expect(window.location.hash).toBe('#/imports/batch-1');

    await click(screen.getByRole('button', { name: 'Tick all' }));
    await click(screen.getByRole('button', { name: 'Close 1 item' }));
    expect(inputsOf(told.sample, 'imports.closeGone')).toEqual([{ id: 'batch-1', items: ['doc-1'] }]);
    expect(await screen.findByText(/All of them are closed/)).toBeDefined();

    await click(screen.getByRole('button', { name: 'Undo this import' }));
    expect(inputsOf(told.sample, 'imports.undo')).toEqual([{ id: 'batch-1' }]);
  });
});
