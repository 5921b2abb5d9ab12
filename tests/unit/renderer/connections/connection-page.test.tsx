// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, JobId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { engineWith, section, show, write } from './connections-window.tsx';
import { AT, RUN, sampleConnection } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

describe('the page of a connection', () => {
  it('warns of a key that ends soon, and only then', async () => {
    const lasting = {
      what: 'API key',
      endsOn: plainDate('2027-01-14'),
      state: 'lasting',
      warning: null,
    } as const;
    const ending = { ...lasting, state: 'ending', warning: 'The API key ends on 2027-01-14.' } as const;
    await show(engineWith([sampleConnection({ signIn: ending })]));
    expect((await screen.findByRole('note')).textContent).toBe('The API key ends on 2027-01-14.');
    expect(screen.getAllByText('API key ending').length).toBeGreaterThan(0);
    cleanup();
    await show(engineWith([sampleConnection({ signIn: lasting })]));
    const facts = await section('Set-up');
    expect(await facts.findByText('2027-01-14 (API key)')).toBeDefined();
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('says which sync its figures are of', async () => {
    await show(engineWith([sampleConnection()]));
    const figures = await section('Figures');
    expect(figures.getByText(/Figures as of sync/).textContent).toMatch(/Figures as of sync \S/);
    expect(figures.getByText(/Read next at about/)).toBeDefined();
  });

  it('lists what the last read changed by group, and leads to the account', async () => {
    await show(engineWith([sampleConnection()]));
    const paid = await section('Paid');
    expect(paid.getByText('INV-1042 was paid')).toBeDefined();
    expect(paid.getByText('€48,210.00')).toBeDefined();
    const due = await section('Due dates');
    expect(due.getByText(/INV-1077 is due 24 Dec.* instead of 30 Nov/)).toBeDefined();
    await click(paid.getByRole('link', { name: 'Northwind Traders' }));
    expect(window.location.hash).toContain('#/customers/acc-1');
  });

  it('reads on r, and everything again on shift r', async () => {
    const sample = await show(engineWith([sampleConnection()]));
    await section('Figures');
    await type('r', 'Shift+r');
    expect(inputsOf(sample, 'connections.sync')).toEqual([
      { id: 'con-1', mode: 'changes' },
      { id: 'con-1', mode: 'full' },
    ]);
  });

  it('shows how far a read is, and stops it', async () => {
    const job = {
      id: 'job-1' as JobId,
      kind: 'sync',
      title: 'Reading Head office',
      state: 'running',
      phase: 'invoices',
      done: 400,
      total: 1_000,
      remark: 'about 2 minutes left, the total is that of the last read',
      cancellable: true,
      startedAt: AT,
      error: null,
      result: null,
    } as const;
    const sample = engineWith([sampleConnection({ running: job.id })], { jobs: [job] });
    sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
    await show(sample);
    const figures = await section('Figures');
    expect(figures.getByText('invoices · 400 of 1,000')).toBeDefined();
    expect(figures.getByText('about 2 minutes left, the total is that of the last read')).toBeDefined();
    await click(figures.getByRole('button', { name: 'Cancel: Reading' }));
    expect(inputsOf(sample, 'app.jobs.cancel')).toEqual([{ id: 'job-1' }]);
  });

  it('sets the balances that differ side by side', async () => {
    const sample = engineWith([sampleConnection()]);
    sample.answer('connections.differences', () => [
      {
        accountId: 'acc-1' as AccountId,
        account: 'Northwind Traders',
        number: 'C1',
        currency: currencyCode('EUR'),
        ours: minorUnits(120_000),
        ledger: minorUnits(100_000),
      },
    ]);
    await show(sample);
    const table = await section("Compared with Tryton's own balances");
    expect((await table.findAllByRole('row')).at(-1)?.textContent).toBe(
      'Northwind Traders€1,200.00€1,000.00€200.00',
    );
  });

  it('says how many balances could not be compared, rather than that all are equal', async () => {
    await show(engineWith([sampleConnection({ lastRun: { ...RUN, uncompared: 3 } })]));
    const compared = await section("Compared with Tryton's own balances");
    expect(await compared.findByText(/Every other balance that it gives is equal/)).toBeDefined();
    expect(
      compared.getByText(/3 customers with items in other currencies could not be compared/),
    ).toBeDefined();
  });

  it('lists what was set aside with the reason', async () => {
    const sample = engineWith([sampleConnection()]);
    sample.answer('connections.problems', () => [
      { entity: 'invoice', sourceId: '77', problem: 'The due date is "soon".', at: AT },
    ]);
    await show(sample);
    const aside = await section('Set aside');
    expect(aside.getByText('invoice 77')).toBeDefined();
    expect(aside.getByText('The due date is "soon".')).toBeDefined();
  });

  it('asks before it believes that many records were deleted', async () => {
    const missing = [{ entity: 'invoice' as const, known: 1_200, there: 300 }];
    const sample = await show(engineWith([sampleConnection({ missing })]));
    const question = await section('Were they deleted?');
    expect(question.getByText('Only 300 of 1,200 known invoices are still there')).toBeDefined();
    await click(question.getByRole('button', { name: /Keep them/ }));
    await click(question.getByRole('button', { name: /They were deleted/ }));
    expect(inputsOf(sample, 'connections.answerMissing')).toEqual([
      { id: 'con-1', believe: false },
      { id: 'con-1', believe: true },
    ]);
  });

  it('takes another schedule at once, and back again on undo', async () => {
    const sample = await show(engineWith([sampleConnection()]));
    await section('Set-up');
    await act(async () => {
      fireEvent.change(screen.getByLabelText('Read'), { target: { value: '240' } });
    });
    expect(inputsOf(sample, 'connections.change')).toEqual([{ id: 'con-1', everyMinutes: 240 }]);
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.change').at(-1)).toEqual({ id: 'con-1', everyMinutes: 30 }),
    );
  });

  it('tests on t and shows the failing step', async () => {
    await show(engineWith([sampleConnection()]));
    await section('Figures');
    await type('t');
    const tested = await section('Connection test');
    expect(await tested.findByText(/did not accept the name duebook/)).toBeDefined();
  });

  it('is changed without typing the password again', async () => {
    const sample = await show(engineWith([sampleConnection()]));
    await section('Figures');
    await type('e');
    expect(await screen.findByText('Leave it empty to keep the one in the key store.')).toBeDefined();
    await write('User', 'reader');
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.change')).toEqual([
        {
          id: 'con-1',
          name: 'Head office',
          settings: { url: 'https://erp.halden.example', user: 'reader' },
          secrets: {},
        },
      ]),
    );
  });

  it('is removed only after a look at what stays', async () => {
    const sample = await show(engineWith([sampleConnection()]));
    await section('Figures');
    await type('Delete');
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Head office' }));
    expect(dialog.getByText(/What was read stays.*as if it had come in a file/)).toBeDefined();
    expect(inputsOf(sample, 'connections.remove')).toEqual([]);
    await click(dialog.getByRole('button', { name: 'Remove' }));
    expect(inputsOf(sample, 'connections.remove')).toEqual([{ id: 'con-1' }]);
  });

  it('says why the last read broke off', async () => {
    const error = { code: 'network', message: 'erp.halden.example does not answer.', reason: 'network_down' };
    await show(engineWith([sampleConnection({ status: 'failing', error })]));
    expect((await section('Figures')).getByText(/erp.halden.example does not answer/)).toBeDefined();
  });
});
