import { act, fireEvent, screen, within } from '@testing-library/react';
import type { ConnectionView } from '../../../../shared/contract/connections.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { showWindow } from '../support/show-window.tsx';
import { DUE, FORM, PAID, RUN, sampleConnection, TEST } from './sample-connections.ts';

/** An engine that has these connections, and keeps what is done to them. */
export function engineWith(
  given: readonly ConnectionView[],
  jobs: Parameters<typeof createSampleEngine>[0] = {},
) {
  const sample = createSampleEngine(jobs);
  let connections = given;
  sample.answer('connections.list', () => connections);
  sample.answer('connections.forms', () => [FORM]);
  sample.answer('connections.runs', () => ({ runs: [RUN], next: null }));
  sample.answer('connections.changes', ({ group }: { group: string }) => ({
    changes: [group === 'paid' ? PAID : DUE],
    next: null,
  }));
  sample.answer('connections.differences', () => []);
  sample.answer('connections.problems', () => []);
  sample.answer('connections.usage', () => []);
  sample.answer('connections.sync', () => ({ jobId: 'job-1' }));
  sample.answer('connections.test', () => TEST);
  sample.answer('connections.tryOut', () => TEST);
  sample.answer('connections.answerMissing', () => ({ jobId: null }));
  sample.answer('connections.remove', () => ({ removed: true }));
  sample.answer('connections.add', ({ name }: { name: string }) => {
    const added = sampleConnection({ name, freshAt: null, lastRun: null, status: 'new' });
    connections = [...connections, added];
    return added;
  });
  sample.answer('connections.change', (change: Partial<ConnectionView>) => {
    const changed = sampleConnection(change);
    connections = [changed];
    return changed;
  });
  return sample;
}

export const show = (sample: SampleEngine, hash = '#/connections') => showWindow(sample, hash);
export const write = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });
export const section = async (name: string) => within(await screen.findByRole('region', { name }));
