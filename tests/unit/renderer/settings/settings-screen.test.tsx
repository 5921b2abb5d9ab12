// @vitest-environment happy-dom
import { notifications } from '@mantine/notifications';
import { ORPCError } from '@orpc/client';
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../../shared/contract/app.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { createToldEngine, fill, openWindow, READY, submit, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { SETTINGS } from './sample-settings.ts';

givePageSizes();
cleanPageAfterEach();
afterEach(() => notifications.clean());

async function openSettings(part: string): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  let settings = SETTINGS;
  told.sample.answer('settings.get', () => settings);
  told.sample.answer('settings.change', (changed: Partial<Settings>) => {
    settings = { ...settings, ...changed };
    return settings;
  });
  told.sample.answer('settings.weights', () => [
    { code: 'overdue_amount', label: 'Overdue amount', default: 30 },
    { code: 'oldest_overdue', label: 'Oldest overdue', default: 25 },
  ]);
  await openWindow(told.sample, `#/settings/${part}`);
  return told;
}

const changes = (told: ToldEngine) => inputsOf(told.sample, 'settings.change');
const inputText = (element: HTMLElement) => (element as HTMLInputElement).value;

describe('a section of the settings', () => {
  it('is saved as a whole, by its key', async () => {
    const told = await openSettings('company');
    await fill(await screen.findByLabelText('Phone'), '+31 10 555 9999');
    await type('Control+s');
    expect(changes(told)).toEqual([{ company: { ...SETTINGS.company, phone: '+31 10 555 9999' } }]);
  });

  it('offers nothing to save before something differs', async () => {
    const told = await openSettings('company');
    const save = await screen.findByRole('button', { name: /^Save/ });
    expect(save.hasAttribute('disabled')).toBe(true);
    await fill(screen.getByLabelText('Name'), 'Other');
    expect(save.hasAttribute('disabled')).toBe(false);
    await fill(screen.getByLabelText('Name'), SETTINGS.company.name);
    expect(save.hasAttribute('disabled')).toBe(true);
    await type('Control+s');
    expect(changes(told)).toEqual([]);
  });

  it('sets the former values again on undo', async () => {
    const told = await openSettings('sender');
    await fill(await screen.findByLabelText('Title'), 'Credit control');
    await submit(screen.getByLabelText('Title'));
    await click(await screen.findByRole('button', { name: /Undo/ }));
    expect(changes(told).at(-1)).toEqual({ sender: SETTINGS.sender });
    await waitFor(() => expect(inputText(screen.getByLabelText('Title'))).toBe(SETTINGS.sender.title));
  });

  it('keeps unsaved changes while another part is looked at, and marks them in the list', async () => {
    await openSettings('company');
    await fill(await screen.findByLabelText('Name'), 'Halden Group');
    const list = within(screen.getByRole('navigation', { name: 'Parts of the settings' }));
    await click(list.getByRole('link', { name: 'About' }));
    await list.findByText('not saved');
    await click(list.getByRole('link', { name: /Company/ }));
    expect(inputText(await screen.findByLabelText('Name'))).toBe('Halden Group');
    await click(screen.getByRole('button', { name: 'Discard the changes' }));
    expect(inputText(screen.getByLabelText('Name'))).toBe(SETTINGS.company.name);
  });

  it('says at the field what is wrong, and saves nothing', async () => {
    const told = await openSettings('company');
    await fill(await screen.findByLabelText('Email'), 'ar@halden');
    await submit(screen.getByLabelText('Email'));
    expect(screen.getByText(/This is not a mail address/)).toBeDefined();
    expect(screen.getByLabelText('Email').getAttribute('aria-invalid')).toBe('true');
    expect(changes(told)).toEqual([]);
  });

  it('keeps what is typed while it is being saved', async () => {
    const told = await openSettings('company');
    let saved = (_: unknown) => {};
    told.sample.answer('settings.change', () => new Promise((resolve) => (saved = resolve)));
    await fill(await screen.findByLabelText('Name'), 'Halden Group');
    await submit(screen.getByLabelText('Name'));
    await fill(screen.getByLabelText('Name'), 'Halden Group plc');
    await act(async () => saved({ ...SETTINGS, company: { ...SETTINGS.company, name: 'Halden Group' } }));
    expect(inputText(screen.getByLabelText('Name'))).toBe('Halden Group plc');
  });

  it('keeps what was typed when the engine could not save it', async () => {
    const told = await openSettings('company');
    told.sample.answer('settings.change', () => {
      throw new ORPCError('disk_full', { message: 'The disk is full. Free some space and save again.' });
    });
    await fill(await screen.findByLabelText('Name'), 'Halden Group');
    await submit(screen.getByLabelText('Name'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Free some space/);
    expect(inputText(screen.getByLabelText('Name'))).toBe('Halden Group');
  });
});

describe('the priority', () => {
  it('sets a reason back to its default by leaving it out', async () => {
    const told = await openSettings('priority');
    await click(await screen.findByRole('button', { name: 'Back to the default of 25' }));
    await type('Control+s');
    expect(changes(told)).toEqual([{ priorityWeights: {} }]);
  });
});

describe('the protection', () => {
  it('shows the new recovery code at once and comes back to the settings', async () => {
    const told = await openSettings('protection');
    told.sample.answer('workspaces.changeProtection', () => ({ recoveryCode: 'AAAA-BBBB-CCCC' }));
    await click(await screen.findByRole('button', { name: 'Set it and show the new recovery code' }));
    const field = await screen.findByLabelText('Type the end of the code to go on');
    await fill(field, 'cccc');
    await submit(field);
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined();
    expect(window.location.hash).toBe('#/settings/protection');
  });
});

describe('backups', () => {
  const job: Job = {
    id: 'job-1' as never,
    kind: 'backup',
    title: 'Backup',
    state: 'running',
    phase: 'Copying',
    done: 1,
    total: 2,
    cancellable: false,
    startedAt: '2026-11-21T09:00:00.000Z' as never,
    error: null,
    result: null,
  };

  it('are made once at a time, and listed when they are written and checked', async () => {
    const told = await openSettings('backups');
    let made: unknown[] = [];
    told.sample.answer('workspaces.backups.list', () => made);
    told.sample.answer('workspaces.backups.create', () => ({ jobId: 'job-1' }));
    const button = await screen.findByRole('button', { name: 'Back up now' });
    await click(button);
    await act(async () => told.tell({ type: 'job', job }));
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(true));
    made = [{ fileName: 'b.duebook-backup', createdAt: '2026-11-21T09:00:00.000Z', size: 4_312_004 }];
    await act(async () => told.tell({ type: 'job', job: { ...job, state: 'done', done: 2 } }));
    expect(await screen.findByText('b.duebook-backup')).toBeDefined();
    expect(screen.getByText('Written and checked.')).toBeDefined();
    expect(button.hasAttribute('disabled')).toBe(false);
  });

  it('say why one could not be made', async () => {
    const told = await openSettings('backups');
    told.sample.answer('workspaces.backups.list', () => []);
    told.sample.answer('workspaces.backups.create', () => ({ jobId: 'job-1' }));
    await click(await screen.findByRole('button', { name: 'Back up now' }));
    const error = { code: 'disk_full', message: 'The disk is full: 4 MB are needed.' } as const;
    await act(async () => told.tell({ type: 'job', job: { ...job, state: 'failed', error } }));
    expect(await screen.findByText(/4 MB are needed/)).toBeDefined();
  });
});
