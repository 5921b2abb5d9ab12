import { act, fireEvent, render, screen } from '@testing-library/react';
import { App } from '../../../../renderer/app/app.tsx';
import { press } from './page.ts';
import { createSampleEngine, type SampleEngine } from './sample-engine.ts';

/** Draws the whole window over a sample engine, at a location, and waits until its list is there. */
export async function showWindow(
  sample: SampleEngine = createSampleEngine(),
  hash = '#/worklist',
): Promise<SampleEngine> {
  window.history.replaceState(null, '', hash);
  await act(async () => {
    render(<App engine={sample.engine} />);
  });
  await screen.findAllByRole('grid', {}, { timeout: 10_000 });
  return sample;
}

/** Presses keys one after the other, each after the window has settled. */
export async function type(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await act(async () => press(key));
  }
}

/** Clicks, and waits until the window has settled. */
export async function click(element: Element): Promise<void> {
  await act(async () => {
    fireEvent.click(element);
  });
}

/** The inputs of all calls of one procedure. */
export function inputsOf(sample: SampleEngine, path: string): readonly unknown[] {
  return sample.calls.filter((call) => call.path === path).map((call) => call.input);
}
