// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractEndSection } from '../../../../renderer/features/contract-end/contract-end-section.tsx';
import { ErasedWorkspaces } from '../../../../renderer/features/contract-end/erased-workspaces.tsx';
import type { ContractEndView } from '../../../../shared/contract/contract-end.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { showPart } from '../support/show-part.tsx';
import { click, inputsOf } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

let saved: string[] = [];
beforeEach(() => {
  saved = [];
  const saveDownload = async (id: string, name: string) => saved.push(`${id} ${name}`) > 0;
  Object.defineProperty(window, 'duebook', { configurable: true, value: { saveDownload } });
});
afterEach(() => {
  Object.defineProperty(window, 'duebook', { configurable: true, value: undefined });
});

const VIEW: ContractEndView = {
  name: 'Halden & Söhne',
  allowed: true,
  gone: ['60 accounts, 600 documents.'],
  stays: ['Backups that were kept elsewhere.'],
  warnings: ['2 messages in the outbox waited to be sent and will not be.'],
  signedByPerson: true,
};

function engineWith(view: Partial<ContractEndView> = {}, demo = false): SampleEngine {
  const sample = createSampleEngine();
  sample.answer('app.status', () => ({
    state: 'ready',
    workspace: {
      ...{
        id: 'w1',
        name: VIEW.name,
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        demo,
        path: '/books/halden',
      },
    },
    today: '2026-11-20',
    actor: 'Ines Okafor',
  }));
  sample.answer('workspaces.end.look', () => ({ ...VIEW, ...view }));
  sample.answer('workspaces.end.erase', () => ({
    certificate: { id: 'c1', name: VIEW.name, erasedAt: '2026-11-20T10:00:00.000Z', by: 'Ines Okafor' },
  }));
  return sample;
}

async function fill(field: Element, value: string): Promise<void> {
  await act(async () => {
    fireEvent.change(field, { target: { value } });
  });
}

describe('the end of a contract', () => {
  it('shows what will be gone, what stays and what is under way', async () => {
    await showPart(<ContractEndSection />, engineWith());
    const lines = async (name: string) =>
      within(await screen.findByRole('region', { name })).getAllByRole('listitem');
    expect((await lines('Will be gone'))[0]?.textContent).toBe(VIEW.gone[0]);
    expect((await lines('Stays, because it is elsewhere'))[0]?.textContent).toBe(VIEW.stays[0]);
    expect((await lines('Still under way'))[0]?.textContent).toBe(VIEW.warnings[0]);
  });

  it('erases only once the name was typed to the letter', async () => {
    const sample = engineWith();
    await showPart(<ContractEndSection />, sample);
    const field = await screen.findByLabelText('Name of the workspace');
    const button = screen.getByRole('button', { name: 'Erase it for good' });
    for (const wrong of ['', 'Halden', 'halden & söhne', 'Halden & Söhne ']) {
      await fill(field, wrong);
      expect(button).toHaveProperty('disabled', true);
    }
    await fill(field, VIEW.name);
    expect(button).toHaveProperty('disabled', false);
    await click(button);
    expect(inputsOf(sample, 'workspaces.end.erase')).toEqual([{ confirm: VIEW.name }]);
  });

  it('says that a certificate without a person names nobody', async () => {
    await showPart(<ContractEndSection />, engineWith({ signedByPerson: false, warnings: [] }));
    expect(await screen.findByText(/You have no person yet/)).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Still under way' })).toBeNull();
  });

  it('is not offered to somebody whose role does not allow it', async () => {
    await showPart(<ContractEndSection />, engineWith({ allowed: false }));
    expect(await screen.findByText(/Ask one of them/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Export everything' })).toBeNull();
    expect(screen.queryByLabelText('Name of the workspace')).toBeNull();
  });

  it('is not offered in the demo', async () => {
    await showPart(<ContractEndSection />, engineWith({ allowed: false }, true));
    expect(await screen.findByText(/The demo is thrown away/)).toBeDefined();
    expect(screen.queryByLabelText('Name of the workspace')).toBeNull();
  });

  it('saves the archive that was made', async () => {
    const sample = engineWith();
    const download = { downloadId: 'd-1', fileName: 'Halden.zip', mime: 'application/zip', size: 9 };
    sample.answer('workspaces.end.export', () => ({ jobId: 'j1' }));
    sample.answer('app.jobs.list', () => [
      {
        ...{ id: 'j1', kind: 'export', title: 'Exporting everything', state: 'done', phase: 'Writing' },
        ...{ done: 42, total: 42, cancellable: false, startedAt: '2026-11-20T10:00:00.000Z', error: null },
        result: { download, files: 51, sha256: 'ab'.repeat(32) },
      },
    ]);
    await showPart(<ContractEndSection />, sample);
    await click(await screen.findByRole('button', { name: 'Export everything' }));
    await click(await screen.findByRole('button', { name: 'Save the archive' }));
    expect(saved).toEqual(['d-1 Halden.zip']);
    expect(screen.getByText(/51 files/).textContent).toContain('ab'.repeat(32));
  });
});

describe('certificates on the start screen', () => {
  it('are offered by the name of what was erased', async () => {
    const sample = createSampleEngine();
    sample.answer('workspaces.end.certificates.list', () => [
      { id: 'c1', name: VIEW.name, erasedAt: '2026-11-20T10:00:00.000Z', by: 'Ines Okafor' },
    ]);
    sample.answer('workspaces.end.certificates.download', () => ({
      downloadId: 'd-2',
      fileName: 'erased.json',
    }));
    await showPart(<ErasedWorkspaces />, sample);
    await click(await screen.findByRole('button', { name: `Save the certificate of ${VIEW.name}` }));
    expect(inputsOf(sample, 'workspaces.end.certificates.download')).toEqual([{ id: 'c1' }]);
    expect(saved).toEqual(['d-2 erased.json']);
  });

  it('take no room where nothing was erased', async () => {
    const sample = createSampleEngine();
    sample.answer('workspaces.end.certificates.list', () => []);
    await showPart(<ErasedWorkspaces />, sample);
    expect(screen.queryByRole('region', { name: 'Erased' })).toBeNull();
  });
});
