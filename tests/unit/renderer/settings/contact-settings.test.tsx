// @vitest-environment happy-dom
import { notifications } from '@mantine/notifications';
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { createToldEngine, fill, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { SETTINGS } from './sample-settings.ts';

givePageSizes();
cleanPageAfterEach();
afterEach(() => notifications.clean());

async function openSettings(part: string): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  told.sample.answer('settings.get', () => SETTINGS);
  told.sample.answer('settings.change', (changed: Partial<Settings>) => ({ ...SETTINGS, ...changed }));
  await openWindow(told.sample, `#/settings/${part}`);
  return told;
}

const changes = (told: ToldEngine) => inputsOf(told.sample, 'settings.change');

describe('the contact hours', () => {
  it('are saved as a whole: other hours, weekends open, and a stop outside them', async () => {
    const told = await openSettings('contact');
    await fill(await screen.findByLabelText('To'), '20:00');
    await click(screen.getByRole('checkbox', { name: /Leave weekends in peace/ }));
    fireEvent.change(screen.getByLabelText('Outside these hours'), { target: { value: 'block' } });
    await type('Control+s');
    expect(changes(told)).toEqual([
      { contact: { ...SETTINGS.contact, closes: '20:00', weekends: false, outside: 'block' } },
    ]);
  });

  it('that end before they begin are refused in words', async () => {
    const told = await openSettings('contact');
    await fill(await screen.findByLabelText('To'), '07:00');
    await type('Control+s');
    expect(await screen.findByText('The day ends after it begins.')).toBeDefined();
    expect(changes(told)).toEqual([]);
  });

  it('say that consumers have rules of their own', async () => {
    await openSettings('contact');
    expect(await screen.findByText(/Consumers are never contacted before 8:00 or after 21:00/)).toBeDefined();
  });
});

describe('the call guide', () => {
  it('keeps the script and one point of the checklist on each line', async () => {
    const told = await openSettings('calls');
    await fill(await screen.findByLabelText('Script'), 'Hello {{customer}}');
    await fill(screen.getByLabelText('Checklist'), 'Right person\nDate and amount');
    await type('Control+s');
    expect(changes(told)).toEqual([
      { callGuide: { script: 'Hello {{customer}}', checklist: ['Right person', 'Date and amount'] } },
    ]);
  });
});
