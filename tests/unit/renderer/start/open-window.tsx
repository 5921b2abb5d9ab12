import { act, fireEvent, render } from '@testing-library/react';
import { App } from '../../../../renderer/app/app.tsx';
import type { AppEvent, AppStatus } from '../../../../shared/contract/app.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';

export interface ToldEngine {
  readonly sample: SampleEngine;
  /** Lets the engine tell something. Outside of an answer: inside of `act`. */
  tell(event: AppEvent): void;
  /** The engine is in this state from now on, and tells so. */
  become(status: AppStatus): void;
}

export const READY: AppStatus = {
  state: 'ready',
  workspace: {
    id: 'ws-1' as never,
    name: 'Halden Supply',
    currency: 'EUR' as never,
    timeZone: 'Europe/Berlin',
    demo: false,
    path: '/books/halden',
  },
  today: '2026-11-21' as never,
  actor: 'Mara Lindt',
};

const INFO = {
  version: '0.1.0',
  host: 'browser',
  platform: 'linux',
  keyring: { available: true, text: 'Secret Service' },
  recents: [],
};

/** A sample engine in a state of the test's choice, whose events the test tells. */
export function createToldEngine(status: AppStatus): ToldEngine {
  const sample = createSampleEngine();
  let present = status;
  const waiting: AppEvent[] = [];
  let wake = () => {};
  const tell = (event: AppEvent) => {
    waiting.push(event);
    wake();
  };
  sample.answer('app.status', () => present);
  sample.answer('app.info', () => INFO);
  sample.answer('app.watch', async function* stream() {
    for (;;) {
      for (let event = waiting.shift(); event; event = waiting.shift()) yield event;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  });
  return {
    sample,
    tell,
    become: (next) => {
      present = next;
      tell({ type: 'status', status: next });
    },
  };
}

/** Draws the whole window over the engine, at a location. */
export async function openWindow(sample: SampleEngine, hash = '#/worklist'): Promise<void> {
  window.history.replaceState(null, '', hash);
  await act(async () => {
    render(<App engine={sample.engine} />);
  });
}

/** Types into a field, over what stands in it. */
export async function fill(field: Element, value: string): Promise<void> {
  await act(async () => {
    fireEvent.change(field, { target: { value } });
  });
}

/** Submits the form around an element. */
export async function submit(element: Element): Promise<void> {
  const form = element.closest('form');
  if (form === null) throw new Error('There is no form around this element.');
  await act(async () => {
    fireEvent.submit(form);
  });
}
