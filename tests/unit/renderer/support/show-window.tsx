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

/** Presses keys one after the other, each after the window has settled; `g` and the key after it are one stroke. */
export async function type(...keys: readonly string[]): Promise<void> {
  const strokes = keys.flatMap((key, at) => {
    if (key === 'g' && at + 1 < keys.length) return [[key, keys[at + 1] ?? '']];
    return keys[at - 1] === 'g' ? [] : [[key]];
  });
  for (const stroke of strokes) {
    await act(async () => {
      for (const key of stroke) press(key);
    });
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
