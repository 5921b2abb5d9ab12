// @vitest-environment happy-dom
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { App } from '../../../../renderer/app/app.tsx';
import type { Coverage, FirstHour } from '../../../../shared/contract/takeover.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { coverage, firstHour } from './sample-handoff.ts';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

async function show(
  options: {
    readonly coverage?: Coverage | null;
    readonly view?: FirstHour;
    readonly hash?: string;
    readonly layout?: object;
  } = {},
): Promise<SampleEngine> {
  const sample = createSampleEngine();
  sample.answer('takeover.coverage', () => ({
    coverage: options.coverage === undefined ? coverage() : options.coverage,
  }));
  sample.answer('takeover.firstHour', () => options.view ?? firstHour());
  sample.answer('people.list', () => ({ own: null, keys: 'open', trusted: [] }));
  sample.answer('handoffs.sharedFolder.get', () => ({ path: null, packs: [], problem: null }));
  if (options.layout !== undefined) {
    const preferences = { theme: 'system', density: 'compact', locale: 'en-GB', personName: null };
    sample.answer('app.preferences.get', () => ({ ...preferences, layout: options.layout }));
  }
  window.history.replaceState(null, '', options.hash ?? '#/first-hour');
  await act(async () => {
    render(<App engine={sample.engine} />);
  });
  return sample;
}

const part = async (name: string | RegExp) =>
  within(await screen.findByRole('region', { name }, { timeout: 20_000 }));
const rail = () => within(screen.getByRole('navigation', { name: 'Main' }));

describe('the first hour', () => {
  it('stands above Today in the rail, and is reached by g b', async () => {
    await show({ hash: '#/worklist' });
    await screen.findByRole('grid', { name: 'Worklist' }, { timeout: 20_000 });
    await waitFor(() => expect(rail().getAllByRole('link')[0]?.textContent).toContain('First hour'));
    await type('g', 'b');
    await part('First hour');
  });

  it('says what must never be done, what is due, and who is the most urgent', async () => {
    await show();
    const never = await part('Never do');
    expect(never.getByText('Castellane')).toBeDefined();
    expect(never.getByText('Lawyer, since 12 Nov')).toBeDefined();
    expect((await part('Promises due now · 1')).getByText('Mia promised it')).toBeDefined();
    await part('Callbacks and next actions in your window · 1');
    expect(screen.getByText('No broken promise and no further promise.')).toBeDefined();
    const accounts = (await part(/Your accounts/)).getAllByRole('listitem');
    expect(accounts[0]?.textContent).toContain('Always ask for Mia.');
    expect(within(accounts[1] as HTMLElement).getByLabelText('Worked')).toBeDefined();
    expect(screen.getByText('1 of 3 accounts worked')).toBeDefined();
  });

  it('is gone through with j and k: the work first, then what must not be done', async () => {
    await show();
    await part('First hour');
    const focused = () => document.activeElement?.textContent ?? '';
    await type('j');
    expect(focused()).toContain('Mia promised it');
    await type('j', 'j');
    expect(focused()).toContain('Reminder: 2 invoices');
    await type('k');
    expect(focused()).toContain('after ten');
    await type('j', 'j', 'j', 'j');
    expect(focused()).toBe('Castellane');
    await type('j');
    expect(focused()).toBe('Castellane');
  });

  it('opens an account, a letter, and the focus on the handed accounts', async () => {
    await show();
    await click((await part('Promises due now · 1')).getByRole('link'));
    expect(window.location.hash).toContain('#/customers/acc-1');
    await type('g', 'b');
    await click((await part('Letters that wait to be sent · 1')).getByRole('link'));
    expect(window.location.hash).toContain('#/drafts/d-1');
    await type('g', 'b');
    await part('First hour');
    await type('Shift+f');
    expect(window.location.hash).toContain('#/worklist');
    expect(window.location.hash).toContain('focus=1');
  });

  it('is the first look of a day at such a workspace', async () => {
    await show({ hash: '#/worklist', layout: { 'today.seen': '2026-11-20' } });
    await part('First hour');
    expect(window.location.hash).toContain('#/first-hour');
  });

  it('is not in a workspace of one’s own', async () => {
    await show({ coverage: null, hash: '#/worklist' });
    await screen.findByRole('grid', { name: 'Worklist' }, { timeout: 20_000 });
    expect(rail().queryByRole('link', { name: /First hour/ })).toBeNull();
    expect(screen.queryByText(/Covering for/)).toBeNull();
  });
});

describe('every screen of such a workspace', () => {
  it('says for whom it is covered and how long still', async () => {
    await show({ hash: '#/worklist' });
    expect(await screen.findByText('Covering for Ada Brandt')).toBeDefined();
    expect(screen.getByText('3 days left')).toBeDefined();
  });

  it('says that nothing goes out once the window is over', async () => {
    await show({ hash: '#/worklist', coverage: coverage({ state: 'over', daysLeft: 0 }) });
    expect(await screen.findByText(/nothing goes out from here/)).toBeDefined();
  });

  it('shows what the specialist wrote on top of an account', async () => {
    await show({ hash: '#/customers/acc-1?full=1' });
    const words = await screen.findByLabelText('What Ada Brandt wrote', {}, { timeout: 20_000 });
    expect(words.textContent).toContain('Always ask for Mia.');
  });
});

describe('the return', () => {
  const job = (final: boolean) => ({
    ...{ id: 'j-9', kind: 'handoff', title: 'Return', state: 'done', phase: '', done: 1, total: 1 },
    ...{ cancellable: false, startedAt: '2026-11-21T08:00:00.000Z', error: null },
    result: {
      fileName: 'return.duebook-return',
      final,
      download: { downloadId: 'd-9', fileName: 'return.duebook-return', mime: 'x', size: 3 },
    },
  });

  async function dialogOf(stands: Coverage) {
    const sample = await show({ hash: '#/worklist', coverage: stands });
    sample.answer('takeover.return', ({ final }: { final: boolean }) => {
      sample.answer('app.jobs.list', () => [job(final)]);
      return { jobId: 'j-9' };
    });
    await click(await screen.findByRole('button', { name: 'Return work' }));
    return { sample, dialog: within(await screen.findByRole('dialog', { name: /Return the work/ })) };
  }

  it('says what was worked, and how long it took to the first contact', async () => {
    const { dialog } = await dialogOf(
      coverage({ worked: ['acc-1' as never], firstContactAt: '2026-11-21T07:06:00.000Z' as never }),
    );
    expect(dialog.getByText('1 of 3 accounts')).toBeDefined();
    expect(dialog.getByText(/contacted 6 minutes after you took over/)).toBeDefined();
  });

  it('is for the time being unless the person says that all is done', async () => {
    const { sample, dialog } = await dialogOf(coverage());
    expect(dialog.getByText(/No customer was contacted yet/)).toBeDefined();
    await click(dialog.getByLabelText('All of it: I am done'));
    await click(dialog.getByRole('button', { name: 'Return all of it' }));
    expect(inputsOf(sample, 'takeover.return')).toEqual([{ final: true, to: 'download' }]);
  });

  it('is final once the window is over', async () => {
    const { sample, dialog } = await dialogOf(coverage({ state: 'over', daysLeft: 0 }));
    await click(dialog.getByRole('button', { name: 'Return all of it' }));
    expect(inputsOf(sample, 'takeover.return')).toEqual([{ final: true, to: 'download' }]);
  });
});
