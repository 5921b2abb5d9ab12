// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignInEnded } from '../../../../shared/contract/mailbox-sign-in.ts';
import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine, STATUS } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow } from '../support/show-window.tsx';
import { MAILBOX as SAMPLE } from './sample-mailbox.ts';

givePageSizes();
cleanPageAfterEach();

const MAILBOX: MailboxView = {
  ...SAMPLE,
  aliases: [{ address: 'ar@halden.example', name: 'Accounts' }],
};

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');
const STARTED = {
  id: 'sign-in-1',
  url: 'https://accounts.google.com/o/oauth2/v2/auth?state=x',
  host: 'accounts.google.com',
  until: '2026-11-21T09:05:00.000Z',
};

/** An engine with one mailbox; its sign-in ends when the test says so. */
function engineWith(first: MailboxView | null): SampleEngine & { readonly end: (how: SignInEnded) => void } {
  const sample = createSampleEngine();
  sample.answer('app.status', () => ({ ...STATUS, workspace: { ...STATUS.workspace, demo: false } }));
  const { promise, resolve } = Promise.withResolvers<SignInEnded>();
  let mailbox = first;
  const change = (part: Partial<MailboxView>) => {
    mailbox = { ...(mailbox ?? MAILBOX), ...part };
    return mailbox;
  };
  sample.answer('mailboxes.list', () => (mailbox ? [mailbox] : []));
  sample.answer('mailboxes.startSignIn', () => STARTED);
  sample.answer('mailboxes.awaitSignIn', () => promise);
  sample.answer('mailboxes.cancelSignIn', () => ({ cancelled: true }));
  sample.answer('mailboxes.add', () => change({ login: 'oauth' }));
  sample.answer('mailboxes.reconnect', () => change({ reconnect: null, pause: null }));
  sample.answer('mailboxes.pause', () => change({ pause: { reason: 'Paused by Mara.', until: null } }));
  sample.answer('outbox.resume', () => {
    change({ pause: null });
    return { resumed: true };
  });
  sample.answer('mailboxes.test', () => ({ ok: true, at: '2026-11-21T09:00:00.000Z', checks: [] }));
  return { ...sample, end: resolve };
}

const write = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });

const opened: string[] = [];
beforeEach(() => {
  vi.spyOn(window, 'open').mockImplementation((url) => {
    opened.push(String(url));
    return null;
  });
});
afterEach(() => {
  opened.length = 0;
  vi.restoreAllMocks();
});

async function beginGoogle(sample: SampleEngine): Promise<void> {
  await showWindow(sample, '#/mailboxes/new');
  await screen.findByLabelText('Mail address');
  await write('Mail address', 'ines@gmail.com');
  await write('Client id', 'client-1');
  await click(screen.getByRole('button', { name: 'Connect…' }));
  await screen.findByText(/Waiting for you to sign in at accounts.google.com/u);
}

describe('a new mailbox with a sign-in', () => {
  it('is connected in the browser, and added with the finished sign-in instead of a password', async () => {
    const sample = engineWith(null);
    await beginGoogle(sample);
    expect(opened).toEqual([STARTED.url]);
    expect(inputsOf(sample, 'mailboxes.startSignIn')).toEqual([
      {
        service: { service: 'google', clientId: 'client-1' },
        clientSecret: null,
        address: 'ines@gmail.com',
      },
    ]);
    await act(async () => sample.end({ state: 'done', text: 'Signed in.' }));
    await screen.findByText('Signed in.');
    await click(screen.getByRole('button', { name: /Add and test/u }));
    await waitFor(() => expect(inputsOf(sample, 'mailboxes.add')).toHaveLength(1));
    const [added] = inputsOf(sample, 'mailboxes.add');
    expect(added).toMatchObject({ provider: 'google', signIn: STARTED.id });
    expect(added).not.toHaveProperty('password');
  });

  it('cannot be added before the sign-in is done', async () => {
    const sample = engineWith(null);
    await beginGoogle(sample);
    await click(screen.getByRole('button', { name: /Add and test/u }));
    expect(await screen.findByText('Connect the mailbox first.')).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.add')).toEqual([]);
  });

  it('can be cancelled while the browser is open', async () => {
    const sample = engineWith(null);
    await beginGoogle(sample);
    await click(screen.getByRole('button', { name: 'Cancel the sign-in' }));
    expect(await screen.findByText('The sign-in was cancelled.')).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.cancelSignIn')).toEqual([{ id: STARTED.id }]);
    expect(screen.getByRole('button', { name: 'Connect…' })).toBeDefined();
  });

  it('says when the time was over, and can begin again', async () => {
    const sample = engineWith(null);
    await beginGoogle(sample);
    await act(async () => sample.end({ state: 'timed_out', text: 'Nobody signed in within five minutes.' }));
    expect(await screen.findByText(/within five minutes/u)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Connect…' })).toBeDefined();
  });
});

describe('the servers of an address', () => {
  it('are proposed with how they were found, and taken over on request', async () => {
    const sample = engineWith(null);
    sample.answer('mailboxes.discover', () => ({
      proposals: [
        {
          foundBy: 'srv',
          provider: 'other',
          imap: { host: 'post.elsewhere.example', port: 993, security: 'tls' },
          smtp: null,
          user: 'ines@halden.example',
          foreign: true,
        },
      ],
      problems: ['halden.example could not be looked up (ETIMEOUT).'],
    }));
    await showWindow(sample, '#/mailboxes/new');
    await screen.findByLabelText('Mail address');
    await write('Mail address', 'ines@halden.example');
    await click(screen.getByRole('button', { name: 'Find the servers' }));
    expect(await screen.findByText(/Outside your domain/u)).toBeDefined();
    expect(screen.getByText(/could not be looked up/u)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Use' }));
    expect(screen.getByLabelText<HTMLInputElement>('Incoming server').value).toBe('post.elsewhere.example');
  });
});

describe('a mailbox that is there', () => {
  it('is connected again when its permission is gone', async () => {
    const sample = engineWith({
      ...MAILBOX,
      login: 'oauth',
      reconnect: 'The permission is no longer good.',
    });
    await showWindow(sample, '#/mailboxes/mb-1');
    await click(await screen.findByRole('button', { name: 'Reconnect…' }));
    expect(inputsOf(sample, 'mailboxes.startSignIn')).toEqual([{ mailboxId: 'mb-1' }]);
    await act(async () => sample.end({ state: 'done', text: 'Signed in.' }));
    await waitFor(() =>
      expect(inputsOf(sample, 'mailboxes.reconnect')).toEqual([{ id: 'mb-1', signIn: STARTED.id }]),
    );
    expect(await screen.findByRole('button', { name: 'Pause sending' })).toBeDefined();
  });

  it('can be connected again when its server refused the token and sending stopped', async () => {
    const pause = { reason: 'The access token was refused. Connect the mailbox again.', until: null };
    const sample = engineWith({ ...MAILBOX, login: 'oauth', pause });
    await showWindow(sample, '#/mailboxes/mb-1');
    await click(await screen.findByRole('button', { name: 'Reconnect…' }));
    await act(async () => sample.end({ state: 'done', text: 'Signed in.' }));
    await waitFor(() => expect(inputsOf(sample, 'mailboxes.reconnect')).toHaveLength(1));
  });

  it('with a password is not asked to sign in when it is paused', async () => {
    await showWindow(
      engineWith({ ...MAILBOX, pause: { reason: 'Paused.', until: null } }),
      '#/mailboxes/mb-1',
    );
    await screen.findByRole('button', { name: 'Resume sending' });
    expect(screen.queryByRole('button', { name: 'Reconnect…' })).toBeNull();
  });

  it('of the demo is never resumed: nothing is sent from there', async () => {
    const sample = engineWith({ ...MAILBOX, pause: { reason: 'This is the demo.', until: null } });
    sample.answer('app.status', () => STATUS);
    await showWindow(sample, '#/mailboxes/mb-1');
    expect(await screen.findByText(/This is the demo/u)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Resume sending' })).toBeNull();
  });

  it('is paused and resumed', async () => {
    const sample = engineWith(MAILBOX);
    await showWindow(sample, '#/mailboxes/mb-1');
    await click(await screen.findByRole('button', { name: 'Pause sending' }));
    expect(await screen.findByText(/Paused by Mara/u)).toBeDefined();
    await click(screen.getByRole('button', { name: 'Resume sending' }));
    expect(await screen.findByRole('button', { name: 'Pause sending' })).toBeDefined();
  });

  it('shows the certificate that nobody vouches for, and trusts it only on request', async () => {
    const failed = {
      ok: false,
      at: '2026-11-21T09:00:00.000Z',
      checks: [{ check: 'tls', ok: false, text: 'Its certificate cannot be trusted.' }],
    };
    const sample = engineWith({ ...MAILBOX, lastCheck: failed } as unknown as MailboxView);
    sample.answer('mailboxes.certificates', () => [
      {
        server: 'imap',
        certificate: {
          ...{ server: 'imap', host: 'imap.halden.example', port: 993, fingerprint: FINGERPRINT },
          ...{ subject: 'CN=imap.halden.example', issuer: 'CN=imap.halden.example' },
          ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' },
          ...{ trusted: false, problem: 'depth zero self signed cert', accepted: null },
        },
        problem: null,
      },
      { server: 'smtp', certificate: null, problem: 'The name was not found.' },
    ]);
    sample.answer('mailboxes.acceptCertificate', () => MAILBOX);
    await showWindow(sample, '#/mailboxes/mb-1');
    await click(await screen.findByRole('button', { name: 'Look at the certificate…' }));
    expect(await screen.findByText(FINGERPRINT)).toBeDefined();
    expect(screen.getByText('The name was not found.')).toBeDefined();
    expect(inputsOf(sample, 'mailboxes.acceptCertificate')).toEqual([]);
    await click(screen.getByRole('button', { name: 'Trust this certificate' }));
    await waitFor(() =>
      expect(inputsOf(sample, 'mailboxes.acceptCertificate')).toEqual([
        { id: 'mb-1', server: 'imap', fingerprint: FINGERPRINT },
      ]),
    );
  });
});
