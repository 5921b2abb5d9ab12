import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import type { Download } from '../../shared/contract/primitives.ts';
import { bridge, type PickedFile, type PickOptions } from './host.ts';

const uploadAnswer = z.object({ grant: z.string() });

/** The engine's own limit: a larger file is not even sent. */
const LARGEST_FILE = 200 * 1024 * 1024;

/** Lets the person pick a file; answers a grant for the engine. Null when cancelled. */
export async function pickFile(options: PickOptions): Promise<PickedFile | null> {
  const electron = bridge();
  if (electron) return electron.pickFile(options);
  const file = await askForFile(options.endings);
  return file === null ? null : uploadFile(file);
}

/** Whether the window can have a folder picked: a browser cannot hand one over. */
export function picksFolders(): boolean {
  return bridge() !== null;
}

/** Lets the person pick a folder; answers a grant for the engine. Null when cancelled, and in a browser. */
export async function pickFolder(title: string): Promise<PickedFile | null> {
  return bridge()?.pickFolder(title) ?? null;
}

/** Takes a file that was dropped on the window; answers a grant for the engine. */
export async function takeDropped(file: File): Promise<PickedFile> {
  return bridge()?.dropFile(file) ?? uploadFile(file);
}

async function uploadFile(file: File): Promise<PickedFile> {
  if (file.size > LARGEST_FILE) {
    throw badFile(`${file.name} is larger than 200 MB. Export a shorter period, or several files.`);
  }
  const answer = await fetch('/upload', {
    method: 'POST',
    headers: { 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  });
  if (!answer.ok) throw badFile(await answer.text());
  return { grant: uploadAnswer.parse(await answer.json()).grant, name: file.name };
}

function badFile(message: string): ORPCError<string, unknown> {
  return new ORPCError('bad_file', { message });
}

/** Saves an export that the engine holds; false when the person cancelled. */
export async function saveDownload(download: Download): Promise<boolean> {
  const electron = bridge();
  if (electron) return electron.saveDownload(download.downloadId, download.fileName);
  const link = document.createElement('a');
  link.href = `/download/${encodeURIComponent(download.downloadId)}`;
  link.download = download.fileName;
  link.click();
  return true;
}

function askForFile(endings: readonly string[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = endings.join(',');
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
