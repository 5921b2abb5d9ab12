// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../shared/contract/app.ts';
import type { Draft, DraftProposal } from '../../../../shared/contract/drafts.ts';
import type { InvoiceCopies } from '../../../../shared/contract/invoice-files.ts';
import { sampleConnection } from '../connections/sample-connections.ts';
import { createToldEngine, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { draftOf, proposal } from './sample-proposals.ts';

givePageSizes();
cleanPageAfterEach();

const COPY = { documentId: 'doc-1', fileId: 'file-1', name: 'INV-1.pdf', size: 84_000 } as never;
const MISSING = { documentId: 'doc-1', number: 'INV-1', problem: 'ERPNext keeps no print of it.' } as never;
const JOB: Job = {
  id: 'copies-1' as never,
  kind: 'files',
  title: 'Fetching invoice copies',
  state: 'running',
  phase: 'INV-1',
  done: 0,
  total: 1,
  cancellable: true,
  startedAt: '2026-11-21T09:00:00.000Z' as never,
  error: null,
  result: null,
};

const tell = (told: ToldEngine, job: Partial<Job>) =>
  act(async () => told.tell({ type: 'job', job: { ...JOB, ...job } }));
const gathered = (told: ToldEngine, result: Partial<InvoiceCopies>) =>
  tell(told, { state: 'done', done: 1, result: { copies: [], missing: [], ...result } });

/** The letter to the worklist's first account, over a connection of this kind. */
async function openLetter(kind: 'erpnext' | 'netsuite' | null, proposed = proposal(1)): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  const { sample } = told;
  sample.answer('mailboxes.list', () => []);
  sample.answer('connections.list', () => (kind === null ? [] : [sampleConnection({ kind })]));
  sample.answer('drafts.propose', (input: { stage?: DraftProposal['stage'] }) => [
    { ...proposed, stage: input.stage ?? proposed.stage },
  ]);
  sample.answer('drafts.create', (input: { edits: { files?: string[] } }) =>
    draftOf(proposed, {
      files: (input.edits.files ?? []).map(
        (fileId) => ({ fileId, name: 'INV-1.pdf', size: 84_000 }) as never,
      ),
    }),
  );
  sample.answer('drafts.change', () => draftOf(proposed));
  sample.answer('drafts.exportEml', () => {
    throw new Error('Nothing is written in this test.');
  });
  sample.answer('invoiceFiles.gatherCopies', () => ({ jobId: 'copies-1' }));
  sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
  await openWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  await type('e');
  await screen.findByRole('heading', { name: 'Customer 1' });
  await screen.findByTitle('Letter');
  return told;
}

const box = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /^Attach the invoice PDF/ });
const files = () => screen.findByRole('list', { name: 'Attached files' });
const editsOf = (told: ToldEngine) =>
  (inputsOf(told.sample, 'drafts.create') as { edits: Partial<Draft> }[]).map(({ edits }) => edits);

describe('the PDFs of the invoices of a letter', () => {
  it('are offered only where an accounting system gives them', async () => {
    await openLetter('netsuite');
    expect(screen.queryByRole('checkbox', { name: /^Attach/ })).toBeNull();
    await type('i');
    expect(screen.queryByRole('list', { name: 'Attached files' })).toBeNull();
  });

  it('stay out of a letter unless a person wants them', async () => {
    const told = await openLetter('erpnext');
    expect((await box()).checked).toBe(false);
    await type('f');
    await waitFor(() => expect(editsOf(told)).toEqual([{}]));
  });

  it('are fetched with one key, shown with their size, and go out with the letter', async () => {
    const told = await openLetter('erpnext');
    await box();
    await type('i');
    expect(inputsOf(told.sample, 'invoiceFiles.gatherCopies')).toEqual([{ documentIds: ['doc-1'] }]);
    await tell(told, {});
    await waitFor(async () => expect((await box()).disabled).toBe(true));
    await gathered(told, { copies: [COPY] });
    expect((await files()).textContent).toBe('INV-1.pdf 84 kB');
    await type('f');
    await waitFor(() => expect(editsOf(told)).toEqual([{ files: ['file-1'] }]));
  });

  it('are taken off again, also from the draft that was kept with them', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    await gathered(told, { copies: [COPY] });
    await files();
    await type('f');
    await waitFor(() => expect(editsOf(told)).toHaveLength(1));
    await waitFor(async () => expect((await box()).disabled).toBe(false));
    await click(await box());
    expect(screen.queryByRole('list', { name: 'Attached files' })).toBeNull();
    await type('f');
    await waitFor(() =>
      expect(inputsOf(told.sample, 'drafts.change')).toEqual([{ id: 'draft-acc-1', files: [] }]),
    );
  });

  it('that are missing are named with the reason', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    await gathered(told, { missing: [MISSING] });
    const missing = await screen.findByRole('list', { name: 'Without a PDF' });
    expect(missing.textContent).toBe('INV-1 goes out without its PDF. ERPNext keeps no print of it.');
  });

  it('that are too large together say so before anybody sends them', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    await gathered(told, { copies: [{ ...(COPY as object), size: 15_000_001 } as never] });
    expect((await screen.findByRole('alert')).textContent).toContain('mail servers take about 15 MB');
  });

  it('can be stopped: then nothing is attached', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    await tell(told, {});
    const review = within(await screen.findByRole('dialog', { name: 'Review' }));
    await click(await review.findByRole('button', { name: 'Cancel: Fetching invoice copies' }));
    expect(inputsOf(told.sample, 'app.jobs.cancel')).toEqual([{ id: 'copies-1' }]);
    await tell(told, { state: 'cancelled' });
    await waitFor(async () => expect((await box()).checked).toBe(false));
    expect((await box()).disabled).toBe(false);
  });

  it('that cannot be had at all leave the letter as it is, with the reason', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    const message = 'ERPNext could not be reached.';
    await tell(told, { state: 'failed', error: { code: 'network', message } });
    expect((await screen.findByRole('alert')).textContent).toContain(message);
    expect((await box()).checked).toBe(false);
  });

  it('go with a change of the stage: another letter may speak of other invoices', async () => {
    const told = await openLetter('erpnext');
    await click(await box());
    await gathered(told, { copies: [COPY] });
    await files();
    await type('4');
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Attached files' })).toBeNull());
  });
});
