import { Worker } from 'node:worker_threads';
import { EngineError } from '../../../platform/engine-error.ts';
import type { Brief } from './brief.ts';

/** What the thread answers: the file, or why there is none. */
export type PdfAnswer =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Beside this file: its source, or in the Electron build its bundle. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './brief-pdf-worker.ts' : './brief-pdf-worker.js',
  import.meta.url,
);

/**
 * A brief as a PDF on A4, made on a thread of its own: the window stays quick however many accounts there are. The same
 * brief always gives the same bytes. Errors: `cancelled` when the signal is aborted, `internal`.
 */
export function renderBriefPdf(brief: Brief, signal?: AbortSignal): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const failed = (cause: unknown) =>
    reject(new EngineError('internal', 'The PDF of the brief could not be made. Try it again.', {}, cause));
  const cancelled = () =>
    reject(new EngineError('cancelled', 'The brief was cancelled. Nothing was written.'));
  if (signal?.aborted === true) {
    cancelled();
    return promise;
  }
  const worker = new Worker(WORKER, { workerData: brief, name: 'duebook brief' });
  worker.on('message', (answer: PdfAnswer) => {
    if (answer.kind === 'done') resolve(answer.bytes);
    else failed(answer.cause);
  });
  worker.once('error', failed);
  worker.once('exit', () => failed(new Error('The thread ended.')));
  signal?.addEventListener('abort', cancelled, { once: true });
  return promise.finally(() => {
    signal?.removeEventListener('abort', cancelled);
    return worker.terminate();
  });
}
