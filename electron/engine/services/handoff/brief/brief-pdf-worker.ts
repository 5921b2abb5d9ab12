import { parentPort, workerData } from 'node:worker_threads';
import { drawBriefPdf } from './draw-pdf.ts';
import type { PdfAnswer } from './render-pdf.ts';

const answer = (message: PdfAnswer) => parentPort?.postMessage(message);

try {
  answer({ kind: 'done', bytes: await drawBriefPdf(workerData) });
} catch (cause) {
  answer({ kind: 'failed', cause });
}
