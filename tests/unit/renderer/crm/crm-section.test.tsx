// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CrmSection } from '../../../../renderer/features/webhook/crm-section.tsx';
import type { WebhookView } from '../../../../shared/contract/webhook.ts';
import { instant } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';

cleanPageAfterEach();

const ON: WebhookView = {
  state: 'on',
  url: 'https://crm.example/hook',
  kinds: ['note', 'note_retracted'],
  withText: false,
  privateAllowed: false,
  waiting: 2,
  delivered: 12,
  deliveredAt: instant('2026-11-21T08:12:00.000Z'),
  nextAt: null,
  problem: null,
};

let saved: string[] = [];
beforeEach(() => {
  saved = [];
  const saveDownload = async (id: string) => saved.push(id) > 0;
  Object.defineProperty(window, 'duebook', { configurable: true, value: { saveDownload } });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

async function shown(webhook: WebhookView): Promise<SampleEngine> {
  const sample = createSampleEngine();
  sample.answer('webhook.get', () => webhook);
  await showPart(<CrmSection />, sample);
  await screen.findByRole('form', { name: 'Webhook' });
  return sample;
}

const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement;
const button = (name: string) => screen.getByRole('button', { name });

describe('a webhook that is off', () => {
  it('sends nothing and says so; turning it on shows the signing secret once', async () => {
    const sample = await shown({ state: 'off' });
    expect(screen.queryByRole('button', { name: 'Send a test event' })).toBeNull();
    sample.answer('webhook.set', () => ({ webhook: ON, secret: 's3cret-of-43-characters' }));
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'https://crm.example/hook' } });
    await click(box('Calls'));
    await click(button('Turn on'));
    expect(inputsOf(sample, 'webhook.set')).toEqual([
      {
        url: 'https://crm.example/hook',
        kinds: ['note', 'note_retracted'],
        withText: false,
        privateAllowed: false,
        newSecret: false,
      },
    ]);
    expect(await screen.findByText('s3cret-of-43-characters')).toBeDefined();
    await click(button('I have it'));
    expect(screen.queryByText('s3cret-of-43-characters')).toBeNull();
  });

  it('asks for an address and for a kind of event before anything is sent', async () => {
    const sample = await shown({ state: 'off' });
    await click(button('Turn on'));
    expect(await screen.findByText('Enter the address that events go to.')).toBeDefined();
    expect(inputsOf(sample, 'webhook.set')).toEqual([]);
  });

  it('says what the engine has against an address', async () => {
    const sample = await shown({ state: 'off' });
    sample.answer('webhook.set', () => {
      throw new ORPCError('validation', {
        message: 'Events only go to an address that begins with https://.',
      });
    });
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'http://crm.example' } });
    await click(button('Turn on'));
    expect((await screen.findByRole('alert')).textContent).toContain('begins with https://');
  });
});

describe('a webhook that is on', () => {
  it('says what was told and what waits, and sends no texts unless they are switched on', async () => {
    await shown(ON);
    expect(screen.getByRole('region', { name: 'Deliveries' }).textContent).toContain(
      '12 events told, 2 waiting',
    );
    expect(box('Notes').checked).toBe(true);
    expect(box('Calls').checked).toBe(false);
    expect(screen.getByRole('checkbox', { name: /^Texts of notes/ })).toHaveProperty('checked', false);
    expect((button('Save') as HTMLButtonElement).disabled).toBe(true);
  });

  it('says what came of a test event', async () => {
    const sample = await shown(ON);
    sample.answer('webhook.test', () => ({ ok: true, text: 'The test event was taken (204).' }));
    await click(button('Send a test event'));
    expect(await screen.findByText('The test event was taken (204).')).toBeDefined();
  });

  it('goes on after a pause, with or without the event that was refused', async () => {
    const problem = 'crm.example did not accept it (401). It was tried 5 times.';
    const sample = await shown({ ...ON, state: 'paused', problem });
    expect(screen.getByText(problem)).toBeDefined();
    sample.answer('webhook.resume', () => ON);
    await click(button('Go on without the next event'));
    expect(inputsOf(sample, 'webhook.resume')).toEqual([{ skip: true }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull());
  });

  it('is turned off', async () => {
    const sample = await shown(ON);
    sample.answer('webhook.off', () => ({ turnedOff: true }));
    await click(button('Turn off'));
    await waitFor(() => expect(button('Turn on')).toBeDefined());
    expect(inputsOf(sample, 'webhook.off')).toHaveLength(1);
  });
});

describe('an export for a CRM', () => {
  const file = (rows: number) => ({
    files: [
      { download: { downloadId: 'd-1', fileName: 'x.csv', mime: 'text/csv', size: 1 }, rows, activity: null },
    ],
  });

  async function dialogOf(sample: SampleEngine) {
    sample.answer('exports.crm', () => file(3));
    await click(button('Export for a CRM…'));
    return within(await screen.findByRole('dialog', { name: 'Export for a CRM' }));
  }

  it('is of one kind of touchpoint for HubSpot, within the days that were chosen', async () => {
    const sample = await shown({ state: 'off' });
    const dialog = await dialogOf(sample);
    fireEvent.change(dialog.getByLabelText('What'), { target: { value: 'touchpoints' } });
    fireEvent.change(dialog.getByLabelText('From'), { target: { value: '2026-11-01' } });
    fireEvent.click(dialog.getByRole('checkbox', { name: /Only what is new/ }));
    expect(dialog.getByText(/cannot update activities/)).toBeDefined();
    await click(dialog.getByRole('button', { name: 'Export' }));
    expect(inputsOf(sample, 'exports.crm')).toEqual([
      {
        system: 'hubspot',
        subject: 'touchpoints',
        activities: ['calls'],
        from: '2026-11-01',
        to: null,
        accounts: null,
        newOnly: true,
      },
    ]);
    expect(saved).toEqual(['d-1']);
  });

  it('takes all kinds together for Salesforce, and no period for accounts', async () => {
    const sample = await shown({ state: 'off' });
    const dialog = await dialogOf(sample);
    expect(dialog.queryByLabelText('From')).toBeNull();
    fireEvent.change(dialog.getByLabelText('CRM'), { target: { value: 'salesforce' } });
    fireEvent.change(dialog.getByLabelText('What'), { target: { value: 'touchpoints' } });
    fireEvent.change(dialog.getByLabelText('Kind'), { target: { value: 'all' } });
    await click(dialog.getByRole('button', { name: 'Export' }));
    expect(inputsOf(sample, 'exports.crm')).toMatchObject([{ system: 'salesforce', activities: [] }]);
  });

  it('says when there is nothing to export, and saves nothing', async () => {
    const sample = await shown({ state: 'off' });
    const dialog = await dialogOf(sample);
    sample.answer('exports.crm', () => file(0));
    await click(dialog.getByRole('button', { name: 'Export' }));
    expect(await dialog.findByText('There is nothing to export with these choices.')).toBeDefined();
    expect(saved).toEqual([]);
  });
});
