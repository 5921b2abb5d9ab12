import { act, screen, within } from '@testing-library/react';
import type { Job } from '../../../../shared/contract/app.ts';
import type { InvoiceFilesView, InvoiceFileView } from '../../../../shared/contract/invoice-files.ts';
import { createToldEngine, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { click, type } from '../support/show-window.tsx';

const AT = '2026-11-21T08:12:00.000Z' as never;

export const PDF: InvoiceFileView = {
  id: 'file-1' as never,
  kind: 'invoice',
  name: 'INV-10421.pdf',
  mime: null,
  size: null,
  fetchedAt: null,
};
export const SCAN: InvoiceFileView = {
  ...{ ...PDF, id: 'file-2' as never, kind: 'attachment', name: 'Delivery note.png' },
  ...{ mime: 'image/png', size: 56_000, fetchedAt: AT },
};

/** What is known of the files of Northwind's first invoice. */
export function known(changes: Partial<InvoiceFilesView> = {}): InvoiceFilesView {
  return {
    documentId: 'doc-1-0' as never,
    number: 'INV-10421',
    entity: 'invoice',
    system: 'ERPNext',
    unavailable: null,
    listedAt: AT,
    remark: null,
    files: [],
    ...changes,
  };
}

const JOB: Job = {
  id: 'look-1' as never,
  kind: 'files',
  title: 'Looking for the files of INV-10421',
  state: 'running',
  phase: '',
  done: 0,
  total: null,
  cancellable: true,
  startedAt: AT,
  error: null,
  result: null,
};

export const tell = (told: ToldEngine, job: Partial<Job>) =>
  act(async () => told.tell({ type: 'job', job: { ...JOB, ...job } }));

/** The window with the files of Northwind's first ticked invoice, opened by its key. */
export async function openFiles(view: InvoiceFilesView): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  const { sample } = told;
  sample.answer('invoiceFiles.list', () => view);
  sample.answer('invoiceFiles.look', () => ({ jobId: 'look-1' }));
  sample.answer('invoiceFiles.fetch', () => ({ jobId: 'fetch-1' }));
  sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
  await openWindow(sample);
  await screen.findByRole('article', { name: 'Northwind Traders' });
  await type('f');
  await screen.findByRole('dialog', { name: /^Files of INV-10421/ });
  return told;
}

export const dialog = () => within(screen.getByRole('dialog', { name: /^Files of/ }));

export async function pressButton(name: string | RegExp): Promise<void> {
  await click(await dialog().findByRole('button', { name }));
}
