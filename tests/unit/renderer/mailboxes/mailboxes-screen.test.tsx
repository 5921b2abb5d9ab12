// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MailboxChange, MailboxInput } from '../../../../shared/contract/mailboxes.ts';
import { cleanPageAfterEach, givePageSizes, setPageWidth } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { MAILBOX } from './sample-mailbox.ts';

givePageSizes();
cleanPageAfterEach();

const mailboxOf = (input: Pick<MailboxInput, 'address' | 'user'>) => ({
  ...MAILBOX,
  id: `mb-${input.address}`,
  address: input.address,
  smtp: null,
  user: input.user,
});

const FAILED = {
  ok: false,
  at: '2026-11-21T09:00:00.000Z',
  checks: [
    { check: 'dns', ok: true, text: 'The name was found.' },
    { check: 'connect', ok: false, text: 'Nothing answers at imap.halden.example:993.' },
  ],
};

function engineWith(addresses: readonly string[]): SampleEngine {
  const sample = createSampleEngine();
  let mailboxes = addresses.map((address) => mailboxOf({ address, user: address }));
  sample.answer('mailboxes.list', () => mailboxes);
  sample.answer('mailboxes.add', (input: MailboxInput) => {
    const added = mailboxOf(input);
    mailboxes = [...mailboxes, added];
    return added;
  });
  sample.answer('mailboxes.test', () => FAILED);
  sample.answer('mailboxes.remove', () => ({ removed: true }));
  return sample;
}

const write = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });

describe('mailboxes', () => {
  it('teach what a mailbox is for when there is none', async () => {
    await showWindow(engineWith([]), '#/mailboxes');
    await click(await screen.findByRole('button', { name: 'Add a mailbox' }));
    expect(await screen.findByLabelText('Mail address')).toBeDefined();
  });

  it('say what is missing before anything is sent', async () => {
    const sample = await showWindow(engineWith([]), '#/mailboxes/new');
    await click(await screen.findByRole('button', { name: /Add and test/ }));
    expect(screen.getByText('Enter the password.')).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.add')).toEqual([]);
  });

  it('are tested as soon as they are added, each check in words with what to do', async () => {
    const sample = await showWindow(engineWith([]), '#/mailboxes/new');
    await write('Mail address', 'ines@halden.example');
    await write('Password', 'secret');
    await type('Control+Enter');
    await waitFor(() =>
      expect(inputsOf(sample, 'mailboxes.test')).toEqual([{ id: 'mb-ines@halden.example' }]),
    );
    expect(await screen.findByText('Nothing answers at imap.halden.example:993.')).toBeDefined();
    expect(screen.getByText(/What to do: Check the port/)).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.add')).toMatchObject([{ imapUrl: 'imaps://imap.halden.example:993' }]);
  });

  it('keep what was typed when the engine refuses', async () => {
    const sample = engineWith([]);
    sample.answer('mailboxes.add', () => {
      throw new Error('no');
    });
    await showWindow(sample, '#/mailboxes/new');
    await write('Mail address', 'ines@halden.example');
    await write('Password', 'secret');
    await click(screen.getByRole('button', { name: /Add and test/ }));
    expect(await screen.findByText(/Something went wrong/)).toBeDefined();
    expect((screen.getByLabelText('Mail address') as HTMLInputElement).value).toBe('ines@halden.example');
  });

  it('are removed only after a look at what happens to the drafts', async () => {
    const sample = await showWindow(engineWith(['ines@halden.example']), '#/mailboxes');
    await screen.findByRole('heading', { name: 'ines@halden.example' });
    await type('Delete');
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove ines@halden.example' }));
    expect(dialog.getByText(/become drafts again/)).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.remove')).toEqual([]);
    await click(dialog.getByRole('button', { name: 'Remove' }));
    expect(inputsOf(sample, 'mailboxes.remove')).toEqual([{ id: 'mb-ines@halden.example' }]);
  });

  describe('when one is changed', () => {
    const before = 'ines@halden.example';
    const change = async (works: boolean) => {
      const sample = engineWith([before]);
      const known = { ...mailboxOf({ address: before, user: before }), hasCertificateAuthority: true };
      sample.answer('mailboxes.list', () => [known]);
      sample.answer('mailboxes.change', ({ user }: MailboxChange) => ({
        saved: works,
        mailbox: { ...known, user },
        test: works ? { ...FAILED, ok: true, checks: [FAILED.checks[0]] } : FAILED,
      }));
      await showWindow(sample, '#/mailboxes');
      await screen.findByRole('heading', { name: before });
      await type('e');
      await screen.findByRole('heading', { name: `Change ${before}` });
      return sample;
    };
    const saveIt = () => click(screen.getByRole('button', { name: /Test and save/ }));

    it('starts from the settings it has, without the password', async () => {
      await change(true);
      expect((screen.getByLabelText('Incoming server') as HTMLInputElement).value).toBe(
        'imap.halden.example',
      );
      expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
      expect(screen.queryByLabelText('Mail address')).toBeNull();
    });

    it('sends no password and no certificate that nobody touched', async () => {
      const sample = await change(true);
      await write('Your name', 'Ines Okafor');
      await saveIt();
      expect(inputsOf(sample, 'mailboxes.change')).toEqual([
        {
          id: `mb-${before}`,
          displayName: 'Ines Okafor',
          imapUrl: 'imaps://imap.halden.example:993',
          smtpUrl: null,
          user: before,
          draftsFolder: null,
          sentFolder: null,
          provider: 'other',
          aliases: [],
          perMinute: 20,
          perDay: 400,
        },
      ]);
      expect(await screen.findByRole('heading', { name: before })).toBeDefined();
    });

    it('keeps what was typed when the new settings do not work, and says that nothing was saved', async () => {
      const sample = await change(false);
      await write('Password', 'second');
      await saveIt();
      expect(inputsOf(sample, 'mailboxes.change')).toMatchObject([{ password: 'second' }]);
      const failed = within(await screen.findByRole('region', { name: 'The new settings do not work' }));
      expect(failed.getByText(/Nothing was saved/)).toBeDefined();
      expect(failed.getByText('Nothing answers at imap.halden.example:993.')).toBeDefined();
      expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('second');
    });

    it('keeps the field in hand, what was typed and the failed test when the window becomes narrow and wide again', async () => {
      await change(false);
      await write('Password', 'new-secret');
      await saveIt();
      await screen.findByText('The new settings do not work yet');
      const field = screen.getByLabelText('Password') as HTMLInputElement;
      act(() => field.focus());
      for (const width of [1024, 1440]) {
        await act(async () => setPageWidth(width));
        expect(screen.getByLabelText('Password')).toBe(field);
        expect(field.value).toBe('new-secret');
        expect(document.activeElement).toBe(field);
        expect(screen.getByText('The new settings do not work yet')).toBeDefined();
      }
    });

    it('goes back without a trace', async () => {
      const sample = await change(true);
      await write('Your name', 'Somebody else');
      await click(screen.getByRole('button', { name: /Cancel/ }));
      expect(await screen.findByRole('heading', { name: before })).toBeDefined();
      expect(inputsOf(sample, 'mailboxes.change')).toEqual([]);
    });
  });
});
