// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../../shared/contract/connections.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, JobId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { AT, DUE, FORM, KEY_FORM, PAID, RUN, sampleConnection, TEST } from './sample-connections.ts';

givePageSizes();
cleanPageAfterEach();

function engineWith(given: readonly ConnectionView[], jobs: Parameters<typeof createSampleEngine>[0] = {}) {
  const sample = createSampleEngine(jobs);
  let connections = given;
  sample.answer('connections.list', () => connections);
  sample.answer('connections.forms', () => [FORM]);
  sample.answer('connections.runs', () => ({ runs: [RUN], next: null }));
  sample.answer('connections.changes', ({ group }: { group: string }) => ({
    changes: [group === 'paid' ? PAID : DUE],
    next: null,
  }));
  sample.answer('connections.differences', () => []);
  sample.answer('connections.problems', () => []);
  sample.answer('connections.usage', () => []);
  sample.answer('connections.sync', () => ({ jobId: 'job-1' }));
  sample.answer('connections.test', () => TEST);
  sample.answer('connections.tryOut', () => TEST);
  sample.answer('connections.answerMissing', () => ({ jobId: null }));
  sample.answer('connections.remove', () => ({ removed: true }));
  sample.answer('connections.add', ({ name }: { name: string }) => {
    const added = sampleConnection({ name, freshAt: null, lastRun: null, status: 'new' });
    connections = [...connections, added];
    return added;
  });
  sample.answer('connections.change', (change: Partial<ConnectionView>) => {
    const changed = sampleConnection(change);
    connections = [changed];
    return changed;
  });
  return sample;
}

const show = (sample: SampleEngine, hash = '#/connections') => showWindow(sample, hash);
const write = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });
const section = async (name: string) => within(await screen.findByRole('region', { name }));

describe('connecting a system', () => {
  it('begins with what it is good for, when there is none', async () => {
    await show(engineWith([]));
    expect(await screen.findByText(/Duebook never changes the books/)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Connect a system' }));
    expect(await screen.findByLabelText('Address')).toBeDefined();
  });

  it('says what is asked for, and how to give no more rights than it needs', async () => {
    await show(engineWith([]), '#/connections/new');
    expect(await screen.findByText('The web address of the server.')).toBeDefined();
    const guide = within(screen.getByRole('complementary', { name: 'How to set Tryton up' }));
    expect(guide.getByText('Add a group that may only read.')).toBeDefined();
    expect(guide.getByText('Deactivate the user.')).toBeDefined();
  });

  it('is tried without being saved, each step with what was found', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Shift+Enter');
    const tested = await section('Connection test');
    expect(tested.getByText('erp.halden.example was found.')).toBeDefined();
    expect(tested.getByText(/did not accept the name duebook/)).toBeDefined();
    expect(inputsOf(sample, 'connections.tryOut')).toEqual([
      {
        id: null,
        kind: 'tryton',
        settings: { url: 'https://erp.halden.example', user: 'duebook' },
        secrets: { password: 'secret' },
      },
    ]);
    expect(inputsOf(sample, 'connections.add')).toEqual([]);
  });

  it('names what is missing and asks the engine nothing', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await type('Control+Enter');
    expect(screen.getByText('Enter the address.')).toBeDefined();
    expect(screen.getByText('Enter the password.')).toBeDefined();
    expect(inputsOf(sample, 'connections.add')).toEqual([]);
  });

  it('ends with the first read, which begins by itself', async () => {
    const sample = await show(engineWith([]), '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Name', 'Head office');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.sync')).toEqual([{ id: 'con-1', mode: 'changes' }]),
    );
    expect(await screen.findByRole('heading', { name: 'Head office' })).toBeDefined();
  });

  it('does not wait for a test that takes its time', async () => {
    const sample = engineWith([]);
    sample.answer('connections.tryOut', () => new Promise(() => {}));
    await show(sample, '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Shift+Enter');
    expect(screen.getByText(/Testing step by step/)).toBeDefined();
    await type('Control+Enter');
    await waitFor(() => expect(inputsOf(sample, 'connections.add')).toHaveLength(1));
  });

  it('keeps what was typed when the engine refuses', async () => {
    const sample = engineWith([]);
    sample.answer('connections.add', () => {
      throw new Error('no');
    });
    await show(sample, '#/connections/new');
    await screen.findByLabelText('Address');
    await write('Address', 'https://erp.halden.example');
    await write('User', 'duebook');
    await write('Password', 'secret');
    await type('Control+Enter');
    expect(await screen.findByText(/Something went wrong/)).toBeDefined();
    expect((screen.getByLabelText('Address') as HTMLInputElement).value).toBe('https://erp.halden.example');
  });
});

describe('a system with a key file', () => {
  const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n';
  const open = async () => {
    const sample = engineWith([]);
    sample.answer('connections.forms', () => [KEY_FORM]);
    await show(sample, '#/connections/new');
    await write('Account id', '1234567');
    return sample;
  };

  it('takes its lines as they are, and does without what is optional', async () => {
    const sample = await open();
    const field = screen.getByLabelText('Private key');
    expect(field.tagName).toBe('TEXTAREA');
    await write('Private key', KEY);
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'connections.add')).toMatchObject([
        { settings: { accountId: '1234567', company: '' }, secrets: { key: KEY } },
      ]),
    );
  });

  it('has what the engine does not accept told beside the field, until it is changed', async () => {
    const sample = await open();
    sample.answer('connections.add', () => {
      throw new ORPCError('validation', {
        message: 'The account id is not one of NetSuite’s.',
        data: { details: { field: 'accountId' } },
      });
    });
    await write('Private key', KEY);
    await type('Control+Enter');
    const reason = 'The account id is not one of NetSuite’s.';
    const hint = await screen.findByText(reason);
    expect(hint.parentElement?.contains(screen.getByLabelText('Account id'))).toBe(true);
    expect(screen.queryByText(/That could not be accepted/)).toBeNull();
    await write('Account id', '1234568');
    expect(screen.queryByText(reason)).toBeNull();
  });
});

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

  it('lists what was set aside with the reason', async () => {
    const sample = engineWith([sampleConnection()]);
    sample.answer('connections.problems', () => [
      { entity: 'invoice', sourceId: '77', problem: 'The due date is "soon".', at: AT },
    ]);
    await show(sample);
    const aside = await section('Set aside');
    expect(aside.getByText('Invoice 77')).toBeDefined();
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
    expect(dialog.getByText(/What was read stays/)).toBeDefined();
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
