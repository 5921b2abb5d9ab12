// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PickOptions } from '../../../../renderer/api/host.ts';
import type { TakenStatementView } from '../../../../shared/contract/cash.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { cashEngine, match, money } from './sample-cash.ts';

givePageSizes();
cleanPageAfterEach();

afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What the desktop shell gives the window. */
function bridge(part: Readonly<Record<string, unknown>>): void {
  Object.defineProperty(window, 'duebook', { configurable: true, value: part });
}

const TAKEN: TakenStatementView = {
  state: 'taken',
  format: 'camt053',
  taken: 2,
  known: 1,
  alike: 0,
  outgoing: 0,
  statements: 1,
  balanced: 1,
  balances: 2,
  aside: [],
  warnings: [],
  rejected: [],
};

function engine(unapplied = [money(1)]) {
  const sample = cashEngine({ unapplied });
  sample.answer('cash.takeStatement', () => TAKEN);
  return sample;
}

const cashIsThere = () => screen.findByRole('region', { name: 'Money from Payer 1' }, { timeout: 10_000 });
const FILE = new File(['<Document/>'], 'may.xml');
const dropped = { dataTransfer: { types: ['Files'], files: [FILE] } };
const drop = () => act(async () => void fireEvent.drop(document, dropped));

describe('the key i in Cash', () => {
  it('opens the file chooser for every kind of statement, and reads what is picked', async () => {
    const asked: PickOptions[] = [];
    bridge({
      pickFile: async (options: PickOptions) => {
        asked.push(options);
        return { grant: 'g-1', name: 'may.xml' };
      },
    });
    const sample = await showWindow(engine(), '#/cash');
    await cashIsThere();
    await type('i');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.endings).toEqual(
      expect.arrayContaining(['.csv', '.xlsx', '.xml', '.sta', '.mt940', '.txt']),
    );
    await waitFor(() =>
      expect(inputsOf(sample, 'cash.takeStatement')).toEqual([{ grant: 'g-1', answers: {} }]),
    );
    expect(
      await screen.findByText('may.xml: 2 new lines; 1 known already; the balances agree'),
    ).toBeDefined();
  });

  it('does so in a browser too, where the file is handed to the engine first', async () => {
    const inputs: HTMLInputElement[] = [];
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
      inputs.push(this);
    });
    vi.stubGlobal('fetch', async () => Response.json({ grant: 'g-2' }));
    const sample = await showWindow(engine(), '#/cash');
    await cashIsThere();
    await type('i');
    const [input] = inputs;
    if (input === undefined) throw new Error('no file was asked for');
    expect(input.accept).toContain('.xml');
    Object.defineProperty(input, 'files', { value: [FILE] });
    await act(async () => void input.dispatchEvent(new Event('change')));
    await waitFor(() =>
      expect(inputsOf(sample, 'cash.takeStatement')).toEqual([{ grant: 'g-2', answers: {} }]),
    );
  });

  it('reads nothing when the chooser is cancelled', async () => {
    bridge({ pickFile: async () => null });
    const sample = await showWindow(engine(), '#/cash');
    await cashIsThere();
    await type('i');
    expect(inputsOf(sample, 'cash.takeStatement')).toEqual([]);
  });
});

describe('a file that is dropped', () => {
  it('on Cash is read as a statement, and the window says so while it is dragged', async () => {
    bridge({ dropFile: async (file: File) => ({ grant: `grant of ${file.name}`, name: file.name }) });
    const sample = await showWindow(engine(), '#/cash');
    await cashIsThere();
    await act(async () => void fireEvent.dragEnter(document, dropped));
    expect(screen.getByText(/Drop to read a bank statement/)).toBeDefined();
    await drop();
    expect(screen.queryByText(/Drop to read a bank statement/)).toBeNull();
    await waitFor(() =>
      expect(inputsOf(sample, 'cash.takeStatement')).toEqual([{ grant: 'grant of may.xml', answers: {} }]),
    );
  });

  it('elsewhere begins an import, also after Cash was looked at', async () => {
    bridge({ dropFile: async (file: File) => ({ grant: 'g', name: file.name }) });
    const sample = await showWindow(engine(), '#/cash');
    await cashIsThere();
    await click(screen.getByRole('link', { name: /^Worklist/ }));
    await screen.findByRole('grid', { name: 'Worklist' });
    await act(async () => void fireEvent.dragEnter(document, dropped));
    expect(screen.getByText(/Drop to import/)).toBeDefined();
    await drop();
    expect(window.location.hash).toBe('#/imports/new');
    expect(inputsOf(sample, 'cash.takeStatement')).toEqual([]);
  });
});

describe('what of a statement was not taken', () => {
  it('stands in a dialog, also when everything else went well', async () => {
    bridge({ pickFile: async () => ({ grant: 'g', name: 'may.sta' }) });
    const sample = engine();
    const warnings = [{ row: 1, message: 'Statement 5 does not add up.' }];
    sample.answer('cash.takeStatement', () => ({ ...TAKEN, warnings, balanced: 0 }));
    await showWindow(sample, '#/cash');
    await cashIsThere();
    await type('i');
    const dialog = within(await screen.findByRole('dialog', { name: 'Read: may.sta' }));
    expect(dialog.getByText('Statement 5 does not add up.')).toBeDefined();
  });
});

describe('an export whose save dialog is cancelled', () => {
  it('is not said to be exported, and the dialog stays for another try', async () => {
    const saved: string[] = [];
    let answer = false;
    bridge({
      saveDownload: async (id: string) => {
        saved.push(id);
        return answer;
      },
    });
    const sample = cashEngine({ matches: [match(1)] });
    const download = { downloadId: 'd-1', fileName: 'cash.csv', mime: 'text/csv', size: 3 };
    sample.answer('cash.export', () => ({ download, matches: 1 }));
    await showWindow(sample, '#/cash?show=approved');
    await screen.findByRole('region', { name: 'Application for Customer 1' }, { timeout: 10_000 });
    await type('Shift+e');
    const dialog = within(await screen.findByRole('dialog', { name: 'Export for posting' }));
    await click(dialog.getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(saved).toEqual(['d-1']));
    expect(screen.queryByText(/exported for posting/)).toBeNull();
    answer = true;
    await click(dialog.getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('1 application exported for posting')).toBeDefined();
  });
});
