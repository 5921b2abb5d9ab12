import { act, screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import type { Job } from '../../../../shared/contract/app.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { createToldEngine, openWindow, READY, type ToldEngine } from '../start/open-window.tsx';
import { click, inputsOf } from '../support/show-window.tsx';
import { inspectionUnder, OUTCOME } from './sample-file.ts';

const JOB: Job = {
  id: 'try-1' as never,
  kind: 'import',
  title: 'Checking open.csv',
  state: 'running',
  phase: 'Reading',
  done: 0,
  total: 4,
  cancellable: true,
  startedAt: '2026-11-21T09:00:00.000Z' as never,
  error: null,
  result: null,
};

export async function pickedFile(): Promise<ToldEngine> {
  const told = createToldEngine(READY);
  const { sample } = told;
  sample.answer('imports.presets', () => []);
  sample.answer('imports.history', () => []);
  sample.answer('imports.inspect', (input: { mapping: ImportMapping | null }) => ({
    inspection: inspectionUnder(input.mapping),
    savedMapping: null,
  }));
  sample.answer('imports.tryOut', () => ({ jobId: 'try-1' }));
  sample.answer('imports.run', () => ({ jobId: 'run-1' }));
  sample.answer('app.jobs.cancel', () => ({ cancelled: true }));
  await openWindow(sample, '#/imports/new');
  await click(await screen.findByRole('button', { name: 'Pick a file' }));
  await screen.findByRole('table');
  return told;
}

export const check = () => screen.getByRole('button', { name: /^Check/ });
export const mayCheck = (may: boolean) => waitFor(() => expect(check().hasAttribute('disabled')).toBe(!may));
export const tell = (told: ToldEngine, job: Partial<Job>) =>
  act(async () => told.tell({ type: 'job', job: { ...JOB, ...job } }));

export async function answered(): Promise<ToldEngine> {
  const told = await pickedFile();
  await click(screen.getByRole('button', { name: 'Day first (31/12/2026)' }));
  await click(screen.getByRole('button', { name: /EUR, the currency/ }));
  await mayCheck(true);
  return told;
}

export const started = (told: ToldEngine) =>
  waitFor(() => expect(inputsOf(told.sample, 'imports.tryOut')).toHaveLength(1));

export async function checked(outcome = OUTCOME): Promise<ToldEngine> {
  const told = await answered();
  await click(check());
  await started(told);
  await tell(told, { state: 'done', done: 4, result: { ...outcome, batch: null } });
  return told;
}
