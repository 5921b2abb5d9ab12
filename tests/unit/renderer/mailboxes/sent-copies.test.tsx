// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../shared/contract/app.ts';
import type { MailboxView } from '../../../../shared/contract/mailboxes.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { click, inputsOf, showWindow } from '../support/show-window.tsx';
import { MAILBOX } from './sample-mailbox.ts';

givePageSizes();
cleanPageAfterEach();

const JOB = {
  id: 'job-1',
  kind: 'mailbox',
  title: 'Test message from ines@halden.example',
  state: 'running',
  phase: 'Looking into the Sent folder',
  done: 2,
  total: 5,
  cancellable: true,
  startedAt: '2026-11-22T09:00:00.000Z',
  error: null,
  result: null,
} as unknown as Job;

/** An engine whose test message stands as the job says. */
function engineWith(mailbox: Partial<MailboxView>, job: Partial<Job> = {}): SampleEngine {
  const sample = createSampleEngine({ jobs: [{ ...JOB, ...job }] });
  sample.answer('mailboxes.list', () => [{ ...MAILBOX, ...mailbox }]);
  sample.answer('mailboxes.probeSent', () => ({ jobId: JOB.id }));
  sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
  return sample;
}

const SEND = 'Send a test message to myself';
const AGAIN = 'Check again with a test message';
const buttonNames = () => screen.getAllByRole('button').map((button) => button.textContent);

describe('copies of sent mail', () => {
  it.each([
    [null, /is not known yet/u, SEND],
    [true, /Your provider keeps a copy/u, AGAIN],
    [false, /Duebook puts a copy/u, AGAIN],
  ] as const)('are explained when the provider keeps them: %s', async (savesSent, text, button) => {
    await showWindow(engineWith({ savesSent }), '#/mailboxes');
    expect(await screen.findByText(text)).toBeDefined();
    expect(screen.getByRole('button', { name: button })).toBeDefined();
  });

  it('are found out by a test message that nobody but the person sends', async () => {
    const sample = engineWith({});
    await showWindow(sample, '#/mailboxes');
    const button = await screen.findByRole('button', { name: SEND });
    expect(inputsOf(sample, 'mailboxes.probeSent')).toEqual([]);
    await click(button);
    expect(inputsOf(sample, 'mailboxes.probeSent')).toEqual([{ id: 'mb-1' }]);
    const section = within(screen.getByRole('region', { name: 'Copies of sent mail' }));
    expect(await section.findByText(/Looking into the Sent folder · 2 of 5/u)).toBeDefined();
    expect(buttonNames()).not.toContain(SEND);
  });

  it('are not found out while sending is paused', async () => {
    const pause = { reason: 'Paused by Mara.', until: null };
    await showWindow(engineWith({ pause }), '#/mailboxes');
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: SEND });
    expect(button.disabled).toBe(true);
  });

  it('need not be waited for', async () => {
    const sample = engineWith({});
    await showWindow(sample, '#/mailboxes');
    await click(await screen.findByRole('button', { name: SEND }));
    await click(await screen.findByRole('button', { name: 'Cancel: Test message' }));
    expect(inputsOf(sample, 'app.jobs.cancel')).toEqual([{ id: 'job-1' }]);
  });

  it.each([
    ['removed', { state: 'done', result: { savesSent: true, removed: 2 } }, /was removed again/u],
    ['left', { state: 'done', result: { savesSent: false, removed: 0 } }, /you may delete it/u],
    ['cancelled', { state: 'cancelled' }, /Cancelled\. If the test message was sent/u],
    [
      'refused',
      {
        state: 'failed',
        error: { code: 'mail_rejected', message: 'It did not take the test message.' },
      },
      /did not take the test message/u,
    ],
  ] as const)('tell what became of the test message: %s', async (_how, job, text) => {
    await showWindow(engineWith({}, job as Partial<Job>), '#/mailboxes');
    await click(await screen.findByRole('button', { name: SEND }));
    expect(await screen.findByText(text)).toBeDefined();
    await waitFor(() => expect(buttonNames()).toContain(SEND));
  });

  it.each([
    ['sends nothing', { smtp: null }],
    ['has to be connected again', { reconnect: 'The permission is no longer good.', login: 'oauth' }],
  ] as const)('are no matter for a mailbox that %s', async (_how, part) => {
    await showWindow(engineWith(part as Partial<MailboxView>), '#/mailboxes');
    await screen.findByText('Set-up');
    expect(screen.queryByText('Copies of sent mail')).toBeNull();
  });
});
