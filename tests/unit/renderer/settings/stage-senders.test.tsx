// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { MAILBOX } from '../outbox/sample-messages.ts';
import { createToldEngine, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { inputsOf, type } from '../support/show-window.tsx';
import { SETTINGS } from './sample-settings.ts';

givePageSizes();
cleanPageAfterEach();

const LEAD = { mailboxId: 'mb-1' as MailboxId, address: 'finance-lead@halden.example' };
const WITH_ALIAS = { ...MAILBOX, aliases: [{ address: LEAD.address, name: null }] };

async function openSenders(
  mailboxes: readonly object[],
  stageSenders: Settings['stageSenders'] = {},
): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  let settings: Settings = { ...SETTINGS, stageSenders };
  told.sample.answer('mailboxes.list', () => mailboxes);
  told.sample.answer('settings.get', () => settings);
  told.sample.answer('settings.change', (changed: Partial<Settings>) => {
    settings = { ...settings, ...changed };
    return settings;
  });
  await openWindow(told.sample, '#/settings/senders');
  return told;
}

const choice = (stage: string) => screen.findByLabelText(stage) as Promise<HTMLSelectElement>;
const changes = (told: ToldEngine) => inputsOf(told.sample, 'settings.change');

describe('the senders of the stages', () => {
  it('are the first mailbox until another one is chosen, which is saved for that stage alone', async () => {
    const told = await openSenders([WITH_ALIAS]);
    const final = await choice('Final');
    const first = 'First mailbox: ines@halden.example';
    await waitFor(() => expect(final.selectedOptions[0]?.text).toBe(first));
    fireEvent.change(final, { target: { value: `mb-1 ${LEAD.address}` } });
    await type('Control+s');
    expect(changes(told)).toEqual([{ stageSenders: { final: LEAD } }]);
  });

  it('go back to the first mailbox', async () => {
    const told = await openSenders([WITH_ALIAS], { final: LEAD, firm: LEAD });
    fireEvent.change(await choice('Final'), { target: { value: '' } });
    await type('Control+s');
    expect(changes(told)).toEqual([{ stageSenders: { firm: LEAD } }]);
  });

  it('that are gone stay chosen, and the stage says who stands in', async () => {
    await openSenders([MAILBOX], { final: LEAD });
    const final = await choice('Final');
    const gone = 'finance-lead@halden.example (no longer set up)';
    await waitFor(() => expect(final.selectedOptions[0]?.text).toBe(gone));
    expect(screen.getByText(/letters go out from ines@halden\.example\./)).toBeDefined();
  });

  it('wait for a mailbox where none is set up', async () => {
    await openSenders([]);
    expect(await screen.findByRole('button', { name: 'Set one up' })).toBeDefined();
    expect([...(await choice('Final')).options].map(({ text }) => text)).toEqual(['First mailbox']);
  });
});
