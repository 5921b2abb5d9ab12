// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackupsSection } from '../../../../renderer/features/backups/backups-section.tsx';
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

const backup = (day: string) => ({
  fileName: `${day}.duebook-backup`,
  createdAt: `2026-11-${day}T09:00:00.000Z`,
  size: 4_312_004,
});

function engineWith(list: () => unknown): SampleEngine {
  const sample = createSampleEngine();
  sample.answer('workspaces.backups.list', list);
  return sample;
}

describe('the backups of a workspace', () => {
  it('stand with the newest first, each with its size', async () => {
    await showPart(
      <BackupsSection />,
      engineWith(() => [backup('18'), backup('20'), backup('19')]),
    );
    const rows = (await screen.findAllByRole('listitem')).map((row) => row.textContent ?? '');
    expect(rows.map((row) => row.slice(0, 2))).toEqual(['20', '19', '18']);
    expect(rows[0]).toContain('4.3 MB');
  });

  it('are copied elsewhere one by one, under their own name', async () => {
    const sample = engineWith(() => [backup('18'), backup('20')]);
    sample.answer('workspaces.backups.download', ({ fileName }: { fileName: string }) => ({
      downloadId: 'd-1',
      fileName,
    }));
    await showPart(<BackupsSection />, sample);
    await click(await screen.findByRole('button', { name: 'Save a copy of 18.duebook-backup' }));
    expect(inputsOf(sample, 'workspaces.backups.download')).toEqual([{ fileName: '18.duebook-backup' }]);
    expect(saved).toEqual(['d-1 18.duebook-backup']);
  });

  it('say so when there is none, which is not the same as a list that cannot be read', async () => {
    let broken = true;
    const sample = engineWith(() => {
      if (broken) throw new Error('lost');
      return [];
    });
    await showPart(<BackupsSection />, sample);
    expect(await screen.findByRole('alert')).toBeDefined();
    expect(screen.queryByText(/There is no backup yet/)).toBeNull();
    broken = false;
    await click(screen.getByRole('button', { name: /Try again/ }));
    expect(await screen.findByText(/There is no backup yet/)).toBeDefined();
  });
});
