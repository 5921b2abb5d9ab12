// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { click, inputsOf, type } from '../support/show-window.tsx';
import { dialog, known, openFiles, PDF, pressButton, SCAN, tell } from './files-window.tsx';

givePageSizes();
cleanPageAfterEach();

describe('the files of an invoice', () => {
  it('are looked for by themselves when nobody has looked yet', async () => {
    const { sample } = await openFiles(known({ listedAt: null }));
    expect(inputsOf(sample, 'invoiceFiles.look')).toEqual([{ documentId: 'doc-1-0' }]);
  });

  it('that were listed before are shown without asking anybody', async () => {
    const { sample } = await openFiles(known({ files: [PDF, SCAN] }));
    expect(inputsOf(sample, 'invoiceFiles.look')).toEqual([]);
    const rows = dialog().getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'INV-10421.pdfinvoiceFetch',
      'Delivery note.pngattachment · 56 kBShowSave as…',
    ]);
    await pressButton('Look again');
    expect(inputsOf(sample, 'invoiceFiles.look')).toHaveLength(1);
  });

  it('are fetched one by one, and the work can be stopped', async () => {
    const told = await openFiles(known({ files: [PDF] }));
    await pressButton('Fetch INV-10421.pdf');
    expect(inputsOf(told.sample, 'invoiceFiles.fetch')).toEqual([{ id: 'file-1' }]);
    await tell(told, { id: 'fetch-1' as never, title: 'Fetching INV-10421.pdf' });
    const fetch = dialog().getByRole('button', { name: 'Fetch INV-10421.pdf' });
    await waitFor(() => expect(fetch.hasAttribute('disabled')).toBe(true));
    await pressButton('Cancel: Fetching INV-10421.pdf');
    expect(inputsOf(told.sample, 'app.jobs.cancel')).toEqual([{ id: 'fetch-1' }]);
    await tell(told, { id: 'fetch-1' as never, state: 'cancelled' });
    await waitFor(() => expect(fetch.hasAttribute('disabled')).toBe(false));
    expect(dialog().queryByRole('alert')).toBeNull();
  });

  it('that could not be had say why, and what is here stays', async () => {
    const told = await openFiles(known({ files: [PDF, SCAN] }));
    await pressButton('Fetch INV-10421.pdf');
    const message = 'ERPNext could not be reached. The files that are here stay here.';
    await tell(told, { id: 'fetch-1' as never, state: 'failed', error: { code: 'network', message } });
    expect((await dialog().findByRole('alert')).textContent).toContain(message);
    expect(dialog().getByRole('button', { name: 'Save Delivery note.png' })).toBeDefined();
  });

  it('are saved where the person wants them', async () => {
    const { sample } = await openFiles(known({ files: [SCAN] }));
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    sample.answer('invoiceFiles.save', () => ({ downloadId: 'd-1', fileName: 'Delivery note.png', size: 9 }));
    await pressButton('Save Delivery note.png');
    expect(inputsOf(sample, 'invoiceFiles.save')).toEqual([{ id: 'file-2' }]);
    await waitFor(() => expect(clicked).toHaveBeenCalledOnce());
    clicked.mockRestore();
  });

  it('are shown when they are pictures, and Escape goes back to the list', async () => {
    const { sample } = await openFiles(known({ files: [SCAN] }));
    sample.answer('invoiceFiles.open', () => ({ name: SCAN.name, mime: 'image/png', base64: 'AAAA' }));
    await pressButton('Show Delivery note.png');
    const picture = await screen.findByRole('img', { name: 'Delivery note.png' });
    expect(picture.getAttribute('src')).toBe('data:image/png;base64,AAAA');
    await type('Escape');
    expect(await dialog().findByRole('button', { name: 'Show Delivery note.png' })).toBeDefined();
  });

  it('say why there are none when the invoice came from a file, and offer nothing', async () => {
    const reason = 'This invoice came from a file. Copies come from an accounting system that is connected.';
    await openFiles(known({ system: null, listedAt: null, unavailable: reason }));
    expect(dialog().getByText(reason)).toBeDefined();
    expect(dialog().queryByRole('button', { name: /^Look/ })).toBeNull();
  });

  it('say why the invoice itself is not among them', async () => {
    await openFiles(known({ remark: 'The books keep no print of this invoice.', files: [SCAN] }));
    expect(dialog().getByText('The books keep no print of this invoice.')).toBeDefined();
    expect(dialog().getAllByRole('listitem')).toHaveLength(1);
  });

  it('are told to be none when the system has none', async () => {
    await openFiles(known());
    expect(dialog().getByText('There are no files.')).toBeDefined();
  });

  it('of a credit note open from the credits', async () => {
    const told = await openFiles(known({ files: [PDF] }));
    await type('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const credits = within(screen.getByRole('region', { name: 'Credits and unapplied payments' }));
    await click(credits.getByRole('button', { name: 'CN-2207' }));
    expect(await screen.findByRole('dialog', { name: /^Files of CN-2207/ })).toBeDefined();
    expect(inputsOf(told.sample, 'invoiceFiles.list')).toHaveLength(2);
  });
});
