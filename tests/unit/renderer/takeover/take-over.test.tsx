// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HandoffLook } from '../../../../shared/contract/takeover.ts';
import { createToldEngine, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes, press, quietFocusTraps } from '../support/page.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { ACCOUNTS, coverage, FINGERPRINT, firstHour, HANDOFF, look } from './sample-handoff.ts';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const PACK = new File(['pack'], 'from-ada.duebook-handoff');
const SOURCE = { grant: 'grant of from-ada.duebook-handoff' };
const OWN = {
  id: 'p-ben',
  name: 'Ben Okafor',
  role: 'backup',
  signingKey: 'k',
  ageRecipient: 'age1x',
  createdAt: '2026-11-01T08:00:00.000Z',
  own: true,
  fingerprint: FINGERPRINT,
  trustedAt: '2026-11-01T08:00:00.000Z',
};

beforeEach(() => {
  const taken = (file: File) => ({ grant: `grant of ${file.name}`, name: file.name });
  const duebook = {
    dropFile: async (file: File) => taken(file),
    pickFile: async () => taken(PACK),
    saveDownload: async () => true,
  };
  Object.defineProperty(window, 'duebook', { configurable: true, value: duebook });
  return () => Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

async function drop(file = PACK): Promise<void> {
  const dataTransfer = { types: ['Files'], files: [file] };
  await act(async () => void fireEvent.dragEnter(document, { dataTransfer }));
  await act(async () => void fireEvent.drop(document, { dataTransfer }));
}

const NO_FOLDER = { path: null, packs: [], problem: null };

async function started(found: HandoffLook | Error = look(), folder: object = NO_FOLDER): Promise<ToldEngine> {
  const told = createToldEngine({ state: 'no_workspace' });
  told.sample.answer('takeover.look', () => {
    if (found instanceof Error) throw found;
    return found;
  });
  told.sample.answer('people.list', () => ({ own: OWN, keys: 'open', trusted: [] }));
  told.sample.answer('handoffs.sharedFolder.get', () => folder);
  told.sample.answer('workspaces.end.certificates.list', () => []);
  await openWindow(told.sample);
  await screen.findByText('Take over a handoff');
  return told;
}

const title = (name: string | RegExp) => screen.findByRole('heading', { name, level: 1 });
const ticked = () => screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked);

describe('a handoff is looked at', () => {
  it('when it is dropped on the start screen', async () => {
    const { sample } = await started();
    await drop();
    await title('Ada Brandt hands you 3 accounts');
    expect(inputsOf(sample, 'takeover.look')).toEqual([{ source: SOURCE, passphrase: null }]);
    expect(screen.getByText('3 days left', { exact: false })).toBeDefined();
    expect(screen.getByLabelText('Fingerprint of Ada Brandt').children).toHaveLength(10);
    expect(screen.getByText(/18 files, 710 KB/)).toBeDefined();
    expect(screen.getByText('Made for Ben Okafor')).toBeDefined();
  });

  it('when it is picked with 4', async () => {
    const { sample } = await started();
    await type('4');
    await title(/hands you/);
    expect(inputsOf(sample, 'takeover.look')).toEqual([{ source: SOURCE, passphrase: null }]);
  });

  it('when it lies in the shared folder and is whole', async () => {
    const at = '2026-11-21T08:00:00.000Z';
    const packs = [
      { name: 'a.duebook-handoff', kind: 'handoff', size: 9, at, state: 'ready' },
      { name: 'late.duebook-handoff', kind: 'handoff', size: 9, at, state: 'arriving' },
      { name: 'b.duebook-return', kind: 'return', size: 9, at, state: 'ready' },
    ];
    const { sample } = await started(look(), { path: '/drive', packs, problem: null });
    const folder = within(await screen.findByRole('region', { name: 'In the shared folder' }));
    const buttons = folder.getAllByRole('button') as HTMLButtonElement[];
    expect(buttons.map(({ disabled }) => disabled)).toEqual([false, true]);
    await click(folder.getByRole('button', { name: /^a.duebook-handoff/ }));
    await title(/hands you/);
    expect(inputsOf(sample, 'takeover.look')).toEqual([
      { source: { shared: 'a.duebook-handoff' }, passphrase: null },
    ]);
  });

  it('over an open workspace, which stays as it was', async () => {
    const told = createToldEngine(READY);
    told.sample.answer('takeover.look', () => look());
    await openWindow(told.sample);
    await screen.findByRole('grid', { name: 'Worklist' }, { timeout: 20_000 });
    await drop();
    await title(/hands you/);
    expect(window.location.hash).not.toContain('imports');
    await type('Escape');
    expect(await screen.findByRole('grid', { name: 'Worklist' })).toBeDefined();
  });

  it('and any other file that is dropped on the start screen is refused in words', async () => {
    const { sample } = await started();
    await drop(new File(['x'], 'ledger.csv'));
    expect(screen.getByRole('alert').textContent).toContain('ledger.csv is no handoff');
    expect(inputsOf(sample, 'takeover.look')).toEqual([]);
  });
});

describe('the accounts are chosen line by line', () => {
  it('with j, k and Space, and all or none with a', async () => {
    await started();
    await drop();
    await title(/hands you/);
    expect(ticked()).toEqual([true, true, true]);
    expect((document.activeElement as HTMLElement).getAttribute('aria-label')).toBe('Take over Contoso');
    await type('j', 'j', 'k');
    expect((document.activeElement as HTMLElement).getAttribute('aria-label')).toBe('Take over Fabrikam');
    await click(screen.getByLabelText('Take over Fabrikam'));
    expect(ticked()).toEqual([true, false, true]);
    expect(screen.getByRole('button', { name: /Take over 2 of 3/ })).toBeDefined();
    await type('a');
    expect(ticked()).toEqual([true, true, true]);
    await type('a');
    expect(ticked()).toEqual([false, false, false]);
  });

  it('each with what is under way, what must not be done first, and the words of its specialist', async () => {
    await started();
    await drop();
    await title(/hands you/);
    const line = (name: string) => screen.getByLabelText(`Take over ${name}`).closest('li')?.textContent;
    expect(line('Fabrikam')).toContain('Do not call2 disputes');
    expect(line('Northwind')).toContain('Promise due in 3 days');
    expect(line('Contoso')).toContain('Ada: Always ask for Mia.');
  });

  it('Enter goes on with those that are ticked, and none is no choice', async () => {
    const { sample } = await started();
    sample.answer('takeover.accept', () => ({ jobId: 'j-1' }));
    await drop();
    await title(/hands you/);
    await type('a', 'Enter');
    expect(screen.queryByRole('heading', { name: /^Take over/ })).toBeNull();
    await type('a');
    await click(screen.getByLabelText('Take over Northwind'));
    await type('Enter');
    await title('Take over 2 accounts');
    expect(screen.getByText(/One account stays with Ada Brandt/)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Take over' }));
    expect(inputsOf(sample, 'takeover.accept')).toEqual([
      {
        source: SOURCE,
        passphrase: null,
        accounts: [ACCOUNTS[0]?.id, ACCOUNTS[1]?.id],
        protection: { kind: 'keyring' },
      },
    ]);
  });
});

describe('the brief', () => {
  it('stands beside the accounts in a frame without any right, and b hides it', async () => {
    await started();
    await drop();
    const frame = (await screen.findByTitle('Brief from Ada Brandt')) as HTMLIFrameElement;
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.getAttribute('srcdoc')).toContain('The brief');
    await type('b');
    expect(screen.queryByTitle('Brief from Ada Brandt')).toBeNull();
  });

  it('is saved as a PDF', async () => {
    const { sample } = await started();
    const download = { downloadId: 'd-1', fileName: 'Brief.pdf', mime: 'application/pdf', size: 1 };
    sample.answer('takeover.brief', () => download);
    await drop();
    await click(await screen.findByRole('button', { name: 'PDF' }));
    expect(inputsOf(sample, 'takeover.brief')).toEqual([{ source: SOURCE, passphrase: null, form: 'pdf' }]);
  });
});

describe('once the accounts are taken over', () => {
  it('the workspace opens, the recovery code is shown, and then the first hour', async () => {
    const told = await started();
    const { sample } = told;
    const job = {
      ...{ id: 'j-1', kind: 'handoff', title: 'Taking over', phase: '', done: 0, total: null },
      ...{ cancellable: true, startedAt: '2026-11-21T08:00:00.000Z', error: null, result: null },
    };
    sample.answer('takeover.accept', () => ({ jobId: 'j-1' }));
    sample.answer('takeover.coverage', () => ({ coverage: coverage() }));
    sample.answer('takeover.firstHour', () => firstHour());
    sample.answer('takeover.enter', () => {
      told.become(READY);
      return { workspace: READY.state === 'ready' ? READY.workspace : null, recoveryCode: 'ABCD-EFGH-JKMN' };
    });
    await drop();
    await title(/hands you/);
    await type('Enter');
    await title('Take over 3 accounts');
    await click(screen.getByRole('button', { name: 'Take over' }));
    const tell = (change: object) =>
      act(async () => told.tell({ type: 'job', job: { ...job, ...change } as never }));
    await tell({ state: 'running', phase: 'Checking the pack', done: 40, total: 100 });
    await screen.findByRole('button', { name: 'Cancel: Checking the pack' });
    await tell({ state: 'running', phase: 'Writing the workspace' });
    await screen.findByText('Writing the workspace');
    expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull();
    await tell({ state: 'done' });
    await title('Keep this recovery code');
    expect(inputsOf(sample, 'takeover.enter')).toEqual([{ handoff: HANDOFF, unlock: { with: 'keyring' } }]);
    fireEvent.change(screen.getByLabelText(/Type the end/), { target: { value: 'JKMN' } });
    await click(screen.getByRole('button', { name: 'I have kept it' }));
    await waitFor(() => expect(window.location.hash).toBe('#/first-hour'));
    expect(await screen.findByRole('region', { name: 'First hour' }, { timeout: 20_000 })).toBeDefined();
  });

  it('a pack that was accepted before leads to its workspace, and is not accepted again', async () => {
    const { sample } = await started(
      look({
        acceptedBefore: { folder: '/home/ben/halden-handed', at: '2026-11-20T09:00:00.000Z' as never },
      }),
    );
    sample.answer('takeover.enter', () => ({ workspace: null, recoveryCode: null }));
    await drop();
    expect(await screen.findByText(/into halden-handed/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /Take over/ })).toBeNull();
    await click(screen.getByRole('button', { name: 'Open the workspace' }));
    expect(inputsOf(sample, 'takeover.enter')).toEqual([{ handoff: HANDOFF }]);
  });

  it('one that ran out can be read, and says whom to ask', async () => {
    await started(look({ expired: true, state: 'over', daysLeft: 0 }));
    await drop();
    const checks = within(await screen.findByRole('list', { name: 'Checked' }));
    expect(checks.getByText(/Ask Ada Brandt for a new one/)).toBeDefined();
    await act(async () => press('Enter'));
    expect(screen.queryByRole('heading', { name: /^Take over/ })).toBeNull();
  });
});

describe('what stands in the way has a page that says what to do', () => {
  const refused = (code: 'no_key' | 'wrong_recipient' | 'bad_pack', details = {}) =>
    new ORPCError(code, { message: 'The engine says why.', data: { details } });

  it('no person: one is made, and the look goes on by itself', async () => {
    const { sample } = await started(refused('no_key'));
    sample.answer('people.list', () => ({ own: null, keys: 'none', trusted: [] }));
    await drop();
    await title('Who are you?');
    sample.answer('takeover.look', () => look());
    sample.answer('people.create', () => OWN);
    sample.answer('people.list', () => ({ own: OWN, keys: 'keyring', trusted: [] }));
    fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'Ben Okafor' } });
    expect((screen.getByLabelText('Role') as HTMLSelectElement).value).toBe('backup');
    await click(screen.getByRole('button', { name: 'Make my person' }));
    await title('Ada Brandt hands you 3 accounts');
  });

  it('locked keys: their passphrase opens the pack', async () => {
    const { sample } = await started(refused('no_key'));
    sample.answer('people.list', () => ({ own: OWN, keys: 'locked', trusted: [] }));
    await drop();
    await title('Your keys are locked');
    sample.answer('takeover.look', () => look());
    sample.answer('people.unlock', () => ({ unlocked: true }));
    sample.answer('people.list', () => ({ own: OWN, keys: 'open', trusted: [] }));
    fireEvent.change(screen.getByLabelText('Passphrase of your keys'), { target: { value: 'secret' } });
    await click(screen.getByRole('button', { name: 'Unlock' }));
    await title('Ada Brandt hands you 3 accounts');
  });

  it('somebody else’s pack: the own card, to be sent', async () => {
    await started(refused('wrong_recipient'));
    await drop();
    await title('This pack is not for you');
    expect(screen.getByLabelText('Your fingerprint')).toBeDefined();
  });

  it('a stranger: the fingerprint to compare, and where the card is added', async () => {
    await started(
      refused('bad_pack', { sender: { id: 'p-9', name: 'Cleo Marsh', fingerprint: FINGERPRINT } }),
    );
    await drop();
    await title('Do you know Cleo Marsh?');
    expect(screen.getByLabelText('Fingerprint in the pack of Cleo Marsh').children).toHaveLength(10);
    expect(screen.getByLabelText('Text of a card')).toBeDefined();
  });

  it('a passphrase: asked for, tried, and said when it is wrong', async () => {
    const { sample } = await started(refused('wrong_recipient', { passphrase: 'missing' }));
    await drop();
    await title('This pack opens with a passphrase');
    sample.answer('takeover.look', () => {
      throw refused('wrong_recipient');
    });
    const enter = async (text: string) => {
      fireEvent.change(screen.getByLabelText('Passphrase of the pack'), { target: { value: text } });
      await click(screen.getByRole('button', { name: 'Open it' }));
    };
    await enter('wrong');
    await title('That passphrase does not open it');
    sample.answer('takeover.look', () => look({ recipient: null }));
    await enter('right');
    await title('Ada Brandt hands you 3 accounts');
    expect(inputsOf(sample, 'takeover.look')).toEqual([
      { source: SOURCE, passphrase: null },
      { source: SOURCE, passphrase: 'wrong' },
      { source: SOURCE, passphrase: 'right' },
    ]);
  });

  it('damage: what is wrong, and that nothing was changed', async () => {
    await started(refused('bad_pack'));
    await drop();
    await title('This pack cannot be used');
    expect(screen.getByText(/The engine says why. Nothing was changed here./)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Close' }));
    expect(await screen.findByText('Take over a handoff')).toBeDefined();
  });
});
